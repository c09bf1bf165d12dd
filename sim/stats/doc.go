// Package stats turns counts into estimates with their doubt: intervals, paired differences, quantiles, likelihood words and the one
// rounding that all text uses. It reads only the results table.
//
// Not here: how draws are made (sim/draw) and what drives an outcome (sim/explore).
package stats
