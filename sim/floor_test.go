package sim_test

import (
	"math"
	"testing"

	"parley/sim/draw"
	"parley/sim/portable"
)

// The floor: what the least work of a run costs on this machine, kept beside the engine so that speed can be told as a ratio
// inside one process. BenchmarkFloorRound is one round of four actors and four issues; BenchmarkFloorRun is the skeleton of a run
// with the sizes of the article's case (draws, a sorted curve, months of talks, rounds, votes, months in force), without its logic.

const (
	floorActors = 4
	floorIssues = 4
)

type floorWorld struct {
	ideal, weight [8][8]float64
	curve         [floorActors][41]float64
	table         [512]float64
	sink          float64
}

func newFloor() *floorWorld {
	f := &floorWorld{}
	for a := range f.ideal {
		for k := range f.ideal[a] {
			f.ideal[a][k] = math.Mod(0.37*float64(a+1)*float64(k+2), 1)
			f.weight[a][k] = 1 / float64(floorIssues)
		}
	}
	for a := range f.curve {
		for n := range f.curve[a] {
			f.curve[a][n] = 1 - 0.4*math.Pow(float64(n)/40, 1/(0.5+0.3*float64(a)))
		}
	}
	for i := range f.table {
		f.table[i] = math.Sqrt(float64(i) / 511)
	}
	return f
}

func (f *floorWorld) utility(a int, d *[8]float64, issues int) float64 {
	u := 0.0
	for k := range issues {
		u += float64(f.weight[a][k] * (1 - math.Abs(d[k]-f.ideal[a][k])))
	}
	return u
}

// round makes two offers; the responder is asked first, the others only if it would accept.
func (f *floorWorld) round(s draw.Stream, run uint64, n int) bool {
	if s.Uniform(run, uint64(n)) < 0.004 {
		return true
	}
	for side := range 2 {
		asp := f.curve[side][n]
		var d [8]float64
		for k := range floorIssues {
			d[k] = f.ideal[side][k] + float64((f.ideal[1-side][k]-f.ideal[side][k])*(1-asp))
		}
		if f.utility(1-side, &d, floorIssues) < f.curve[1-side][n]+0.05 {
			continue
		}
		if f.utility(2, &d, floorIssues) > 0.4 && f.utility(3, &d, floorIssues) > 0.99 {
			return true
		}
	}
	return false
}

func BenchmarkFloorRound(b *testing.B) {
	f, s := newFloor(), draw.NewStream(1, draw.Play, "floor")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if f.round(s, uint64(i), i%40) {
			f.sink++
		}
	}
}

func BenchmarkFloorRun(b *testing.B) {
	f := newFloor()
	var inputs [120]draw.Stream
	for i := range inputs {
		inputs[i] = draw.NewStream(1, draw.Theta, string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	luck := draw.NewStream(1, draw.Play, "floor")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f.sink += f.run(&inputs, luck, uint64(i))
	}
}

func (f *floorWorld) run(inputs *[120]draw.Stream, luck draw.Stream, run uint64) float64 {
	var q [120]float64
	for i := range inputs {
		x := inputs[i].Uniform(run, 0) * 511
		k := int(x)
		q[i] = f.table[k] + float64((f.table[min(k+1, 511)]-f.table[k])*(x-float64(k)))
	}
	var ratio [18]float64
	for i := range ratio {
		r := q[i] / (q[i+18] + 0.01)
		j := i
		for j > 0 && ratio[j-1] < r {
			ratio[j] = ratio[j-1]
			j--
		}
		ratio[j] = r
	}
	sum := ratio[0]
	open := false
	for t := range 24 {
		h := portable.Sigmoid(4*(q[40]-0.6)) * portable.Sigmoid(4*(q[41]-0.6))
		if luck.Uniform(run, uint64(t)) < 1-portable.Exp(0.25*portable.Log(1-0.9*h)) {
			open = true
			break
		}
	}
	if !open {
		return sum
	}
	var d [8]float64
	for n := range 12 {
		for k := range 6 {
			d[k] = q[50+k] + float64((q[60+k]-q[50+k])*(float64(n)/12))
		}
		for a := range 8 {
			sum += f.utility(a, &d, 6)
		}
		if luck.Uniform(run, uint64(100+n)) < 0.02 {
			return sum
		}
	}
	for j := range 4 {
		if luck.Uniform(run, uint64(200+j)) > portable.Sigmoid(q[70+j]/0.2) {
			return sum
		}
	}
	for m := range 60 {
		if luck.Uniform(run, uint64(300+m)) < 0.03*portable.Exp(-float64(m)/9) {
			break
		}
		sum++
	}
	return sum
}
