// Package solution holds the yardsticks of a negotiation: the contract curve, win-sets, the zone of possible
// agreement, reservation points and the Nash product, found exactly and once per run.
//
// It decides nothing: protocols do. Sources: Raiffa 1982 (contract curve, zone of possible agreement); Nash 1950;
// Putnam 1988 and Tsebelis 2002 (win-sets); docs/model.md has every equation.
package solution
