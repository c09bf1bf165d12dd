// Package spatial is the spatial model of politics of the Toolkit for Analytical Bargaining (KTAB): actors with positions,
// saliences and capabilities on one or several dimensions vote with their weight for and against positions; coalitions win with a
// probability; the probabilistic Condorcet election gives every option its chance; actors bargain turn by turn.
//
// Utilities are those of KTAB's guide; positions and saliences run from 0 to 100. Published turn-0 distributions are under test.
//
// Sources: KTAB source and guide (Wise, Lester & Efird 2015, "An introduction to the KAPSARC toolkit for behavioral analysis" and
// "Multidimensional bargaining using KTAB"), MIT licence; nothing of it is copied.
package spatial
