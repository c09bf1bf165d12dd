// Package yardstick answers what a negotiation could give, whoever plays it how: the Pareto frontier, the solutions of
// bargaining theory (Nash, Kalai & Smorodinsky, egalitarian, utilitarian), the zone of possible agreement, opposition, power
// indices, win-sets and cores of veto players, and Condorcet winners. It knows tables of utilities and frontiers of two
// parties, nothing of scenarios or runs.
//
// Sources: Nash 1950; Kalai & Smorodinsky 1975; Kalai 1977 (egalitarian); Harsanyi 1955 (utilitarian); Raiffa 1982; Shapley &
// Shubik 1954; Banzhaf 1965; Tsebelis 2002; Condorcet 1785. Where usage differs between tools, the comment of a function says
// which definition is meant.
package yardstick
