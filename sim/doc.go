// Package sim holds the contract between the parts of a simulated negotiation and the engine that plays it:
// issues, deals, what a deal is worth to a party, the world of one run, the session a protocol plays, the
// outcome, and the parallel loop that turns a compiled scenario into rows.
//
// It knows no actor, no protocol and no file format: actors set up the world, protocols play it, scenarios puts
// both together. Use it through scenarios.Compile; import it directly only to write a protocol, an actor kind
// or a metric.
//
// Sources: the shape follows Putnam 1988 (two-level games) and Tsebelis 2002 (veto players); docs/model.md has
// every equation.
package sim
