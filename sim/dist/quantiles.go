package dist

import (
	"fmt"
	"math"
	"strings"
)

// How quantiles are written and what is refused of them; metalog.go makes the distribution.

// mostPoints bounds the quantiles of a metalog: beyond it hardly any set of them has a density.
const mostPoints = 10

func readQuantiles(r *reader) (Dist, *Error) {
	if r.levels != nil {
		return nil, at(r.name, Impossible, "write one of "+strings.Join(r.levels, ", ")+", or discrete with weights",
			"%s gives numbers in between, this quantity has named levels", r.name.text)
	}
	var points []word
	var u, x, bounds []float64
	for i, w := range r.args {
		p, v, found := strings.Cut(w.text, ":")
		if !found {
			points = r.args[:i]
			for _, w := range r.args[i:] {
				b, err := number(w)
				if err != nil {
					if strings.Contains(w.text, ":") {
						return nil, at(w, Malformed, "write "+r.form.Name+" "+r.form.Args, "bounds come after all quantiles")
					}
					return nil, err
				}
				bounds = append(bounds, b)
			}
			break
		}
		points = r.args[:i+1]
		if p == "" || v == "" {
			return nil, at(w, Malformed, "write percent:value without blanks, for example 10:0.2", "%q is half of a quantile", w.text)
		}
		percent, err := number(word{strings.TrimSuffix(p, "%"), w.offset}) // 10%:0.2 is 10:0.2
		if err != nil {
			return nil, err
		}
		value, err := number(word{v, w.offset + len(p) + 1})
		if err != nil {
			return nil, err
		}
		if !(percent > 0 && percent < 100) {
			return nil, at(word{p, w.offset}, Impossible, "10:0.2 says that 10 of 100 draws lie below 0.2", "a quantile stands between 0 and 100, not at %s", p)
		}
		if percent < 0.1 || percent > 99.9 {
			return nil, at(word{p, w.offset}, Impossible, "give quantiles from 0.1 to 99.9; for the ends themselves write bounds", "the quantile %s is too far out", p)
		}
		u, x = append(u, percent), append(x, value)
	}
	switch n := len(u); {
	case n < 2:
		return nil, &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Hint: "for example " + r.form.Example, Message: "quantiles takes at least 2 of them, each as percent:value"}
	case n > mostPoints:
		return nil, across(points[mostPoints:], Impossible, "for many observations write empirical", "quantiles takes at most %d of them, not %d", mostPoints, n)
	case len(bounds) > 2:
		return nil, across(r.args[len(points)+2:], Malformed, "write "+r.form.Name+" "+r.form.Args, "quantiles takes at most two bounds")
	}
	for i := 1; i < len(u); i++ {
		if u[i] <= u[i-1] {
			return nil, across(points[i-1:i+1], Impossible, "write them from the lowest to the highest", "the quantile %s does not come after %s", points[i].text, points[i-1].text)
		}
		if x[i] <= x[i-1] {
			return nil, across(points[i-1:i+1], Impossible, "a higher quantile has a higher value", "the values of %s and %s do not rise", points[i-1].text, points[i].text)
		}
		if x[i]-x[i-1] < 1e-9*(math.Abs(x[i])+math.Abs(x[i-1])) {
			return nil, across(points[i-1:i+1], Impossible, "for a fixed value write the number alone", "%s and %s are too near to compute with", points[i-1].text, points[i].text)
		}
	}
	d := metalog{bounds: len(bounds), lo: math.Inf(-1), hi: math.Inf(1)}
	if d.bounds > 0 {
		d.lo = bounds[0]
		if x[0] <= d.lo {
			return nil, at(points[0], Impossible, "bounds are values that nothing goes beyond", "%s does not lie above the lower bound %s", points[0].text, r.args[len(points)].text)
		}
	}
	if d.bounds == 2 {
		d.hi = bounds[1]
		if x[len(x)-1] >= d.hi {
			return nil, at(points[len(points)-1], Impossible, "bounds are values that nothing goes beyond", "%s does not lie below the upper bound %s", points[len(points)-1].text, r.args[len(points)+1].text)
		}
	}
	var text strings.Builder
	text.WriteString(r.form.Name)
	y, m := make([]float64, len(u)), make([]float64, len(u))
	for i := range u {
		text.WriteString(" " + spec("", u[i]) + ":" + spec("", x[i]))
		y[i], m[i] = u[i]/100, d.score(x[i])
	}
	if d.bounds > 0 {
		text.WriteString(" " + spec("", bounds...))
	}
	d.text = text.String()
	if !d.fit(y, m) || !d.feasible() {
		hint := "move or leave out a quantile, or give the parts as a mixture"
		switch {
		case u[len(u)-1] < 1:
			hint = fmt.Sprintf("quantiles are percentages: did you mean %s:%s for %s?", spec("", 100*u[0]), spec("", x[0]), points[0].text)
		case d.bounds < 2:
			hint = "move or leave out a quantile, give bounds behind them, or give the parts as a mixture"
		}
		return nil, across(points, Impossible, hint, "no metalog has these quantiles: its density would be negative in places")
	}
	d.average = d.integral()
	return d, nil
}
