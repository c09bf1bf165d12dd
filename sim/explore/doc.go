// Package explore finds out what drives an outcome: which inputs move it, where the answer turns, what to look at next. It works on any
// model given as numbers in and an event out, so that every method can be checked on functions with known answers.
//
// It does not know actors or scenarios.
package explore
