package explore

import (
	"math"

	"parley/sim/draw"
)

// Effect is what changing one input alone does, over trajectories through the whole space of inputs.
type Effect struct {
	Mean  float64 // mean elementary effect: the direction, 0 too for effects that cancel out
	Abs   float64 // mean of absolute effects (mu*): how much it matters; rank by this
	SD    float64 // spread: large beside Abs where the input acts in curves or together with others
	Error float64 // standard error of Abs
}

// Morris screens k inputs with (k+1) runs per trajectory: from a random point of a grid of even many levels, each input in turn is moved by
// half the grid. An elementary effect is the change of the outcome per unit of the input's probability. All runs of a trajectory share
// their luck, so that of a stochastic model only the differences that inputs make are seen. Levels stand at the middles of equal
// cells, not at 0 and 1, which unbounded inputs do not have. Sources: Morris 1991; Campolongo, Cariboni & Saltelli 2007 for mu*.
func Morris(model Model, k, trajectories, levels int, seed uint64) []Effect {
	levels = max(2, levels+levels%2)
	s := draw.NewStream(seed, draw.Theta, "explore/morris")
	effects := make([][]float64, k)
	u, order := make([]float64, k), make([]int, k)
	for t := range trajectories {
		at := uint64(0)
		pick := func(n int) int {
			at++
			return int(s.Uniform(uint64(t), at) * float64(n))
		}
		level := make([]int, k)
		up := make([]bool, k)
		for i := range k {
			level[i], up[i] = pick(levels/2), pick(2) == 1
			if !up[i] {
				level[i] += levels / 2
			}
			u[i] = (float64(level[i]) + 0.5) / float64(levels)
			order[i] = i
		}
		for i := k - 1; i > 0; i-- {
			j := pick(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		y := model(u, uint64(t))
		for _, i := range order {
			step := 0.5
			if !up[i] {
				step = -0.5
			}
			u[i] += step
			next := model(u, uint64(t))
			effects[i] = append(effects[i], (next-y)/step)
			y = next
		}
	}
	out := make([]Effect, k)
	for i, all := range effects {
		out[i] = effectOf(all)
	}
	return out
}

func effectOf(all []float64) Effect {
	var e Effect
	n := float64(len(all))
	for _, x := range all {
		e.Mean += x / n
		e.Abs += math.Abs(x) / n
	}
	if len(all) < 2 {
		return e
	}
	abs := 0.0
	for _, x := range all {
		e.SD += (x - e.Mean) * (x - e.Mean) / (n - 1)
		abs += (math.Abs(x) - e.Abs) * (math.Abs(x) - e.Abs) / (n - 1)
	}
	e.SD, e.Error = math.Sqrt(e.SD), math.Sqrt(abs/n)
	return e
}
