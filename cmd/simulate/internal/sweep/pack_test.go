package sweep

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// What is packed comes out as it went in, whatever the bins hold: all 0 before some bin or after, the largest count, and sketches without a run.
func TestPack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		in := make([]Sketch, r.IntN(30))
		for i := range in {
			if r.IntN(4) == 0 {
				continue
			}
			s := Sketch{N: 1 + r.Int64N(1<<40), Mean: r.NormFloat64(), M2: r.ExpFloat64(), Min: -math.MaxFloat64, Max: math.SmallestNonzeroFloat64, Bins: make([]uint32, 1+r.IntN(64))}
			for k := r.IntN(len(s.Bins)); k < len(s.Bins) && r.IntN(9) > 0; k++ {
				s.Bins[k] = r.Uint32() >> r.IntN(33)
			}
			in[i] = s
		}
		if got := unpack(pack(nil, in)); !reflect.DeepEqual(got, in) {
			t.Fatalf("%+v\ncame out as\n%+v", in, got)
		}
	}
}
