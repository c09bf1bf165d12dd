package dist

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// mixture is one of several distributions, each with its weight: several schools of thought, or a value that is usually small and now and
// then large. Its quantile function is the inverse of the weighted distribution functions.
type mixture struct {
	parts   []Dist
	weights []float64
	atoms   []float64 // values with a weight of their own, rising
	mass    []float64 // their weights
}

func readMixture(r *reader) (Dist, *Error) {
	var parts [][]word
	rest := r.args
	for {
		i := slices.IndexFunc(rest, func(w word) bool { return w.text == "|" })
		if i < 0 {
			parts = append(parts, rest)
			break
		}
		parts = append(parts, rest[:i])
		if rest = rest[i+1:]; len(rest) == 0 {
			return nil, &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Message: "a part of the mixture is missing behind |", Hint: "for example " + r.form.Example}
		}
	}
	if len(parts) < 2 {
		return nil, &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Message: "a mixture has at least two parts, with | between them", Hint: "for example " + r.form.Example}
	}
	d := mixture{}
	sum := 0.0
	for _, p := range parts {
		if len(p) < 2 {
			e := &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Message: "a part of the mixture is a weight and a distribution", Hint: "for example " + r.form.Example}
			if len(p) == 1 {
				e.Offset, e.Len = p[0].offset, len(p[0].text)
			}
			return nil, e
		}
		weight, err := number(p[0])
		if err != nil {
			err.Hint = "a part begins with its weight: 0.5 " + join(p)
			return nil, err
		}
		if !(weight > 0) {
			return nil, at(p[0], Impossible, "leave the part out", "a weight must be above 0, not %s", p[0].text)
		}
		if p[1].text == r.form.Name {
			return nil, across(p[1:], Malformed, "write all parts side by side", "a mixture cannot hold another")
		}
		part, err := parse("", p[1:], r.levels, r.end)
		if err != nil {
			return nil, err
		}
		sum += weight
		d.parts, d.weights = append(d.parts, part), append(d.weights, weight)
	}
	if math.Abs(sum-1) > weightsRoom {
		return nil, across(r.args, Impossible, proportions(d.weights, sum), "the weights add up to %s, not to 1", spec("", sum))
	}
	d.collectAtoms()
	return d, nil
}

// collectAtoms finds the values that have a weight of their own.
func (d *mixture) collectAtoms() {
	mass := map[float64]float64{}
	for i, p := range d.parts {
		switch p := p.(type) {
		case point:
			mass[p.value] += d.weights[i]
		case discrete:
			for k, v := range p.values {
				mass[v] += float64(d.weights[i] * p.weights[k])
			}
		}
	}
	for v := range mass {
		d.atoms = append(d.atoms, v)
	}
	slices.Sort(d.atoms)
	for _, v := range d.atoms {
		d.mass = append(d.mass, mass[v])
	}
}

func (d mixture) CDF(x float64) float64 {
	sum := 0.0
	for i, p := range d.parts {
		sum += float64(d.weights[i] * p.CDF(x))
	}
	return unit(sum)
}

func (d mixture) Quantile(u float64) float64 {
	lo, hi := d.Support()
	switch {
	case u != u:
		return u
	case u <= 0:
		return lo
	case u >= 1:
		return hi
	}
	// It lies between the least and the greatest of the parts' own quantiles.
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, p := range d.parts {
		x := p.Quantile(u)
		lo, hi = min(lo, x), max(hi, x)
	}
	return d.between(u, lo, hi)
}

