// Package graphmodel is the graph model for conflict resolution: states of a conflict, the moves each player can make between them,
// what each player prefers, and which states are stable when players foresee each other's answers differently well.
//
// Sources: Howard 1971 (options, metarationality: GMR, SMR); Fraser & Hipel 1979, 1984 (SEQ, SIM); Kilgour, Hipel & Fang 1987;
// Fang, Hipel & Kilgour 1993 (definitions for several players); Peng 1999 (option prioritising).
package graphmodel
