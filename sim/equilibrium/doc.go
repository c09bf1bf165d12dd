// Package equilibrium holds the games of bargaining theory that have an answer on paper, each beside the backward induction or
// search that a simulated protocol uses, so that one can be held to the other: alternating offers with discounting, breakdown and
// outside options; take-it-or-leave-it offers under private costs; the setter model; legislative bargaining under a closed rule;
// the k-double auction.
//
// Sources: Stahl 1972; Rubinstein 1982; Binmore, Rubinstein & Wolinsky 1986; Shaked & Sutton 1984; Fearon 1995; Romer & Rosenthal
// 1978; Baron & Ferejohn 1989; Chatterjee & Samuelson 1983.
package equilibrium
