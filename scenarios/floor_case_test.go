package scenarios

import (
	"math"
	"testing"

	"parley/sim/draw"
	"parley/sim/portable"
)

// BenchmarkFloorCase is the floor of the article's case: the arithmetic of an average run of the baseline, as docs/model.md defines it, in flat loops
// over the four issues and four voices that it has, without a decision, a search or a record. What BenchmarkRun/baseline takes above it is the price of the engine's form.
// The counts below say how often; TestFloorCase_countsAreTheEngines takes them from the engine, and fails where they are not its own any more. The
// loops say how much.
const (
	caseDraws    = 169 // quantities drawn, through tables of third degree with finer cells in the tails
	caseLuck     = 86  // uniforms of luck
	casePrices   = 7   // stakes priced: what a gain and a loss count to a party
	caseSegments = 9   // linear pieces that issues are cut into
	caseShifts   = 7   // steps of sorting them
	caseStops    = 16  // ends of pieces, valued by all voices
	caseScopes   = 12  // scopes asked for a bound
	caseWalked   = 43  // pieces walked along for it
	caseLooked   = 123 // points looked at on the way
	caseBounded  = 97  // points, there and on curves, for which the chance of ratification is bounded
	caseGuards   = 31  // of which the bound needs a logistic
	caseKnots    = 21  // corners of curves
	casePoints   = 127 // points laid on them
	caseWeighed  = 32  // points at which ratification is weighed: four voices over four issues, and four logistics
	caseZone     = 19  // points at which one voice bounds the zone of agreement
	caseLogs     = 35  // of products and weights
	caseExps     = 27  // of tactics, talks and hazards
	caseNormals  = 11  // normal probabilities of beliefs
	caseErrors   = 4   // normal errors of beliefs
	caseHazards  = 1   // monthly hazards of talks: a power
	caseSteps    = 127 // points compared in searches for peaks, demands, positions and scopes
	caseMonths   = 18  // months in which something may strike
	caseInForce  = 9   // months of a deal in force
)

// floorCase holds what the kernel reads and where it writes.
type floorCase struct {
	inputs []draw.Stream
	luck   draw.Stream
	q      [caseDraws]float64
	first  [32]uint32
	shift  [32]uint32
	cells  [512][4]float64
	bounds [caseDraws][3]float64
	lines  [32][4]float64 // what an issue counts to a party: at the status quo, ideal point, loss, gain
	ends   [caseStops][4]float64
	knots  [caseKnots][4]float64
	points [casePoints][5]float64
	sink   float64
}

func BenchmarkFloorCase(b *testing.B) {
	f := newFloorCase()
	b.ReportAllocs()
	began := processor(b)
	for i := 0; b.Loop(); i++ {
		f.sink += f.run(uint64(i))
	}
	b.ReportMetric(float64(processor(b)-began)/float64(b.N), "cpu-ns/op")
}

func newFloorCase() *floorCase {
	f := &floorCase{luck: draw.NewStream(1, draw.Play, "floor")}
	for i := range caseDraws {
		f.inputs = append(f.inputs, draw.NewStream(1, draw.Theta, string(rune('a'+i%26))+string(rune('a'+i/26))))
	}
	for i := range f.first {
		f.first[i], f.shift[i] = uint32(16*min(i, 20)), 48
	}
	for i := range f.cells {
		f.cells[i] = [4]float64{float64(i) / 512, 0.1, 0.01, 0.001}
	}
	for i := range f.bounds {
		f.bounds[i] = [3]float64{0.05, 0.9, 1}
	}
	for i := range f.lines {
		f.lines[i] = [4]float64{0.3, 0.03 * float64(i), 0.6, 0.4}
	}
	return f
}

func (f *floorCase) run(run uint64) float64 {
	q := &f.q
	draw.Uniforms(f.inputs, run, q[:])
	for i, u := range q {
		t := u
		if u > 0.5 {
			t = 1 - u
		}
		bits := math.Float64bits(t)
		n := (1022 - bits>>52) % 32
		shift := f.shift[n] & 63
		cell := &f.cells[(uint64(f.first[n])+bits<<12>>12>>shift)%512]
		d := t - math.Float64frombits(bits>>shift<<shift)
		x := cell[0] + float64(d*(cell[1]+float64(d*(cell[2]+float64(d*cell[3])))))
		bounds := &f.bounds[i]
		if x = bounds[0] + float64(bounds[1]*x); x > bounds[2] {
			x = bounds[2]
		}
		q[i] = x
	}
	sum := f.stakes() + f.curves() + f.scopes() + f.values()
	for i := range caseLogs {
		sum += portable.Log(q[i] + 0.01)
	}
	for i := range caseExps {
		sum += portable.Exp(-q[i+60])
	}
	for i := range caseNormals {
		sum += portable.NormalCDF((q[i+20] - 2*q[i]) / (0.3*q[i+40] + 0.05))
	}
	for i := range caseErrors {
		sum += portable.NormalQuantile(0.01 + float64(0.9*q[i+60]))
	}
	for i := range caseHazards {
		sum += portable.Pow(q[i+10]+0.01, 0.25)
	}
	for i := range caseLuck {
		if f.luck.Uniform(run, uint64(i)) < q[i] {
			sum++
		}
	}
	left := 1.0
	for i := range caseInForce {
		sum += float64(q[i] * (left + q[20]))
		left *= q[21]
	}
	for i := range caseMonths { // hazards that a month's luck is compared with
		sum += float64(q[i] * (1 + q[i+1]))
	}
	return sum
}

