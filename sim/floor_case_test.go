package sim_test

import (
	"testing"

	"parley/sim/draw"
	"parley/sim/portable"
)

// BenchmarkFloorCase is the floor of the article's case with its scopes and with the anticipation of ratification, which BenchmarkFloorRun has
// not: the arithmetic of an average run of the baseline in flat loops, without a decision, a search or a record. The counts below were taken
// from the engine over 4,000 runs; they say how often, the loops say how much. What the engine takes above it is the price of its form.
const (
	caseDraws   = 169 // quantities drawn
	caseCurves  = 10  // scopes whose curve is laid
	casePieces  = 4   // pieces of a curve
	casePoints  = 194 // points laid on all curves
	caseBounds  = 69  // points that a bound is asked for
	caseGuards  = 18  // of which the bound needs a logistic
	caseSums    = 51  // points at which four voices are added up over four issues
	caseChances = 32  // points at which ratification is weighed: four logistics
	caseLogs    = 58  // of products and weights
	caseExps    = 20  // of tactics, talks and erosion
	caseLuck    = 87  // uniforms of luck
)

func BenchmarkFloorCase(b *testing.B) {
	f := newFloor()
	var inputs [caseDraws]draw.Stream
	for i := range inputs {
		inputs[i] = draw.NewStream(1, draw.Theta, string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	luck := draw.NewStream(1, draw.Play, "floor")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f.sink += f.runCase(inputs[:], luck, uint64(i))
	}
}

func (f *floorWorld) runCase(inputs []draw.Stream, luck draw.Stream, run uint64) float64 {
	var q [caseDraws]float64
	draw.Uniforms(inputs, run, q[:])
	for i, u := range q { // tables of third degree, as the engine's
		x := u * 508
		k := int(x)
		d := x - float64(k)
		q[i] = f.table[k] + float64(d*(f.table[k+1]+float64(d*(f.table[k+2]+float64(d*f.table[k+3])))))
	}
	sum := 0.0
	var knots [caseCurves * casePieces][4]float64
	for c := range caseCurves {
		u, x, y, rest := 0.0, 0.0, 0.0, 0.0
		for p := range casePieces {
			da, db := q[c+p], -q[c+p+20]
			u += da - db
			x += da
			y += db
			rest += q[p+40]
			knots[c*casePieces+p] = [4]float64{u, x, y, rest}
		}
		for p := range casePieces {
			knots[c*casePieces+p][0] /= u
		}
	}
	var gains [casePoints][3]float64
	for i := range gains {
		k := &knots[i%len(knots)]
		t := float64(i) / 40
		gains[i] = [3]float64{t, k[1] + float64(q[60]*t), k[2] + float64(q[61]*t)}
	}
	for i := range caseBounds {
		g := &gains[i]
		z := (knots[i%len(knots)][3] + value(q[70:74], g[0]) + q[74] - q[75]) / (q[76] + 0.01)
		if i < caseGuards {
			z = 1 - float64(q[77]*(1-portable.Sigmoid(z)))
		}
		sum += float64(z*g[1]) + float64((1-z)*g[2])
	}
	var voices [caseSums][4]float64
	for i := range voices {
		for j := range 4 {
			s := value(q[80+4*j:84+4*j], gains[i][0])
			for k := range 3 {
				s += q[100+4*j+k]
			}
			voices[i][j] = s + q[120+j]
		}
	}
	for i := range caseChances {
		p := 1.0
		for j := range 4 {
			p *= 1 - float64(q[130+j]*(1-portable.Sigmoid((voices[i][j]-q[140+j])/(q[144]+0.01))))
		}
		sum += float64(p*gains[i][1]) - float64((1-p)*q[145])
	}
	for i := range caseLogs {
		sum += portable.Log(q[i] + 0.01)
	}
	for i := range caseExps {
		sum += portable.Exp(-q[i+60])
	}
	for i := range caseLuck {
		if luck.Uniform(run, uint64(i)) < q[i] {
			sum++
		}
	}
	return sum
}

// value is what an issue is worth at x: gain or loss times the distance that the ideal point has come nearer.
func value(l []float64, x float64) float64 {
	g := l[0] - max(x-l[1], l[1]-x)
	if g < 0 {
		return float64(l[2] * g)
	}
	return float64(l[3] * g)
}
