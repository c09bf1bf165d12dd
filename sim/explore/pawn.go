package explore

import (
	"math"
	"slices"
)

// Pawn measures an input by how far the outcome's distribution function given the input lies from the one without: the greatest distance of the two
// (Kolmogorov & Smirnov), the median over bins of equal probability of the input. For an event it is the distance of its chances. The floor is
// that of an input that affects nothing. Sources: Pianosi & Wagener 2015 and 2018 (given data); Khorashadi Zadeh et al. 2017 (dummy).
func Pawn(n, bins int, inputs []Input, y func(run int) float64) []Strength {
	order := sortedRuns(n, y)
	last := make([]bool, n) // by place in the order: the last of equal outcomes
	for i := range order {
		last[i] = i == n-1 || y(int(order[i])) != y(int(order[i+1]))
	}
	bin := make([]uint16, n) // by place in the order
	size, seen, worst := make([]float64, bins), make([]float64, bins), make([]float64, bins)
	touched := make([]uint16, 0, bins)
	return strengths(inputs, func(u func(run int) float64) (value, raw float64) {
		clear(size)
		clear(seen)
		clear(worst)
		for i, run := range order {
			b := uint16(min(bins-1, int(u(int(run))*float64(bins))))
			bin[i] = b
			size[b]++
		}
		// Where a bin's function lies below the whole's most, its next step comes; where above, it has just made one. So it is enough to
		// look before and after the steps of a bin, at the ends of equal outcomes.
		before := 0.0 // of the whole, at the end of the equal outcomes before
		touched = touched[:0]
		for i := range order {
			b := bin[i]
			if !slices.Contains(touched, b) {
				touched = append(touched, b)
				worst[b] = max(worst[b], math.Abs(seen[b]/size[b]-before))
			}
			seen[b]++
			if !last[i] {
				continue
			}
			whole := float64(i+1) / float64(n)
			for _, b := range touched {
				worst[b] = max(worst[b], math.Abs(seen[b]/size[b]-whole))
			}
			before, touched = whole, touched[:0]
		}
		distances := make([]float64, 0, bins)
		for b := range bins {
			if size[b] > 0 {
				distances = append(distances, worst[b])
			}
		}
		slices.Sort(distances)
		m := len(distances)
		middle := (distances[(m-1)/2] + distances[m/2]) / 2
		return middle, middle
	})
}
