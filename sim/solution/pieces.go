package solution

// The linear pieces that contract curves are laid from.

import (
	"math"
	"sort"

	"parley/sim"
)

// curvedPieces is into how many pieces a segment is cut when losses of distance are curved.
const curvedPieces = 6

// maxPieces bounds the segments of one issue: five interior cuts give six.
const maxPieces = 6

// Pieces are the linear pieces of all issues of the agenda, by falling ratio. The curve of every scope is laid from them, so
// cutting and sorting is done once for all scopes, and so is valuing where they end.
type Pieces struct {
	list  []segment
	count int
	room  sim.Scope
	first [sim.MaxIssues][2]float64 // what each issue is worth to the principals at the second side's best feasible point
	stops []stop                    // of issue k the status quo at k, that point at fromBest+k; then the ends of the pieces in order
	terms [sim.MaxIssues]terms      // by issue
	voices
}

// terms are what an issue brings to the bound of a scope: what it is worth to both sides and to the guard at the second side's best feasible point, how
// much of the curve it takes, and its salience to the three.
type terms struct{ a, b, guard, length, shareA, shareB, shareG float64 }

// stop is a value that an issue takes at a knot, and what it is worth to each voice.
type stop struct {
	x     float64
	worth perVoice
}

const (
	fromBest = sim.MaxIssues
	fromEnds = 2 * sim.MaxIssues
)

type segment struct {
	issue  int
	x0, x1 float64
	da, db float64 // change of surplus of the first (>= 0) and of the second (<= 0)
	ratio  float64
	length float64 // on the curve: by how much both sides' surplus changes
	guard  float64 // what the issue is worth to the guard at x1
	bit    sim.Scope
}

func size(n int, curved bool) int {
	pieces := n * maxPieces
	if curved {
		pieces *= curvedPieces
	}
	return pieces
}

// NewPieces allocates for an agenda of n issues; curved losses of distance need more pieces.
func NewPieces(n int, curved bool) *Pieces {
	return &Pieces{list: make([]segment, size(n, curved)), stops: make([]stop, fromEnds+size(n, curved))}
}

// Range is the feasible stretch of an issue that moves: at least its smallest move towards the ideal of the side that
// receives it, within floor and ceiling. ok is false when there is none.
func Range(w *sim.World, k int) (lo, hi float64, ok bool) {
	giver := int(w.By[k])
	receiver, other := &w.Principals[1-giver], &w.Principals[giver]
	up := receiver.Ideal[k] > w.Status[k] || (receiver.Ideal[k] == w.Status[k] && receiver.Ideal[k] >= other.Ideal[k])
	if up {
		lo, hi = w.Status[k]+w.MinMove[k], w.Ceiling[k]
		lo = max(lo, w.Floor[k])
	} else {
		lo, hi = w.Floor[k], w.Status[k]-w.MinMove[k]
		hi = min(hi, w.Ceiling[k])
	}
	return lo, hi, lo <= hi
}

// Cut computes the pieces for the present stakes of the two principals.
func (c *Pieces) Cut(w *sim.World) {
	c.count, c.room = 0, 0
	c.hear(w)
	a, b := &w.Principals[0].Stakes, &w.Principals[1].Stakes
	for k := range w.Issues {
		c.stops[k] = stop{x: w.Status[k]} // where it is worth exactly nothing to anyone
		lo, hi, ok := Range(w, k)
		if !ok {
			continue
		}
		c.room |= 1 << k
		xa, xb := within(a.Ideal[k], lo, hi), within(b.Ideal[k], lo, hi)
		c.first[k] = [2]float64{w.Worth(a, k, xb), w.Worth(b, k, xb)}
		c.stop(w, fromBest+k, k, xb)
		c.terms[k] = terms{a: c.first[k][0], b: c.first[k][1], shareA: a.Salience[k], shareB: b.Salience[k]}
		if c.guard >= 0 {
			c.terms[k].guard, c.terms[k].shareG = c.stops[fromBest+k].worth.of(c.guard), c.who[c.guard].Salience[k]
		}
		c.cut(w, k, xb, xa)
	}
	c.sort()
	for i := range c.list[:c.count] {
		s := &c.list[i]
		c.stop(w, fromEnds+i, s.issue, s.x1)
		if c.guard >= 0 {
			s.guard = c.stops[fromEnds+i].worth.of(c.guard)
		}
	}
}

// stop values an issue at x.
func (c *Pieces) stop(w *sim.World, at, k int, x float64) {
	s := &c.stops[at]
	s.x = x
	c.value(w, k, x, &s.worth)
}

// cut splits issue k between the second side's best point and the first's.
func (c *Pieces) cut(w *sim.World, k int, from, to float64) {
	if from == to {
		return
	}
	a, b := &w.Principals[0].Stakes, &w.Principals[1].Stakes
	s := w.Status[k]
	var cuts [7]float64
	n := 0
	for _, x := range [5]float64{s, a.Ideal[k], b.Ideal[k], 2*a.Ideal[k] - s, 2*b.Ideal[k] - s} {
		if (x-from)*(x-to) >= 0 {
			continue
		}
		i := n
		for i > 0 && (cuts[i-1] > x) == (to > from) && cuts[i-1] != x {
			cuts[i] = cuts[i-1]
			i--
		}
		cuts[i] = x
		n++
	}
	cuts[n] = to
	var both sim.Lines
	if w.Curvature == 1 {
		both.Copy(0, a, k)
		both.Copy(1, b, k)
	}
	x0 := from
	va, vb := c.first[k][0], c.first[k][1]
	for i := 0; i <= n; i++ {
		x1 := cuts[i]
		if x1 == x0 {
			continue
		}
		if w.Curvature == 1 {
			mid := 0.5 * (x0 + x1)
			na, nb := both.At(0, x1), both.At(1, x1)
			c.add(segment{issue: k, x0: x0, x1: x1, da: na - va, db: nb - vb, ratio: ratio(both.Slope(0, mid), both.Slope(1, mid))})
			va, vb = na, nb
		} else {
			prev := x0
			for j := 1; j <= curvedPieces; j++ {
				x := x1
				if j < curvedPieces {
					x = x0 + float64((x1-x0)*(float64(j)/curvedPieces))
				}
				na, nb := w.Worth(a, k, x), w.Worth(b, k, x)
				c.add(segment{issue: k, x0: prev, x1: x, da: na - va, db: nb - vb, ratio: ratio(na-va, vb-nb)})
				prev, va, vb = x, na, nb
			}
		}
		x0 = x1
	}
}

func (c *Pieces) add(s segment) {
	s.length = math.Abs(s.da) + math.Abs(s.db)
	s.bit = 1 << s.issue
	c.terms[s.issue].length += s.length
	c.list[c.count] = s
	c.count++
}

// ratio is gain over loss; a piece that costs nobody anything comes first.
func ratio(gain, loss float64) float64 {
	if loss <= 0 {
		return math.Inf(1)
	}
	return gain / loss
}

// sort orders the pieces by falling ratio and is stable: pieces were added in agenda order. A straight
// insertion sort is quickest for the one or two dozen pieces of linear losses.
func (c *Pieces) sort() {
	p := c.list[:c.count]
	if len(p) > 64 {
		sort.SliceStable(p, func(i, j int) bool { return p[i].ratio > p[j].ratio })
		return
	}
	for i := 1; i < len(p); i++ {
		s := p[i]
		j := i
		for j > 0 && p[j-1].ratio < s.ratio {
			p[j] = p[j-1]
			j--
		}
		p[j] = s
	}
}

func within(x, lo, hi float64) float64 { return max(lo, min(hi, x)) }
