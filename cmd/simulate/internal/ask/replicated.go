package ask

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/sim/explore"
	"parley/sim/stats"
)

// Replicated is the answer to: what does a design of all inputs give, with an interval from independent replicates of it?
type Replicated struct {
	Head
	Design       string  `json:"design"`
	PrefixStable bool    `json:"prefix_stable"`
	Points       int     `json:"points"` // of each replicate
	Replicates   int     `json:"replicates"`
	Share        float64 `json:"share"`
	Low          float64 `json:"low"` // t interval over replicates
	High         float64 `json:"high"`
	Half         float64 `json:"half_width"`
	Independent  float64 `json:"independent_half_width"` // of as many independent runs, by Wilson
	Alike        bool    `json:"alike"`                  // all replicates gave the same: the interval is that of as many independent runs
	Luck         float64 `json:"luck"`                   // share of the variance that no design of inputs lessens
}

// ReplicatedDesigns are the names of the designs of all inputs.
func ReplicatedDesigns() []string { return []string{"mc", "lhs", "sobol", "halton"} }

// Replicate plays replicates of a design of all inputs. Luck is drawn independently in every run.
func (c *Case) Replicate(ctx context.Context, name string, points, replicates int) (*Replicated, error) {
	if !slices.Contains(ReplicatedDesigns(), name) {
		return nil, fmt.Errorf("no design %q; there are: %s", name, strings.Join(ReplicatedDesigns(), ", "))
	}
	if c.plan().Joined() {
		return nil, mistake("the scenario states correlations, and points of a design move every input by itself: they would give another answer than simulate run does")
	}
	qs := c.quantities()
	var one explore.Design
	make := func(replicate uint64) (d explore.Design, err error) {
		seed := c.Seed ^ replicate<<32
		switch name {
		case "mc":
			d = explore.MonteCarlo(seed)
		case "lhs":
			d = explore.LatinHypercube(points, len(qs), false, seed)
		case "sobol":
			d, err = explore.OwenSobol(len(qs), seed)
		case "halton":
			d, err = explore.Halton(len(qs), seed)
		}
		one = d
		if err == nil {
			err = ctx.Err()
		}
		return d, err
	}
	x, err := explore.ReplicateOn(c.runs(qs), len(qs), points, replicates, make, stats.Level)
	if err != nil {
		return nil, err
	}
	n := int64(points) * int64(replicates)
	r := &Replicated{Head: c.head("replicated"), Design: one.Name, PrefixStable: one.PrefixStable, Points: points, Replicates: replicates,
		Share: x.Mean, Low: max(0, x.Interval.Low), High: min(1, x.Interval.High), Half: x.Interval.Half(), Independent: wilsonHalf(x.Mean, n)}
	r.Runs = n
	if r.Alike = x.SE == 0; r.Alike {
		i := stats.Wilson(int64(math.Round(x.Mean*float64(n))), n, stats.Level)
		r.Low, r.High, r.Half = i.Low, i.High, i.Half()
	}
	pairs := min(n, 50_000)
	play := *c
	play.Runs = pairs
	first, err := play.endings(ctx, c.Study.Plans[c.Option:c.Option+1], 0, pairs, nil)
	if err != nil {
		return nil, err
	}
	again, err := play.again(ctx, pairs)
	if err != nil {
		return nil, err
	}
	_, r.Luck, _ = explore.TwoSeeds(func(_ []float64, luck uint64) float64 {
		if luck%2 == 1 {
			return yes(c.is(again[luck/2]))
		}
		return yes(c.is(first[0][luck/2]))
	}, 0, int(pairs), nil)
	return r, ctx.Err()
}
