package explore

import (
	"errors"
	"fmt"
	"slices"

	"parley/sim/stats"
)

// Worth is what knowing something before choosing would add to the expected value of the choice.
type Worth struct {
	// High takes the same runs to find the best choice and to value it: too high by what luck suggests. Low finds it on one half of the runs and
	// values it on the other: too low by what half the runs miss. The truth lies between, but for chance.
	Low, High float64
	// Floor is the 95th percentile of High for knowledge of something idle; at or below it nothing is to be said.
	Floor float64
}

// Mid is the middle of Low and High, at least 0.
func (w Worth) Mid() float64 { return max(0, (w.Low+w.High)/2) }

// Above tells whether it stands out from what idle knowledge shows.
func (w Worth) Above() bool { return w.High > w.Floor && w.Low > 1e-9 }

// PerfectInformation is the expected value of perfect information about the state: the mean over states of the best value there, less the best mean (Raiffa &
// Schlaifer 1961). It is exact for exact values; for estimated ones it is too high, see PerfectFromHalves.
func PerfectInformation(m Menu) (float64, error) {
	if err := m.check(); err != nil {
		return 0, err
	}
	states := float64(len(m.Value[0]))
	known := 0.0
	for s := range m.Value[0] {
		best := m.Value[0][s]
		for _, v := range m.Value {
			best = max(best, v[s])
		}
		known += best / states
	}
	blind := mean(m.Value[0])
	for _, v := range m.Value {
		blind = max(blind, mean(v))
	}
	return known - blind, nil
}

// PerfectFromHalves is the value of perfect information from two independent estimates of every option's value in every state, such as two halves of the runs of
// each set of assumptions: High chooses and values on their mean, Low chooses on one half and values on the other.
func PerfectFromHalves(a, b Menu) (Worth, error) {
	if err := errors.Join(a.check(), b.check()); err != nil {
		return Worth{}, err
	}
	if len(a.Value) != len(b.Value) || len(a.Value[0]) != len(b.Value[0]) {
		return Worth{}, errors.New("the two halves differ in options or states")
	}
	both := Menu{Options: a.Options, Value: make([][]float64, len(a.Value))}
	for o := range both.Value {
		for s := range a.Value[o] {
			both.Value[o] = append(both.Value[o], (a.Value[o][s]+b.Value[o][s])/2)
		}
	}
	w := Worth{}
	w.High, _ = PerfectInformation(both)
	blind := mean(both.Value[0])
	for _, v := range both.Value {
		blind = max(blind, mean(v))
	}
	states := float64(len(a.Value[0]))
	for s := range a.Value[0] {
		oa, ob := bestOf(a, s), bestOf(b, s)
		w.Low += (b.Value[oa][s] + a.Value[ob][s]) / 2 / states
	}
	w.Low -= blind
	return w, nil
}

func bestOf(m Menu, state int) int {
	best := 0
	for o := range m.Value {
		if m.Value[o][state] > m.Value[best][state] {
			best = o
		}
	}
	return best
}

// idleWorths is how many idle inputs set the floor of PartialInformation.
const idleWorths = 40

// PartialInformation is the expected value of knowing one input before choosing (EVPPI), from runs of all options on the same draws: the input's
// probability is cut into bins, in each the option with the best mean is taken. value gives the outcome of an option in a run. Sources:
// Strong & Oakley 2013 for the given-data estimate; Strong, Oakley & Brennan 2014.
func PartialInformation(n, bins, options int, inputs []Input, value func(option, run int) float64) ([]Worth, error) {
	if n < 20*bins || options < 1 {
		return nil, fmt.Errorf("%d runs are too few for %d bins", n, bins)
	}
	overall := make([]float64, options)
	for run := range n {
		for o := range options {
			overall[o] += value(o, run) / float64(n)
		}
	}
	blind := slices.Max(overall)
	sum := make([]float64, 2*bins*options) // half, bin, option
	size := make([]float64, 2*bins)
	worth := func(u func(run int) float64) Worth {
		clear(sum)
		clear(size)
		for run := range n {
			b := run%2*bins + min(bins-1, int(u(run)*float64(bins)))
			size[b]++
			for o := range options {
				sum[b*options+o] += value(o, run)
			}
		}
		var w Worth
		for b := range bins {
			x, y := sum[b*options:(b+1)*options], sum[(bins+b)*options:(bins+b+1)*options]
			best := x[0] + y[0]
			bx, by := 0, 0
			for o := range options {
				best = max(best, x[o]+y[o])
				if x[o] > x[bx] {
					bx = o
				}
				if y[o] > y[by] {
					by = o
				}
			}
			w.High += best / float64(n)
			w.Low += (y[bx] + x[by]) / float64(n)
		}
		w.High -= blind
		w.Low -= blind
		return w
	}
	idle := make([]float64, idleWorths)
	for k := range idle {
		idle[k] = worth(func(run int) float64 { return hash01(uint64(run), uint64(1<<21+k)) }).High
	}
	slices.Sort(idle)
	floor := stats.Quantiles(idle, 0.95)[0]
	out := make([]Worth, len(inputs))
	for i, in := range inputs {
		out[i] = worth(in.U)
		out[i].Floor = floor
	}
	return out, nil
}

