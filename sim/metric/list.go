// Package metric holds what is measured of a run, as named columns of the results table.
//
// A metric sees the world of a finished run and nothing else; it cannot draw. Undefined is NaN, which the table stores as null.
package metric

import (
	"math"
	"slices"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/solution"
)

// Metric is one column.
type Metric struct {
	results.Column
	Of func(w *sim.World) float64
}

// List is the list of metrics for a scenario, in column order. Add a metric here and nowhere else.
func List(spec *sim.Spec) []Metric {
	actors, mediators := []string{}, []string{}
	for _, a := range spec.Actors {
		actors = append(actors, a.ID)
		if a.Kind == "mediator" {
			mediators = append(mediators, a.ID)
		}
	}
	if len(mediators) == 0 {
		mediators = []string{"none"} // an enum needs a level, used or not
	}
	led := []string{}
	for _, id := range []string{spec.Mediator, spec.Rival} {
		if id != "" {
			led = append(led, id)
		}
	}
	blame := append(append([]string{}, actors...), prefixed("shock:", spec.Shocks)...)
	horizon := float64(spec.Horizon)
	list := []Metric{
		enum("ending", "Ending", "How the run ended.", sim.EndingNames[:], func(w *sim.World) float64 { return float64(w.Outcome.Ending) }),
		enum("reason", "Reason", "Why it ended like that.", sim.ReasonNames, func(w *sim.World) float64 { return float64(w.Outcome.Reason) }),
		enum("second-reason", "Second reason", "What else stood in the way: how the rounds ended when there was no overlap, how a second attempt failed.", sim.ReasonNames, func(w *sim.World) float64 { return named(w.Outcome.Second != sim.NoReason, float64(w.Outcome.Second)) }),
		enum("culprit", "Who", "The actor or shock that ended it; none for a deal.", blame, func(w *sim.World) float64 {
			if w.Outcome.Ending == sim.Escalation && w.Outcome.Shock >= 0 {
				return float64(len(actors) + w.Outcome.Shock)
			}
			return named(w.Outcome.Culprit >= 0, float64(w.Outcome.Culprit))
		}),
		count("ending-month", "Month of the ending", "month", 0, horizon+24, "Months from the information cut-off; for a deal its entry into force.", func(w *sim.World) float64 { return float64(w.Outcome.Month) }),
		count("talks-month", "Month talks opened", "month", 0, horizon, "Undefined when they never did.", func(w *sim.World) float64 { return came(w.Outcome.TalksMonth) }),
		count("text-month", "Month of the text", "month", 0, horizon, "Month of the text last agreed.", func(w *sim.World) float64 { return came(w.Outcome.TextMonth) }),
		count("force-month", "Months to a deal", "month", 0, horizon+24, "Month in which a deal entered into force.", func(w *sim.World) float64 { return came(w.Outcome.ForceMonth) }),
		count("rounds", "Rounds played", "count", 0, 200, "Bargaining rounds, renegotiation included.", func(w *sim.World) float64 { return named(w.Outcome.TalksMonth != sim.Never, float64(w.Outcome.Rounds)) }),
		count("scope-size", "Issues settled", "count", 0, sim.MaxIssues, "Issues that the text moves.", func(w *sim.World) float64 { return named(w.Outcome.HasText, float64(w.Outcome.Scope.Size())) }),
		flag("first-vote-lost", "First vote lost", "Whether the first text agreed failed its first ratification.", func(w *sim.World) float64 {
			return named(w.Outcome.FirstVote != sim.NoVote, truth(w.Outcome.FirstVote == sim.VoteLost))
		}),
		count("renegotiations", "Renegotiations", "count", 0, 5, "Times a vetoed text went back to the table.", func(w *sim.World) float64 { return named(w.Outcome.HasText, float64(w.Outcome.Renegotiated)) }),
		count("attacks", "Attacks by spoilers", "count", 0, 60, "Between the opening of talks and the ending.", func(w *sim.World) float64 { return float64(w.Outcome.Attacks) }),
		enum("mediator", "Mediator", "Who mediated in this run; none when nobody took the part.", mediators, func(w *sim.World) float64 {
			if w.Lead < 0 {
				return math.NaN()
			}
			return float64(slices.Index(mediators, led[w.Lead]))
		}),
		enum("style", "Style of mediation", "Of the mediator that took part.", []string{"facilitation", "formulation", "manipulation"}, func(w *sim.World) float64 {
			if m := w.Mediating(); m != nil {
				return float64(m.Style)
			}
			return math.NaN()
		}),
		value("zone", "Width of the zone of possible agreement", "share", 0, 1, "On the bargaining coordinate of the whole agenda, before talks: both principals gain and every hard ratifier's threshold is met.", func(w *sim.World) float64 { return w.Outcome.Zone }),
	}
	for side, id := range spec.Table {
		list = append(list, flag("deal-seeker."+id, "Deal-seeker: "+id, "Type drawn for this principal.", func(w *sim.World) float64 { return truth(w.Principals[side].DealSeeker) }))
	}
	for _, id := range spec.AllIssues {
		k := onAgenda(spec, id)
		list = append(list, value("deal."+id, "Terms: "+id, "share", 0, 1, "Value of the issue in the text last agreed. Undefined without a text and off the agenda.", func(w *sim.World) float64 {
			return named(k >= 0 && w.Outcome.HasText, w.Outcome.Text[max(k, 0)])
		}))
	}
	for _, a := range spec.Actors {
		if a.Kind != "principal" && a.Kind != "veto-player" {
			continue
		}
		side, vote := slices.Index(spec.Table[:], a.ID), slices.Index(spec.Ratifiers, a.ID)
		list = append(list, value("surplus."+a.ID, "Surplus: "+a.ID, "utility", -1, 1, "What the deal in force is worth to this actor above no deal. Undefined without a deal and without a seat.", func(w *sim.World) float64 {
			switch {
			case side >= 0:
				return surplus(w, &w.Principals[side].Stakes)
			case vote >= 0:
				return surplus(w, &w.Ratifiers[vote].Stakes)
			}
			return math.NaN()
		}))
	}
	list = append(list,
		value("joint-gain", "Joint gain", "utility", -1, 2, "Sum of the principals' surplus. Undefined without a deal. Source: Raiffa 1982.", func(w *sim.World) float64 {
			return surplus(w, &w.Principals[0].Stakes) + surplus(w, &w.Principals[1].Stakes)
		}),
		flag("in-force-12", "In force after 12 months", "Of deals that entered into force.", func(w *sim.World) float64 { return stands(w, 12) }),
		flag("in-force-24", "In force after 24 months", "Of deals that entered into force.", func(w *sim.World) float64 { return stands(w, 24) }),
		flag("in-force-60", "In force after 60 months", "Of deals that entered into force.", func(w *sim.World) float64 { return stands(w, 60) }),
		count("collapse-month", "Months until collapse", "month", 0, 240, "Months a deal stood; undefined when it stood to the end.", func(w *sim.World) float64 { return came(w.Outcome.Collapse) }),
		enum("collapse-cause", "Cause of collapse", "Of deals that entered into force.", sim.CollapseNames, func(w *sim.World) float64 {
			return named(w.Outcome.ForceMonth != sim.Never, float64(w.Outcome.CollapseCause))
		}),
	)
	for _, id := range spec.AllIssues {
		k := onAgenda(spec, id)
		list = append(list, value("baseline."+id, "Weighted mean: "+id, "share", 0, 1, "Weighted mean of the ideal points over the issues of the text: what the simplest rule would have settled. Source: Achen 2006.", func(w *sim.World) float64 {
			if k < 0 || !w.Outcome.HasText {
				return math.NaN()
			}
			return solution.Mean(w, w.Outcome.Scope)[k]
		}))
	}
	return list
}

