package explore

import (
	"sync"
	"sync/atomic"
)

// Runs fills out with the outcomes of a model at as many points: at gives the inputs of a point (it fills u) and its luck. Points may be evaluated in
// any order and at once; what comes out does not depend on it.
type Runs func(out []float64, at func(point int, u []float64) (luck uint64))

// Serial evaluates a model of k inputs one point after the other.
func Serial(model Model, k int) Runs {
	return func(out []float64, at func(point int, u []float64) uint64) {
		u := make([]float64, k)
		for i := range out {
			luck := at(i, u)
			out[i] = model(u, luck)
		}
	}
}

// Parallel evaluates a model of k inputs on several workers, each with a model of its own, since models may keep memory that they
// overwrite.
func Parallel(k, workers int, worker func() Model) Runs {
	const stretch = 256
	return func(out []float64, at func(point int, u []float64) uint64) {
		var next atomic.Int64
		var group sync.WaitGroup
		for range max(1, min(workers, (len(out)+stretch-1)/stretch)) {
			group.Go(func() {
				model, u := worker(), make([]float64, k)
				for {
					from := int(next.Add(stretch)) - stretch
					if from >= len(out) {
						return
					}
					for i := from; i < min(from+stretch, len(out)); i++ {
						luck := at(i, u)
						out[i] = model(u, luck)
					}
				}
			})
		}
		group.Wait()
	}
}