// stakes normalises salience and prices gains and losses.
func (f *floorCase) stakes() (sum float64) {
	q := &f.q
	for i := range casePrices {
		s := q[8*i : 8*i+8]
		all := s[0] + s[1] + s[2] + s[3]
		banked := q[60] + float64((1-q[60])*q[i+61])
		loss := q[i+70] * (1 - float64(q[80]*(1-banked)))
		for k := range 4 {
			w := s[k] / all
			sum += math.Abs(s[k+4]-q[90+k]) + float64(w*loss) + float64(w*banked)
		}
	}
	return sum
}

// curves cuts issues into pieces, sorts and values them, and adds them up to curves.
func (f *floorCase) curves() (sum float64) {
	q := &f.q
	for i := range caseSegments {
		l, m := &f.lines[i], &f.lines[i+9]
		sum += line(l, q[i+4])/(line(m, q[i+4])+2) + slope(l, q[i+5]) + slope(m, q[i+5])
	}
	for i := range caseShifts {
		if q[i] < q[i+1] {
			sum += q[i]
		}
	}
	for i := range f.ends {
		for j := range 4 {
			f.ends[i][j] = line(&f.lines[4*(i%4)+j], q[100+i])
		}
	}
	u, x, y, rest := 0.0, 0.0, 0.0, 0.0
	for i := range f.knots {
		da, db := q[i], -q[i+20]
		u += da - db
		x += da
		y += db
		rest += f.ends[i%caseStops][0] - f.ends[(i+1)%caseStops][0]
		f.knots[i] = [4]float64{u, x, y, rest}
	}
	for i := range f.knots {
		f.knots[i][0] /= u
	}
	for i := range f.points {
		k := &f.knots[i%caseKnots]
		t := q[i] - k[0]
		f.points[i] = [5]float64{q[i], k[1] + float64(q[60]*t), k[2] + float64(q[61]*t), k[3], q[62] + float64(q[63]*t)}
	}
	return sum
}

// scopes bounds what every scope could give both sides.
func (f *floorCase) scopes() (sum float64) {
	q := &f.q
	for i := range caseScopes {
		a, b, g, whole, at := 0.0, 0.0, 0.0, 0.0, 0.0
		for k := range 3 { // issues of a scope
			a += q[i+k]
			b += q[i+k+10]
			g += q[i+k+20]
			at += q[i+k+30]
			whole += q[i+k+40]
		}
		sum += float64(a*q[60]) + float64(b*q[61]) + float64(g*q[62]) + at + whole
	}
	for i := range caseWalked {
		sum += q[i] + q[i+40] + q[i+80]
	}
	for i := range caseLooked {
		t := (q[i] - q[i+1]) / (q[i+2] + 0.1)
		f.points[i][1], f.points[i][2] = q[i+3]+float64(q[i+4]*t), q[i+5]+float64(q[i+6]*t)
	}
	for i := range caseBounded {
		p := &f.points[i]
		z := (p[3] + line(&f.lines[0], p[4]) + q[74] - q[75]) / (q[76] + 0.1)
		if i < caseGuards {
			z = 1 - float64(q[77]*(1-portable.Sigmoid(z)))
		}
		sum += float64(z*p[1]) - float64((1-z)*q[78]) + float64(z*p[2])
	}
	return sum
}

// values weighs ratification and compares what comes of it.
func (f *floorCase) values() (sum float64) {
	q := &f.q
	for i := range caseZone {
		s := line(&f.lines[i], f.points[i][4])
		for k := range 3 {
			s += f.ends[i%caseStops][k]
		}
		if s -= q[70]; s < f.points[i][1] {
			sum += s
		}
	}
	for i := range caseWeighed {
		var s [4]float64
		for j := range s {
			s[j] = line(&f.lines[4*(i%4)+j], f.points[i][4])
		}
		for k := range 3 {
			e := &f.ends[(i+k)%caseStops]
			for j := range s {
				s[j] += e[j]
			}
		}
		chance := 1.0
		for j := range s {
			sigma := portable.Sigmoid((s[j] + q[120+j] - q[140+j]) / (q[144] + 0.1))
			chance *= 1 - float64(q[130+j]*(1-sigma)*(1-float64(q[134+j]*sigma)))
		}
		p := &f.points[i]
		sum += float64(chance*p[1]) + float64(chance*p[2]) - float64((1-chance)*q[145])
	}
	for i := range caseSteps {
		if f.points[i%casePoints][1] > q[146] {
			sum += f.points[i%casePoints][2]
		}
	}
	return sum
}

// line is what an issue is worth at x: gain or loss times the distance that the ideal point has come nearer.
func line(l *[4]float64, x float64) float64 {
	g := l[0] - math.Abs(x-l[1])
	if g < 0 {
		return float64(l[2] * g)
	}
	return float64(l[3] * g)
}

// slope is the rate at which that changes.
func slope(l *[4]float64, x float64) float64 {
	if l[0] < math.Abs(x-l[1]) {
		return l[2]
	}
	return l[3]
}