// GroupInformation is the value of knowing all inputs of a group: the value of each option is regressed on the first two Hermite polynomials of each
// input's normal score, and the option with the best prediction is taken. High predicts the runs that the regression was made from, Low the other
// half. What acts through products of inputs is missed. Source: Strong, Oakley & Brennan 2014.
func GroupInformation(n, options int, inputs []Input, value func(option, run int) float64) (Worth, error) {
	var basis []column
	for _, in := range inputs {
		basis = append(basis, scores(1, in)...)
	}
	for j, c := range basis { // each is read many times
		kept := make([]float32, n)
		for run := range kept {
			kept[run] = float32(c.at(run))
		}
		basis[j].at = func(run int) float64 { return float64(kept[run]) }
	}
	overall := make([]float64, options)
	for run := range n {
		for o := range options {
			overall[o] += value(o, run) / float64(n)
		}
	}
	blind := slices.Max(overall)
	taken := func(learn, apply func(i int) int, size, applied int) (float64, error) {
		moved := make([]column, len(basis))
		for j, c := range basis {
			moved[j] = column{1, func(i int) float64 { return c.at(learn(i)) }}
		}
		beta := make([][]float64, options)
		middle := make([]float64, options)
		var r *regression
		for o := range options {
			y := func(i int) float64 { return value(o, learn(i)) }
			if r == nil {
				var err error
				if r, err = newRegression(size, moved, y); err != nil {
					return 0, err
				}
			} else {
				r.moments(y)
			}
			beta[o] = r.fit(1)
			for i := range size {
				middle[o] += y(i) / float64(size)
			}
		}
		sum := 0.0
		for i := range applied {
			run := apply(i)
			best, at := 0.0, -1
			for o := range options {
				p := middle[o]
				for j, c := range basis {
					if beta[o][j] != 0 {
						p += beta[o][j] * (c.at(run) - r.mean[j])
					}
				}
				if at < 0 || p > best {
					best, at = p, o
				}
			}
			sum += value(at, run)
		}
		return sum / float64(applied), nil
	}
	half := n / 2
	even, odd := func(i int) int { return 2 * i }, func(i int) int { return 2*i + 1 }
	self := func(i int) int { return i }
	var w Worth
	high, err := taken(self, self, n, n)
	if err != nil {
		return w, err
	}
	a, err := taken(even, odd, half, half)
	if err != nil {
		return w, err
	}
	b, err := taken(odd, even, half, half)
	if err != nil {
		return w, err
	}
	w.High, w.Low = high-blind, (a+b)/2-blind
	return w, nil
}

// moments replaces the outcome of a regression on the same columns.
func (r *regression) moments(y func(run int) float64) {
	n := float64(r.n)
	origin, sumY, square := y(0), 0.0, 0.0
	raw := make([]float64, len(r.columns))
	for run := range r.n {
		d := y(run) - origin
		sumY += d
		square += d * d
		if d != 0 {
			for j, c := range r.columns {
				raw[j] += c.at(run) * d
			}
		}
	}
	r.total = square - sumY*sumY/n
	for j := range raw {
		r.moment[j] = raw[j] - r.mean[j]*sumY
	}
}
