// Package sweep plays a scenario at many settings of its levers on common random numbers and keeps counts alone: tables of cells in memory
// that does not grow with the number of runs.
package sweep

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/sim/explore"
)

// MaxCells bounds a sweep.
const MaxCells = 10_000

// Axis is one lever with what it is set to.
type Axis struct {
	Path   string   `json:"path"`
	Values []string `json:"values,omitempty"` // as written after --vary; of a Latin hypercube none
	Lo     float64  `json:"lo,omitempty"`     // of a range
	Hi     float64  `json:"hi,omitempty"`
	ranged bool
	steps  int // of a range; 0 when it does not say
}

// ParseAxis reads path=v1,v2,... or path=lo..hi:n. Values that hold a comma cannot be written so; they make scenarios of their own.
func ParseAxis(text string) (Axis, error) {
	path, what, ok := strings.Cut(text, "=")
	a := Axis{Path: strings.TrimSpace(path)}
	what = strings.TrimSpace(what)
	if !ok || a.Path == "" || what == "" {
		return a, fmt.Errorf("--vary %s: write path=v1,v2,... or path=lo..hi:n, such as talks.contact=0.2..0.8:7", text)
	}
	if lo, rest, ok := strings.Cut(what, ".."); ok {
		hi, steps, counted := strings.Cut(rest, ":")
		var errLo, errHi, errN error
		a.Lo, errLo = strconv.ParseFloat(strings.TrimSpace(lo), 64)
		a.Hi, errHi = strconv.ParseFloat(strings.TrimSpace(hi), 64)
		if counted {
			a.steps, errN = strconv.Atoi(strings.TrimSpace(steps))
		}
		if errLo != nil || errHi != nil || errN != nil || counted && (a.steps < 2 || a.steps > MaxCells) || !(a.Lo < a.Hi) || math.IsInf(a.Hi-a.Lo, 0) {
			return a, fmt.Errorf("--vary %s: a range is lo..hi:n with numbers lo < hi and n from 2 to %d, such as %s=0.2..0.8:7", text, MaxCells, a.Path)
		}
		a.ranged = true
		return a, nil
	}
	seen := map[string]bool{}
	for _, v := range strings.Split(what, ",") {
		v = strings.TrimSpace(v)
		if v == "" || seen[v] {
			return a, fmt.Errorf("--vary %s: a value is empty or stands there twice", text)
		}
		seen[v] = true
		a.Values = append(a.Values, v)
	}
	return a, nil
}

// Design is a list of points, each a value for every axis.
type Design struct {
	Kind   string     `json:"kind"` // grid, list or lhs
	Axes   []Axis     `json:"axes"`
	Points [][]string `json:"-"`
}

// Kinds are the kinds of designs.
func Kinds() []string { return []string{"grid", "list", "lhs"} }

// NewDesign lays out points: all combinations (grid), the first values together, then the second (list), or a Latin hypercube over ranges (lhs;
// McKay, Beckman & Conover 1979), which is drawn from the seed. No axes make one point.
func NewDesign(kind string, axes []Axis, points int, seed uint64) (*Design, error) {
	d := &Design{Kind: kind, Axes: axes}
	seen := map[string]bool{}
	for _, a := range axes {
		if seen[a.Path] {
			return nil, fmt.Errorf("--vary %s stands there twice; write its values in one list", a.Path)
		}
		seen[a.Path] = true
		if kind == "lhs" && !a.ranged {
			return nil, fmt.Errorf("--design lhs takes ranges, such as --vary %s=0.2..0.8; values in a list make a grid", a.Path)
		}
		if kind != "lhs" && a.ranged && a.steps == 0 {
			return nil, fmt.Errorf("--vary %s: say into how many values the range is cut, such as %s..%s:7", a.Path, number(a.Lo), number(a.Hi))
		}
	}
	switch kind {
	case "lhs":
		if points < 2 || points > MaxCells {
			return nil, fmt.Errorf("--design lhs needs --points from 2 to %d", MaxCells)
		}
		if len(axes) == 0 {
			return nil, fmt.Errorf("--design lhs needs a range to spread its points over, such as --vary talks.contact=0.2..0.8")
		}
		at := explore.LatinHypercube(points, len(axes), false, seed).At
		for i := range points {
			p := make([]string, len(axes))
			for k, a := range axes {
				p[k] = number(a.Lo + float64((a.Hi-a.Lo)*at(i, k)))
			}
			d.Points = append(d.Points, p)
		}
		return d, nil
	case "grid", "list":
	default:
		return nil, fmt.Errorf("no design %q; there are: %s", kind, strings.Join(Kinds(), ", "))
	}
	if points != 0 {
		return nil, fmt.Errorf("--points goes with --design lhs; of a %s the values of --vary say how many there are", kind)
	}
	d.Axes = make([]Axis, len(axes))
	for k, a := range axes {
		if a.ranged {
			for i := range a.steps {
				a.Values = append(a.Values, number(a.Lo+float64((a.Hi-a.Lo)*float64(i))/float64(a.steps-1)))
			}
		}
		d.Axes[k] = a
	}
	if kind == "list" {
		for k, a := range d.Axes {
			if len(a.Values) != len(d.Axes[0].Values) {
				return nil, fmt.Errorf("--design list takes the values of all levers together, but %s has %d and %s %d", d.Axes[0].Path, len(d.Axes[0].Values), d.Axes[k].Path, len(a.Values))
			}
		}
	}
	n := 1
	for k, a := range d.Axes {
		if kind == "grid" || k == 0 {
			n *= len(a.Values)
		}
		if n > MaxCells {
			return nil, fmt.Errorf("these values make more than %d points; take fewer, or --design lhs with --points", MaxCells)
		}
	}
	for i := range n {
		p := make([]string, len(axes))
		for k, rest := len(axes)-1, i; k >= 0; k-- { // the last axis runs fastest
			a := d.Axes[k]
			if kind == "list" {
				p[k] = a.Values[i]
				continue
			}
			p[k], rest = a.Values[rest%len(a.Values)], rest/len(a.Values)
		}
		d.Points = append(d.Points, p)
	}
	return d, nil
}

// number writes a value without the last digits that arithmetic leaves.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

// spread is an order of n cells in which any beginning lies evenly over all: the numbers below n by their reversed bits (van der Corput 1935).
func spread(n int) []int {
	width := 0
	for 1<<width < n {
		width++
	}
	order := make([]int, 0, n)
	for i := range 1 << width {
		at := 0
		for b := range width {
			at |= i >> b & 1 << (width - 1 - b)
		}
		if at < n {
			order = append(order, at)
		}
	}
	return order
}
