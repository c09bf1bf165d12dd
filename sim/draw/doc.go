// Package draw makes the random numbers of a run, each a pure function of its address: the study's seed, the
// family and label of its stream, the index of the run and a counter within it.
//
// Nothing is consumed in sequence, so results depend neither on the number of workers nor on what else is drawn,
// the same run of two options has the same luck, and any run can be replayed alone. Do not use it where an
// adversary could gain from predicting a number: it is no cipher.
//
// The generator is Squares64, five rounds: Widynski, "Squares: A Fast Counter-Based RNG", arXiv:2004.06278.
// It was measured against Philox2x64-10 and Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers:
// as easy as 1, 2, 3", SC 2011) in the way a run uses it, a hundred streams asked for one number each:
// 3.2 ns against 7.9 and 34 ns a number (docs/benchmarks/draw.txt). Squares64 and Philox2x64 pass the same tests of
// distribution and correlation, and weakened versions of Squares64 fail them. Philox takes any key and a counter of
// two words, Squares wants keys of its own form and has one word: newKey and address supply both. The losers live on
// in the tests, so that the measurement can be repeated: go test -bench . ./sim/draw
package draw
