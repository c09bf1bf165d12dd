package ask

import (
	"context"
	"fmt"
	"math/bits"

	"parley/sim"
	"parley/sim/explore"
	"parley/sim/results"
)

// Sweep is the answer to: what happens at chosen points of several levers?
type Sweep struct {
	Head
	Design       string     `json:"design"`
	PrefixStable bool       `json:"prefix_stable"` // a longer design begins with this one
	Resolution   int        `json:"resolution,omitempty"`
	Levers       []Quantity `json:"levers"`
	Points       []Point    `json:"points"`
}

// Point is one design point; runs at all points are on the same draws of everything else.
type Point struct {
	U       []float64        `json:"probability"`
	Values  []float64        `json:"values"`
	Share   Share            `json:"share"`
	Endings map[string]int64 `json:"endings"`
}

// Designs are the names of the designs a sweep can have.
func Designs() []string {
	return []string{"full", "fraction", "sobol", "halton", "hypercube", "median-hypercube", "random", "antithetic"}
}

// design makes one. levels are those of a full factorial, points of all others but the fraction.
func design(name string, levers, levels, points int, seed uint64) (d explore.Design, n, resolution int, err error) {
	n = points
	switch name {
	case "full":
		all := make([]int, levers)
		for i := range all {
			all[i] = levels
		}
		d, err = explore.FullFactorial(all)
		n = d.Size
	case "fraction":
		base, generators := fraction(levers)
		d, resolution, err = explore.Fractional(base, generators)
		n = d.Size
	case "sobol":
		d, err = explore.OwenSobol(levers, seed)
		if err == nil && points&(points-1) != 0 {
			err = fmt.Errorf("design: Sobol' points keep their balance in powers of two alone, such as 64, not with %d", points)
		}
	case "halton":
		d, err = explore.Halton(levers, seed)
	case "hypercube":
		d = explore.LatinHypercube(points, levers, false, seed)
	case "median-hypercube":
		d = explore.LatinHypercube(points, levers, true, seed)
	case "random":
		d = explore.MonteCarlo(seed)
	case "antithetic":
		d = explore.Antithetic(explore.MonteCarlo(seed))
	default:
		err = fmt.Errorf("no design %q", name)
	}
	return d, n, resolution, err
}

// fraction is the smallest two-level fraction of resolution IV or more for some levers: generators are products of odd numbers of base levers, which
// with as many runs as twice the levers keeps main effects clear of pairs (Box & Hunter 1961).
func fraction(levers int) (base int, generators []uint32) {
	for base = 1; ; base++ {
		var odd []uint32
		for set := uint32(1); set < 1<<base; set++ {
			if n := bits.OnesCount32(set); n >= 3 && n%2 == 1 {
				odd = append(odd, set)
			}
		}
		if base >= levers {
			return levers, nil
		}
		if len(odd) >= levers-base {
			return base, odd[:levers-base]
		}
	}
}

// Sweep plays the points of a design of levers.
func (c *Case) Sweep(ctx context.Context, paths []string, name string, levels, points int) (*Sweep, error) {
	s := &Sweep{Head: c.head("sweep")}
	for _, path := range paths {
		q, err := c.lever(path)
		if err != nil {
			return nil, err
		}
		s.Levers = append(s.Levers, q)
	}
	d, n, resolution, err := design(name, len(paths), levels, points, c.Seed)
	if err == nil {
		err = d.Take(n)
	}
	if err != nil {
		return nil, mistake("%w", err)
	}
	s.Design, s.PrefixStable, s.Resolution = d.Name, d.PrefixStable, resolution
	var plans []*sim.Plan
	for i := range n {
		p, fixed := Point{}, map[string]float64{}
		for k, q := range s.Levers {
			u := d.At(i, k)
			v, _ := c.plan().Quantile(q.Path, u)
			p.U, p.Values = append(p.U, u), append(p.Values, v)
			fixed[q.Path] = v
		}
		plan, err := c.plan().With(fixed)
		if err != nil {
			return nil, err
		}
		plans = append(plans, plan)
		s.Points = append(s.Points, p)
	}
	const together = 64 // plans are played some at a time, so that memory does not grow with the design
	for from := 0; from < n; from += together {
		part := plans[from:min(n, from+together)]
		all, err := c.endings(ctx, part, 0, c.Runs, nil)
		if err != nil {
			return nil, err
		}
		for i, one := range all {
			p := &s.Points[from+i]
			p.Endings = map[string]int64{}
			var e results.Endings
			for _, x := range one {
				if x >= 0 {
					e[x]++
				}
			}
			for k, count := range e {
				p.Endings[sim.EndingNames[k]] = count
			}
			p.Share = shareOf(c.count(one))
		}
	}
	return s, ctx.Err()
}

// Screen is the answer to: which of many inputs are worth a closer look? Morris's screening.
type Screen struct {
	Head
	Trajectories int        `json:"trajectories"`
	Played       int        `json:"played"` // runs in all
	Effects      []Screened `json:"effects"`
}

// Screened is one input's elementary effects on the chance of the outcome.
type Screened struct {
	Path  string  `json:"path"`
	Title string  `json:"title"`
	Mean  float64 `json:"mean"`
	Abs   float64 `json:"mean_absolute"`
	Error float64 `json:"error"`
	SD    float64 `json:"sd"`
}

// reps are runs behind one outcome of a trajectory: a single run is yes or no, and its effects would be luck's.
const screenReps = 64

// Screen moves inputs one at a time along trajectories through the whole space.
func (c *Case) Screen(ctx context.Context, paths []string, trajectories int) (*Screen, error) {
	qs := c.quantities()
	if len(paths) > 0 {
		qs = nil
		for _, path := range paths {
			q, err := c.lever(path)
			if err != nil {
				return nil, err
			}
			qs = append(qs, q)
		}
	}
	runs := c.runs(qs)
	y := make([]float64, screenReps)
	effects := explore.Morris(func(u []float64, luck uint64) float64 {
		if ctx.Err() != nil {
			return 0
		}
		runs(y, func(i int, to []float64) uint64 { copy(to, u); return luck*screenReps + uint64(i) })
		sum := 0.0
		for _, x := range y {
			sum += x / screenReps
		}
		return sum
	}, len(qs), trajectories, 4, c.Seed)
	s := &Screen{Head: c.head("screen"), Trajectories: trajectories, Played: trajectories * (len(qs) + 1) * screenReps}
	s.Runs = screenReps
	for i, e := range effects {
		s.Effects = append(s.Effects, Screened{qs[i].Path, qs[i].Title, e.Mean, e.Abs, e.Error, e.SD})
	}
	return s, ctx.Err()
}
