// Package theory holds the regularities that the literature states and the model must reproduce: each as a check with a
// manipulation, an expected direction, a scope, a smallest effect and a source. Arms of a check run on common random numbers, so a
// difference between them is the manipulation and nothing else.
//
// It says whether the model behaves as theory says, not whether theory is right: for that see backtests. Sources stand with
// each check; docs/model.md lists them.
package theory
