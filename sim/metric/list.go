// Package metric holds what is measured of a run, as named columns of the results table.
//
// A metric sees the world of a finished run and nothing else; it cannot draw. It says itself where it is undefined, which the table stores as null;
// a number that is not finite where the metric is defined is a defect, and fails the run.
package metric

import (
	"fmt"
	"math"
	"slices"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/solution"
)

// Metric is one column. Of is its value for a finished run, and whether it is defined there.
type Metric struct {
	results.Column
	Of func(w *sim.World) (x float64, defined bool)
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
		enum("ending", "Ending", "How the run ended.", sim.EndingNames[:], func(w *sim.World) (float64, bool) { return float64(w.Outcome.Ending), true }),
		enum("reason", "Reason", "Why it ended like that.", sim.ReasonNames, func(w *sim.World) (float64, bool) { return float64(w.Outcome.Reason), true }),
		enum("second-reason", "Second reason", "What else stood in the way: how the rounds ended when there was no overlap, how a second attempt failed.", sim.ReasonNames, func(w *sim.World) (float64, bool) { return float64(w.Outcome.Second), w.Outcome.Second != sim.NoReason }),
		enum("culprit", "Who", "The actor or shock that ended it; none for a deal.", blame, func(w *sim.World) (float64, bool) {
			if w.Outcome.Ending == sim.Escalation && w.Outcome.Shock >= 0 {
				return float64(len(actors) + w.Outcome.Shock), true
			}
			return float64(w.Outcome.Culprit), w.Outcome.Culprit >= 0
		}),
		count("ending-month", "Month of the ending", "month", 0, horizon+24, "Months from the information cut-off; for a deal its entry into force.", func(w *sim.World) (float64, bool) { return float64(w.Outcome.Month), true }),
		count("talks-month", "Month talks opened", "month", 0, horizon, "Undefined when they never did.", func(w *sim.World) (float64, bool) { return came(w.Outcome.TalksMonth) }),
		count("text-month", "Month of the text", "month", 0, horizon, "Month of the text last agreed.", func(w *sim.World) (float64, bool) { return came(w.Outcome.TextMonth) }),
		count("force-month", "Months to a deal", "month", 0, horizon+24, "Month in which a deal entered into force.", func(w *sim.World) (float64, bool) { return came(w.Outcome.ForceMonth) }),
		count("rounds", "Rounds played", "count", 0, 200, "Bargaining rounds, renegotiation included.", func(w *sim.World) (float64, bool) {
			return float64(w.Outcome.Rounds), w.Outcome.TalksMonth != sim.Never
		}),
		count("scope-size", "Issues settled", "count", 0, sim.MaxIssues, "Issues that the text moves.", func(w *sim.World) (float64, bool) { return float64(w.Outcome.Scope.Size()), w.Outcome.HasText }),
		flag("first-vote-lost", "First vote lost", "Whether the first text agreed failed its first ratification.", func(w *sim.World) (float64, bool) {
			return truth(w.Outcome.FirstVote == sim.VoteLost), w.Outcome.FirstVote != sim.NoVote
		}),
		count("renegotiations", "Renegotiations", "count", 0, 5, "Times a vetoed text went back to the table.", func(w *sim.World) (float64, bool) { return float64(w.Outcome.Renegotiated), w.Outcome.HasText }),
		count("attacks", "Attacks by spoilers", "count", 0, 60, "Between the opening of talks and the ending.", func(w *sim.World) (float64, bool) { return float64(w.Outcome.Attacks), true }),
		enum("mediator", "Mediator", "Who mediated in this run; none when nobody took the part.", mediators, func(w *sim.World) (float64, bool) {
			if w.Lead < 0 {
				return 0, false
			}
			return float64(slices.Index(mediators, led[w.Lead])), true
		}),
		enum("style", "Style of mediation", "Of the mediator that took part.", []string{"facilitation", "formulation", "manipulation"}, func(w *sim.World) (float64, bool) {
			if m := w.Mediating(); m != nil {
				return float64(m.Style), true
			}
			return 0, false
		}),
		value("zone", "Width of the zone of possible agreement", "share", 0, 1, "On the bargaining coordinate of the whole agenda, before talks: both principals gain and every hard ratifier's threshold is met.", func(w *sim.World) (float64, bool) { return w.Outcome.Zone, true }),
	}
	for side, id := range spec.Table {
		list = append(list, flag("deal-seeker."+id, "Deal-seeker: "+id, "Type of this principal at the end of the run, after any change of course.", func(w *sim.World) (float64, bool) { return truth(w.Principals[side].DealSeeker), true }))
	}
	for _, id := range spec.AllIssues {
		k := onAgenda(spec, id)
		list = append(list, value("deal."+id, "Terms: "+id, "share", 0, 1, "Value of the issue in the text last agreed. Undefined without a text and off the agenda.", func(w *sim.World) (float64, bool) {
			return w.Outcome.Text[max(k, 0)], k >= 0 && w.Outcome.HasText
		}))
	}
	for _, a := range spec.Actors {
		if a.Kind != "principal" && a.Kind != "veto-player" {
			continue
		}
		side, vote := slices.Index(spec.Table[:], a.ID), slices.Index(spec.Ratifiers, a.ID)
		list = append(list, value("surplus."+a.ID, "Surplus: "+a.ID, "utility", -1, 1, "What the deal in force is worth to this actor above no deal. Undefined without a deal and without a seat.", func(w *sim.World) (float64, bool) {
			switch {
			case side >= 0:
				return surplus(w, &w.Principals[side].Stakes)
			case vote >= 0:
				return surplus(w, &w.Ratifiers[vote].Stakes)
			}
			return 0, false
		}))
	}
	list = append(list,
		value("joint-gain", "Joint gain", "utility", -1, 2, "Sum of the principals' surplus. Undefined without a deal. Source: Raiffa 1982.", func(w *sim.World) (float64, bool) {
			us, defined := surplus(w, &w.Principals[0].Stakes)
			them, _ := surplus(w, &w.Principals[1].Stakes)
			return us + them, defined
		}),
		flag("in-force-12", "In force after 12 months", "Of deals that entered into force. One that stands at the end of implementation.horizon, which is as far as deals are followed, counts as standing.", func(w *sim.World) (float64, bool) { return stands(w, 12) }),
		flag("in-force-24", "In force after 24 months", "Of deals that entered into force. One that stands at the end of implementation.horizon, which is as far as deals are followed, counts as standing.", func(w *sim.World) (float64, bool) { return stands(w, 24) }),
		flag("in-force-60", "In force after 60 months", "Of deals that entered into force. One that stands at the end of implementation.horizon, which is as far as deals are followed, counts as standing.", func(w *sim.World) (float64, bool) { return stands(w, 60) }),
		count("collapse-month", "Months until collapse", "month", 0, 240, "Months a deal stood; undefined when it stood to the end.", func(w *sim.World) (float64, bool) { return came(w.Outcome.Collapse) }),
		enum("collapse-cause", "Cause of collapse", "Of deals that entered into force.", sim.CollapseNames, func(w *sim.World) (float64, bool) {
			return float64(w.Outcome.CollapseCause), w.Outcome.ForceMonth != sim.Never
		}),
	)
	for _, id := range spec.AllIssues {
		k := onAgenda(spec, id)
		list = append(list, value("baseline."+id, "Weighted mean: "+id, "share", 0, 1, "Weighted mean of the ideal points over the issues of the text: what the simplest rule would have settled; with the ideals and patience of the end of the run, other issues at the status quo. Source: Achen 2006.", func(w *sim.World) (float64, bool) {
			if k < 0 || !w.Outcome.HasText {
				return 0, false
			}
			return solution.Mean(w, w.Outcome.Scope)[k], true
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

// Row fills one row of the list for a finished run: NaN where a metric is undefined. It panics when one is defined and not finite, which fails
// the run; taken for undefined, it would leave the denominators in silence.
func Row(list []Metric) func(w *sim.World, row []float64) {
	return func(w *sim.World, row []float64) {
		for i := range list {
			x, defined := list[i].Of(w)
			switch {
			case !defined:
				x = math.NaN()
			case x-x != 0:
				panic(fmt.Sprintf("sim/metric: %s is %v where it is defined", list[i].Name, x))
			}
			row[i] = x
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

func surplus(w *sim.World, s *sim.Stakes) (float64, bool) {
	if w.Outcome.ForceMonth == sim.Never {
		return 0, false
	}
	return w.Surplus(s, &w.Outcome.Text, w.Outcome.Scope), true
}

func stands(w *sim.World, months int) (float64, bool) {
	o := &w.Outcome
	return truth(o.Collapse == sim.Never || o.Collapse >= months), o.ForceMonth != sim.Never
}

func came(month int) (float64, bool) { return float64(month), month != sim.Never }

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func enum(name, title, doc string, levels []string, of func(w *sim.World) (float64, bool)) Metric {
	return Metric{results.Column{Name: name, Title: title, Role: results.Metric, Type: results.Enum, Levels: levels, Doc: doc, Hi: float64(len(levels))}, of}
}

func count(name, title, unit string, lo, hi float64, doc string, of func(w *sim.World) (float64, bool)) Metric {
	return Metric{results.Column{Name: name, Title: title, Unit: unit, Role: results.Metric, Type: results.Int, Doc: doc, Lo: lo, Hi: hi}, of}
}

func flag(name, title, doc string, of func(w *sim.World) (float64, bool)) Metric {
	return Metric{results.Column{Name: name, Title: title, Unit: "share", Role: results.Metric, Type: results.Bool, Doc: doc, Lo: 0, Hi: 1}, of}
}

func value(name, title, unit string, lo, hi float64, doc string, of func(w *sim.World) (float64, bool)) Metric {
	return Metric{results.Column{Name: name, Title: title, Unit: unit, Role: results.Metric, Type: results.Float, Doc: doc, Lo: lo, Hi: hi}, of}
}
