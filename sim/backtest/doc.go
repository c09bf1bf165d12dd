// Package backtest compares the model with what is known to have happened: past cases by proper scores, terms by distance, base rates by
// calibration, and results that were sealed before the outcome was known.
package backtest