// between solves for the quantile in an interval that holds it, by regula falsi with the Illinois rule and halving where that stalls. It goes on
// to the first number whose share reaches u, which does not depend on the interval, so that quantiles never fall.
func (d mixture) between(u, lo, hi float64) float64 {
	for i, v := range d.atoms { // an atom takes all u of its jump
		if v >= lo && v <= hi && d.mass[i] > 0 {
			if f := d.CDF(v); f > u && f-d.mass[i] <= u {
				return v
			}
		}
	}
	if lo == hi {
		return lo
	}
	fLo, fHi := d.CDF(lo)-u, d.CDF(hi)-u
	if fLo >= 0 {
		return lo
	}
	side := 0
	for step := range 300 {
		x := lo - float64(fLo*(hi-lo))/(fHi-fLo)
		if step%2 == 1 || !(x > lo && x < hi) {
			x = float64(lo/2) + float64(hi/2)
		}
		if !(x > lo && x < hi) {
			break
		}
		f := d.CDF(x) - u
		if f >= 0 {
			hi, fHi = x, f
			if side == 1 {
				fLo /= 2
			}
			side = 1
		} else {
			lo, fLo = x, f
			if side == -1 {
				fHi /= 2
			}
			side = -1
		}
	}
	return hi
}

func (d mixture) Support() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, p := range d.parts {
		a, b := p.Support()
		lo, hi = min(lo, a), max(hi, b)
	}
	return lo, hi
}

func (d mixture) Mean() float64 {
	sum := 0.0
	for i, p := range d.parts {
		sum += float64(d.weights[i] * p.Mean())
	}
	return sum
}

func (d mixture) Fixed() bool {
	lo, hi := d.Support()
	return lo == hi
}

func (d mixture) String() string {
	var b strings.Builder
	b.WriteString("mixture")
	for i, p := range d.parts {
		if i > 0 {
			b.WriteString(" |")
		}
		fmt.Fprintf(&b, " %s %s", spec("", d.weights[i]), p)
	}
	return b.String()
}

// grid is a compiled mixture: its quantile at equal steps of u with a cubic through four points of every step where that is exact enough, and
// the solution of the equation, between the two ends of the step, where it is not: at kinks, jumps and the ends.
type grid struct {
	d     mixture
	nodes [gridCells + 1]float64
	cells [gridCells]cell
	exact [gridCells]bool
}

const gridCells = 256

func newGrid(d mixture) *grid {
	g := &grid{d: d}
	room := target * scale(d)
	for k := range g.nodes {
		g.nodes[k] = d.Quantile(float64(k) / gridCells)
		if k > 0 {
			g.nodes[k] = max(g.nodes[k], g.nodes[k-1])
		}
	}
	for k := range g.cells {
		lo, hi := g.nodes[k], g.nodes[k+1]
		if lo == hi {
			g.cells[k].c0 = lo
			continue
		}
		g.exact[k] = true
		if k == 0 || k == gridCells-1 || math.IsInf(hi-lo, 0) {
			continue
		}
		at := func(s float64) float64 { return d.between((float64(k)+s)/gridCells, lo, hi) }
		y1, y2, y3 := at(1.0/3)-lo, at(2.0/3)-lo, hi-lo
		// Newton's form through 0, 1/3, 2/3 and 1 of the step, in s.
		c := cell{
			c0: lo,
			c1: float64(9*y1) - float64(4.5*y2) + y3,
			c2: float64(-22.5*y1) + float64(18*y2) - float64(4.5*y3),
			c3: float64(13.5*y1) - float64(13.5*y2) + float64(4.5*y3),
		}
		good := c.c1 >= 0 && float64(2*c.c2)+float64(3*c.c3)+c.c1 >= 0
		if turn := -c.c2 / (3 * c.c3); c.c3 > 0 && turn > 0 && turn < 1 {
			good = good && c.c1+float64(c.c2*turn) >= 0
		}
		for _, s := range []float64{0.12, 0.5, 0.88} {
			good = good && math.Abs(c.at(s)-at(s)) <= room
		}
		if good {
			g.cells[k], g.exact[k] = c, false
		}
	}
	return g
}

func (g *grid) Quantile(u float64) float64 {
	if !(u > 0 && u < 1) {
		return g.d.Quantile(u)
	}
	at := u * gridCells
	k := min(int(at), gridCells-1)
	lo, hi := g.nodes[k], g.nodes[k+1]
	if !g.exact[k] {
		return min(max(g.cells[k].at(at-float64(k)), lo), hi)
	}
	if k == 0 || k == gridCells-1 {
		return min(max(g.d.Quantile(u), lo), hi)
	}
	return g.d.between(u, lo, hi)
}
