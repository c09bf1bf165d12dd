// Package dist reads and evaluates the distributions of a scenario file, and compiles them for the run.
//
// A quantity is one scalar with its evidence, such as "pert 0.25 0.38 0.55 from article/p9#precondition";
// ParseQuantity reads it and refuses what is impossible instead of repairing it. A distribution is asked for its
// quantile function, so that a run needs one uniform number per quantity and every design of sampling (plain,
// stratified, correlated) shares one path. Compile turns it into a table of a few nanoseconds per call.
//
// Everything is computed with parley/sim/portable, so tables have the same bits on every machine. Do not use this
// package for statistics of results: that is sim/stats.
//
// Sources: Vose, "Risk Analysis" (3rd ed. 2008) for PERT; Johnson, Kotz & Balakrishnan, "Continuous Univariate
// Distributions" (1994, 1995) for the rest.
package dist
