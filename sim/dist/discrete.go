package dist

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// discrete takes one of a few values, in rising order.
type discrete struct {
	values  []float64
	weights []float64
	below   []float64 // sum of the weights up to and with each value; the last is 1
	names   []string  // by value, nil for numbers
}

// weightsRoom is how far weights may miss 1: thirds written with ten digits pass, with two they do not.
const weightsRoom = 1e-9

func readDiscrete(r *reader) (Dist, *Error) {
	if len(r.args) == 0 {
		return nil, at(r.name, Malformed, "for example "+r.form.Example, "discrete takes weights with values")
	}
	type item struct{ weight, value float64 }
	var items []item
	sum := 0.0
	seen := map[float64]bool{}
	for _, w := range r.args {
		colon := strings.IndexByte(w.text, ':')
		if colon < 0 {
			return nil, at(w, Malformed, "write weight:value, for example 0.25:"+w.text, "%q has no weight", w.text)
		}
		weightWord := word{w.text[:colon], w.offset}
		valueWord := word{w.text[colon+1:], w.offset + colon + 1}
		if valueWord.text == "" || weightWord.text == "" {
			return nil, at(w, Malformed, "write weight:value without blanks, for example 0.25:1", "%q is half of a weight and its value", w.text)
		}
		weight, err := number(weightWord)
		if err != nil {
			if _, err := r.level(weightWord); err == nil {
				return nil, at(w, Malformed, "write "+valueWord.text+":"+weightWord.text, "the weight comes first")
			}
			return nil, err
		}
		if weight < 0 {
			return nil, at(weightWord, Impossible, "", "a weight cannot be negative")
		}
		value, err := r.level(valueWord)
		if err != nil {
			return nil, err
		}
		if seen[value] {
			return nil, at(valueWord, Impossible, "add up its weights", "the value %s occurs twice", valueWord.text)
		}
		seen[value] = true
		sum += weight
		items = append(items, item{weight, value})
	}
	if math.Abs(sum-1) > weightsRoom {
		weights := make([]float64, len(items))
		for i, it := range items {
			weights[i] = it.weight
		}
		return nil, across(r.args, Impossible, proportions(weights, sum), "the weights add up to %s, not to 1", strconv.FormatFloat(sum, 'g', 10, 64))
	}
	sort.Slice(items, func(i, j int) bool { return items[i].value < items[j].value })
	d := discrete{}
	total := 0.0
	for _, it := range items {
		total += it.weight
		d.values = append(d.values, it.value)
		d.weights = append(d.weights, it.weight)
		d.below = append(d.below, total)
		if r.levels != nil {
			d.names = append(d.names, r.levels[int(it.value)])
		}
	}
	// What is left of rounding goes to the last value that can occur, and nothing to those behind it.
	for i := len(d.below) - 1; i >= 0; i-- {
		d.below[i] = 1
		if d.weights[i] > 0 {
			break
		}
	}
	return d, nil
}

// proportions is the hint for weights that do not add up to 1.
func proportions(weights []float64, sum float64) string {
	if !(sum > 0) {
		return ""
	}
	shares := make([]string, len(weights))
	for i, w := range weights {
		shares[i] = strconv.FormatFloat(w/sum, 'g', 4, 64)
	}
	return "in these proportions they would be " + strings.Join(shares, ", ")
}

// Quantile is the first value at which the sum of weights exceeds u; a value of weight 0 never comes.
func (d discrete) Quantile(u float64) float64 {
	if u != u {
		return u
	}
	for i, p := range d.below {
		if u < p {
			return d.values[i]
		}
	}
	_, hi := d.Support()
	return hi
}

func (d discrete) CDF(x float64) float64 {
	p := 0.0
	for i, v := range d.values {
		if v <= x {
			p = d.below[i]
		}
	}
	return p
}

// Support runs over the values that can occur.
func (d discrete) Support() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for i, v := range d.values {
		if d.weights[i] > 0 {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	return lo, hi
}

func (d discrete) Mean() float64 {
	sum := 0.0
	for i, v := range d.values {
		sum += float64(v * d.weights[i])
	}
	return sum
}

func (d discrete) Fixed() bool {
	lo, hi := d.Support()
	return lo == hi
}

func (d discrete) String() string {
	var b strings.Builder
	b.WriteString("discrete")
	for i, v := range d.values {
		name := spec("", v)
		if d.names != nil {
			name = d.names[i]
		}
		fmt.Fprintf(&b, " %s:%s", spec("", d.weights[i]), name)
	}
	return b.String()
}
