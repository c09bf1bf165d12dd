package explore

import (
	"math"
	"slices"

	"parley/sim/stats"
)

// Strength is how strongly an input is tied to an outcome, with what idle inputs show by chance.
type Strength struct {
	Value float64 // the estimate: for Delta nearly free of the bias of Raw, so that it may be below 0 for an idle input; for Pawn Raw
	Raw   float64 // the plain estimate: never below 0, so above the truth by chance
	Floor float64 // 95th percentile of Raw for idle inputs: at or below it nothing is to be said
}

// Above tells whether the input stands above the noise floor.
func (s Strength) Above() bool { return s.Raw > s.Floor }

// idleInputs is how many inputs that affect nothing set the floors of Delta and Pawn.
const idleInputs = 60

// Delta is Borgonovo's moment-independent measure from runs that exist already: half the distance between the outcome's density and its density
// given the input, averaged over the input: 0 when the outcome does not depend on the input, 1 at most. For an event it is the mean
// distance between its chance given the input and its chance. Inputs are cut into bins of equal probability, outcomes into as many classes of
// equal size as bins, or into their values where these are few. Where cells hold fewer than about ten runs of a half, n below 20·bins², estimates fall
// short and the floor rises: take fewer bins. Sources: Borgonovo 2007; Plischke, Borgonovo & Smith 2013 for given
// data; the dummy of Khorashadi Zadeh et al. 2017 for the floor.
func Delta(n, bins int, inputs []Input, y func(run int) float64) []Strength {
	class, classes := classesOf(n, bins, y)
	share := make([]float64, classes)
	for _, c := range class {
		share[c] += 1 / float64(n)
	}
	count := make([]float64, 2*bins*classes) // of each half of the runs
	size := make([]float64, 2*bins)
	return strengths(inputs, func(u func(run int) float64) (value, raw float64) {
		clear(count)
		clear(size)
		for i := range n {
			b := i%2*bins + min(bins-1, int(u(i)*float64(bins)))
			count[b*classes+int(class[i])]++
			size[b]++
		}
		for b := range bins {
			x, y := size[b], size[bins+b]
			if x == 0 || y == 0 {
				continue
			}
			all, crossed := 0.0, 0.0
			for c := range classes {
				p, q := count[b*classes+c], count[(bins+b)*classes+c]
				dx, dy := p/x-share[c], q/y-share[c]
				all += math.Abs((p+q)/(x+y) - share[c])
				crossed += (math.Copysign(dy, dx*dy) + math.Copysign(dx, dx*dy)) / 2
			}
			raw += (x + y) / float64(n) * all / 2
			value += (x + y) / float64(n) * crossed / 2
		}
		return value, raw
	})
}

// strengths estimates every input and the floor from idle ones.
func strengths(inputs []Input, estimate func(u func(run int) float64) (value, raw float64)) []Strength {
	idle := make([]float64, idleInputs)
	for k := range idle {
		_, idle[k] = estimate(func(run int) float64 { return hash01(uint64(run), uint64(1<<20+k)) })
	}
	slices.Sort(idle)
	floor := stats.Quantiles(idle, 0.95)[0]
	out := make([]Strength, len(inputs))
	for i, in := range inputs {
		value, raw := estimate(in.U)
		out[i] = Strength{Value: value, Raw: raw, Floor: floor}
	}
	return out
}

// classesOf cuts outcomes into classes of about equal size; equal outcomes are never told apart.
func classesOf(n, most int, y func(run int) float64) (class []uint16, classes int) {
	order := sortedRuns(n, y)
	class = make([]uint16, n)
	distinct := 1
	for i := 1; i < n && distinct <= most; i++ {
		if y(int(order[i])) != y(int(order[i-1])) {
			distinct++
		}
	}
	at, began := 0, 0
	for i, run := range order {
		fresh := i > 0 && y(int(run)) != y(int(order[i-1]))
		if fresh && (distinct <= most || i-began >= (n+most-1)/most) {
			at, began = at+1, i
		}
		class[run] = uint16(at)
	}
	return class, at + 1
}

// sortedRuns are the runs by rising outcome.
func sortedRuns(n int, y func(run int) float64) []int32 {
	order := make([]int32, n)
	value := make([]float64, n)
	for i := range order {
		order[i], value[i] = int32(i), y(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch x, y := value[a], value[b]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return int(a) - int(b)
	})
	return order
}
