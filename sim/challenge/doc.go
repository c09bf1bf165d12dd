// Package challenge is the expected-utility model of Bueno de Mesquita as elicited by Scholz, Calbert & Smith 2011: actors with a
// position on one issue, a capability and a salience challenge each other round by round, and give way or not by what they expect
// of a conflict.
//
// The published equations leave much open. Whatever can be read in more than one way is a field of Options, and two presets are
// given: AsPrinted follows the printed equations, TableMatching reproduces the paper's table for its example, emission standards.
//
// The model does not converge. A median that stays for some rounds is no forecast that it will stay: only Round.Moved tells
// whether anybody still moves.
//
// Sources: Bueno de Mesquita 1985, 1994; Scholz, Calbert & Smith 2011, "Unravelling Bueno de Mesquita's group decision model" (SCS).
package challenge
