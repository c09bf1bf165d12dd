// Package explore finds out what drives an outcome: which inputs move it, where the answer turns, what to look at next. It works on any
// model given as a function from inputs and luck to an outcome, or on what such a model has already given, so that every method can be
// checked on functions with known answers.
//
// It does not know actors or scenarios. It is not for telling how likely something is: that is package stats.
package explore
