package dist

import (
	"slices"
	"strings"
)

// empirical takes one of observed values, each as often as it was observed.
type empirical struct {
	values []float64 // rising, with repeats
	names  []string  // of each, nil for numbers
}

func readEmpirical(r *reader) (Dist, *Error) {
	if len(r.args) < 2 {
		return nil, &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Message: "empirical takes at least two observed values", Hint: "for example " + r.form.Example}
	}
	d := empirical{}
	for _, w := range r.args {
		if strings.Contains(w.text, ":") {
			return nil, at(w, Malformed, "for weights write discrete", "empirical takes values alone, each as often as it was observed")
		}
		v, err := r.level(w)
		if err != nil {
			return nil, err
		}
		d.values = append(d.values, v)
	}
	slices.Sort(d.values)
	if r.levels != nil {
		for _, v := range d.values {
			d.names = append(d.names, r.levels[int(v)])
		}
	}
	return d, nil
}

func (d empirical) Quantile(u float64) float64 {
	if u != u {
		return u
	}
	n := len(d.values)
	return d.values[min(max(int(u*float64(n)), 0), n-1)]
}

func (d empirical) CDF(x float64) float64 {
	n, _ := slices.BinarySearchFunc(d.values, x, func(v, x float64) int {
		if v <= x {
			return -1
		}
		return 1
	})
	return float64(n) / float64(len(d.values))
}

func (d empirical) Support() (lo, hi float64) { return d.values[0], d.values[len(d.values)-1] }

func (d empirical) Mean() float64 {
	sum := 0.0
	for _, v := range d.values {
		sum += v / float64(len(d.values))
	}
	lo, hi := d.Support()
	return min(max(sum, lo), hi)
}

func (d empirical) Fixed() bool { return d.values[0] == d.values[len(d.values)-1] }

func (d empirical) String() string {
	if d.names != nil {
		return "empirical " + strings.Join(d.names, " ")
	}
	return spec("empirical", d.values...)
}
