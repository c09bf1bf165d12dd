package ask

import (
	"context"
	"math"
	"slices"

	"parley/plots"
	"parley/sim"
	"parley/sim/diag"
	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// Turn is the answer to: where does one quantity bring the outcome to a level?
type Turn struct {
	Head
	Lever  Quantity  `json:"lever"`
	Level  float64   `json:"level"`
	Values []float64 `json:"values"`
	Shares []Share   `json:"shares"`
	Base   float64   `json:"base_value"` // the quantity's median
	Found  bool      `json:"found"`
	At     *float64  `json:"at"`
	Low    *float64  `json:"at_low"` // bootstrap interval
	High   *float64  `json:"at_high"`
	// Reached is the share of resamples that cross the level at all.
	Reached float64 `json:"reached"`
	Above   bool    `json:"above"` // the outcome lies above the level for greater values
	// Crossings are all of them, rising: more than one where the curve is not monotone. At, Low, High, Reached and Above are of the first.
	Crossings []Crossing `json:"crossings"`
	Monotone  bool       `json:"monotone"`
	// Lowest and Highest are what the quantity can bring about within its range.
	Lowest  float64 `json:"lowest"`
	Highest float64 `json:"highest"`
	// Instead is the commonest other ending at the best end of the range: what stands in the way.
	Instead      string  `json:"instead,omitempty"`
	InsteadShare float64 `json:"instead_share"`
	Second       *Second `json:"second,omitempty"`
	turn         explore.BreakEven
}

// Crossing is one place where the outcome crosses the level.
type Crossing struct {
	At      float64 `json:"at"`
	Low     float64 `json:"at_low"`
	High    float64 `json:"at_high"`
	Reached float64 `json:"reached"`
	Above   bool    `json:"above"`
}

// Beyond says for which values the outcome lies above the level: "above 3 months".
func (t *Turn) Beyond(said func(float64) string) string { return plots.Beyond(t.turn.Turns, said) }

// Second is a second lever: where the first turns at each of its values.
type Second struct {
	Lever  Quantity   `json:"lever"`
	Values []float64  `json:"values"`
	Base   float64    `json:"base_value"`   // the quantity's median
	First  []float64  `json:"first_values"` // of the first lever in these rows
	Rows   [][]Share  `json:"rows"`         // by value of the second, then of the first
	At     []*float64 `json:"at"`           // null where the level is not reached
	Low    []*float64 `json:"at_low"`
	High   []*float64 `json:"at_high"`
	turns  []explore.BreakEven
}

// steps of a sweep.
const (
	steps     = 13
	gridSteps = 9
)

// lever finds a quantity that can be moved.
func (c *Case) lever(path string) (Quantity, error) {
	for _, q := range c.quantities() {
		if q.Path == path {
			return q, nil
		}
	}
	if _, ok := c.plan().Median(path); ok {
		return Quantity{}, mistake("%s is fixed or plays no part in this option: give it a range first, for example --set '%s=uniform 0 1'", path, path)
	}
	hint := "simulate drivers --top 50 lists what moves the outcome, simulate schema all paths"
	if near := diag.Suggest(path, c.plan().Drawn()); near != "" {
		hint = "did you mean " + near + "?"
	}
	return Quantity{}, mistake("scenario %s has no quantity %q; %s", c.Study.Manifest.Scenario, path, hint)
}

// sweep is a number of values over the range of a quantity, rising.
func (c *Case) sweep(q Quantity, n int) []float64 {
	var out []float64
	lo, _ := c.plan().Quantile(q.Path, 0.005)
	hi, _ := c.plan().Quantile(q.Path, 0.995)
	for i := range n {
		v := lo + (hi-lo)*float64(i)/float64(n-1)
		if !c.continuous(q) {
			v, _ = c.plan().Quantile(q.Path, (float64(i)+0.5)/float64(n))
		}
		if len(out) == 0 || v > out[len(out)-1] {
			out = append(out, v)
		}
	}
	return out
}

// continuous is false for a quantity with a handful of values.
func (c *Case) continuous(q Quantity) bool {
	seen := map[float64]bool{}
	for i := range 20 {
		v, _ := c.plan().Quantile(q.Path, (float64(i)+0.5)/20)
		seen[v] = true
	}
	return len(seen) > 10
}

// BreakEven sweeps a quantity, and a second one if named, over its range, all others varying, on the same draws at every value.
func (c *Case) BreakEven(ctx context.Context, path, second string, level float64) (*Turn, error) {
	q, err := c.lever(path)
	if err != nil {
		return nil, err
	}
	t := &Turn{Head: c.head("breakeven"), Lever: q, Level: level, Values: c.sweep(q, steps)}
	t.Base, _ = c.plan().Median(path)
	if len(t.Values) < 2 {
		return nil, mistake("%s has one value only", path)
	}
	endings, counts, err := c.swept(ctx, []Quantity{q}, [][]float64{t.Values})
	if err != nil {
		return nil, err
	}
	for _, k := range counts {
		t.Shares = append(t.Shares, shareOf(k))
	}
	b := explore.FindBreakEven(t.Values, counts, level, stats.Level)
	t.Found, t.Above, t.Monotone, t.Reached, t.Lowest, t.Highest = b.Found, b.Above, b.Monotone, b.Reached, b.Lowest, b.Highest
	t.turn, t.Crossings = b, []Crossing{}
	for _, x := range b.Turns {
		t.Crossings = append(t.Crossings, Crossing{x.At, x.Interval.Low, x.Interval.High, x.Reached, x.Above})
	}
	if b.Found {
		t.At, t.Low, t.High = &b.At, &b.Interval.Low, &b.Interval.High
	}
	best := 0
	for i, k := range counts {
		if rate(k) > rate(counts[best]) {
			best = i
		}
	}
	t.instead(c, endings[best])
	if second == "" {
		return t, ctx.Err()
	}
	if second == path {
		return nil, mistake("the second lever is the first: %s", path)
	}
	q2, err := c.lever(second)
	if err != nil {
		return nil, err
	}
	s := &Second{Lever: q2, Values: c.sweep(q2, gridSteps)}
	coarse := c.sweep(q, gridSteps)
	if len(coarse) < 2 {
		return nil, mistake("%s has one value only", path)
	}
	if len(s.Values) < 2 {
		return nil, mistake("%s has one value only", second)
	}
	s.First = coarse
	s.Base, _ = c.plan().Median(second)
	_, grid, err := c.swept(ctx, []Quantity{q2, q}, [][]float64{s.Values, coarse})
	if err != nil {
		return nil, err
	}
	for i := range s.Values {
		row := grid[i*len(coarse) : (i+1)*len(coarse)]
		var shares []Share
		for _, k := range row {
			shares = append(shares, shareOf(k))
		}
		s.Rows = append(s.Rows, shares)
		at, lo, hi := (*float64)(nil), (*float64)(nil), (*float64)(nil)
		b := explore.FindBreakEven(coarse, row, level, stats.Level)
		s.turns = append(s.turns, b)
		if b.Found {
			at, lo, hi = &b.At, &b.Interval.Low, &b.Interval.High
		}
		s.At, s.Low, s.High = append(s.At, at), append(s.Low, lo), append(s.High, hi)
	}
	t.Second = s
	return t, ctx.Err()
}

// swept plays every combination of values, the last quantity changing fastest.
func (c *Case) swept(ctx context.Context, qs []Quantity, values [][]float64) ([]results.Endings, []results.Count, error) {
	var plans []*sim.Plan
	var walk func(k int, fixed map[string]float64) error
	walk = func(k int, fixed map[string]float64) error {
		if k == len(qs) {
			p, err := c.plan().With(fixed)
			plans = append(plans, p)
			return err
		}
		for _, v := range values[k] {
			fixed[qs[k].Path] = v
			if err := walk(k+1, fixed); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(0, map[string]float64{}); err != nil {
		return nil, nil, err
	}
	all, err := c.endings(ctx, plans, 0, c.Runs, nil)
	if err != nil {
		return nil, nil, err
	}
	endings, counts := make([]results.Endings, len(all)), make([]results.Count, len(all))
	for i, one := range all {
		for _, e := range one {
			if e >= 0 {
				endings[i][e]++
			}
		}
		counts[i] = c.count(one)
	}
	return endings, counts, nil
}

// instead names the commonest ending that is not the outcome.
func (t *Turn) instead(c *Case, e results.Endings) {
	n, best := int64(0), int64(-1)
	for i, k := range e {
		n += k
		if !c.Event.Is(i) && k > best {
			best, t.Instead = k, sim.EndingNames[i]
		}
	}
	t.InsteadShare = float64(best) / float64(max(1, n))
}

func rate(c results.Count) float64 { return float64(c.K) / math.Max(1, float64(c.N)) }

// Lift is the answer to: what is the smallest change of several quantities that brings the outcome to a target?
type Lift struct {
	Head
	Target  float64  `json:"target"`
	Base    Share    `json:"base"`
	Changes []Change `json:"changes"` // those that reach the target first, the smallest first
}

// Change is one way.
type Change struct {
	Moves   []Move  `json:"moves"`
	Size    float64 `json:"size"` // Euclidean length in units of probability of each quantity's own range
	Share   Share   `json:"share"`
	Reached bool    `json:"reached"`
}

// Move is one quantity's part.
type Move struct {
	Path  string  `json:"path"`
	Title string  `json:"title"`
	Unit  string  `json:"unit,omitempty"`
	From  float64 `json:"from"` // its median
	To    float64 `json:"to"`
	U     float64 `json:"probability"`
}

// Lift looks for the smallest change. Levers stand at their medians to begin with; all other quantities vary, on the same draws in every
// trial.
func (c *Case) Lift(ctx context.Context, paths []string, target float64) (*Lift, error) {
	var qs []Quantity
	base := make([]float64, len(paths))
	for i, path := range paths {
		q, err := c.lever(path)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(qs, func(have Quantity) bool { return have.Path == path }) {
			return nil, mistake("%s is named twice", path)
		}
		qs = append(qs, q)
		base[i] = 0.5
	}
	runs := c.runs(qs)
	n := int(min(c.Runs, 8192))
	y := make([]float64, n)
	chance := func(u []float64) results.Count {
		k := results.Count{N: int64(n)}
		if ctx.Err() != nil {
			return k
		}
		runs(y, func(i int, to []float64) uint64 { copy(to, u); return uint64(i) })
		for _, x := range y {
			k.K += int64(x)
		}
		return k
	}
	l := &Lift{Head: c.head("lift"), Target: target, Base: shareOf(chance(base))}
	l.Runs = int64(n)
	for _, change := range explore.SmallestChange(chance, base, target, 3) {
		one := Change{Moves: []Move{}, Size: change.Size, Share: shareOf(change.Count), Reached: change.Reached}
		for _, i := range change.Levers {
			m := Move{Path: qs[i].Path, Title: qs[i].Title, Unit: qs[i].Unit, U: change.At[i]}
			m.From, _ = c.plan().Quantile(m.Path, 0.5)
			m.To, _ = c.plan().Quantile(m.Path, m.U)
			one.Moves = append(one.Moves, m)
		}
		l.Changes = append(l.Changes, one)
	}
	return l, ctx.Err()
}