// Columns are the columns of the list.
func Columns(list []Metric) []results.Column {
	c := make([]results.Column, len(list))
	for i, m := range list {
		c[i] = m.Column
	}
	return c
}

// Row fills one row of the list for a finished run.
func Row(list []Metric) func(w *sim.World, row []float64) {
	return func(w *sim.World, row []float64) {
		for i := range list {
			row[i] = list[i].Of(w)
		}
	}
}

func onAgenda(spec *sim.Spec, id string) int {
	return slices.IndexFunc(spec.Issues, func(is sim.IssueSpec) bool { return is.ID == id })
}

func prefixed(prefix string, ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = prefix + id
	}
	return out
}

func surplus(w *sim.World, s *sim.Stakes) float64 {
	if w.Outcome.ForceMonth == sim.Never {
		return math.NaN()
	}
	return w.Surplus(s, &w.Outcome.Text, w.Outcome.Scope)
}

func stands(w *sim.World, months int) float64 {
	o := &w.Outcome
	return named(o.ForceMonth != sim.Never, truth(o.Collapse == sim.Never || o.Collapse >= months))
}

// named is x where it is defined and NaN elsewhere.
func named(defined bool, x float64) float64 {
	if !defined {
		return math.NaN()
	}
	return x
}

func came(month int) float64 { return named(month != sim.Never, float64(month)) }

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func enum(name, title, doc string, levels []string, of func(w *sim.World) float64) Metric {
	return Metric{results.Column{Name: name, Title: title, Role: results.Metric, Type: results.Enum, Levels: levels, Doc: doc, Hi: float64(len(levels))}, of}
}

func count(name, title, unit string, lo, hi float64, doc string, of func(w *sim.World) float64) Metric {
	return Metric{results.Column{Name: name, Title: title, Unit: unit, Role: results.Metric, Type: results.Int, Doc: doc, Lo: lo, Hi: hi}, of}
}

func flag(name, title, doc string, of func(w *sim.World) float64) Metric {
	return Metric{results.Column{Name: name, Title: title, Unit: "share", Role: results.Metric, Type: results.Bool, Doc: doc, Lo: 0, Hi: 1}, of}
}

func value(name, title, unit string, lo, hi float64, doc string, of func(w *sim.World) float64) Metric {
	return Metric{results.Column{Name: name, Title: title, Unit: unit, Role: results.Metric, Type: results.Float, Doc: doc, Lo: lo, Hi: hi}, of}
}
