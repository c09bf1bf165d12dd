package explore

import (
	"fmt"
	"slices"
)

// Model gives an outcome for inputs and luck. Each input is the probability, in the open interval (0, 1), at which it stands in its own
// distribution; luck is the index of the run that chance is taken from. The same arguments always give the same outcome.
type Model func(u []float64, luck uint64) float64

// Input is one input of a model: its name and the probability at which it was drawn in a run.
type Input struct {
	Path string
	U    func(run int) float64
}

// Columns makes inputs of stored values, one slice per input with one value per run: a run's probability is the rank of its value among
// all, so fifths are of equal size whatever the distribution. Equal values are told apart by the order of runs, which has
// nothing to do with the outcome. All slices must be of one length.
func Columns(paths []string, values [][]float64) ([]Input, error) {
	if len(paths) != len(values) {
		return nil, fmt.Errorf("explore: %d names for %d inputs", len(paths), len(values))
	}
	inputs := make([]Input, len(paths))
	for i, path := range paths {
		if len(values[i]) != len(values[0]) {
			return nil, fmt.Errorf("explore: %d values of %s, %d of %s", len(values[i]), path, len(values[0]), paths[0])
		}
		u := ranks(values[i])
		inputs[i] = Input{Path: path, U: func(run int) float64 { return u[run] }}
	}
	return inputs, nil
}

// ranks turns values into the middles of their ranks, between 0 and 1.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := values[a], values[b]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	u := make([]float64, len(values))
	for rank, i := range order {
		u[i] = (float64(rank) + 0.5) / float64(len(values))
	}
	return u
}
