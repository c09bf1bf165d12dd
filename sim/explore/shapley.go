package explore

import (
	"errors"
	"fmt"
	"math"
	"math/bits"

	"gonum.org/v1/gonum/mat"

	"parley/sim/portable"
)

// MostGroups bounds Shapley effects: every subset of the groups is looked at, 4,096 of twelve.
const MostGroups = 12

// Effects of one group of inputs on the variance of an outcome. All are shares of the whole variance, luck included.
type GroupEffect struct {
	Shapley float64 // its fair part: over all orders, the mean of what it adds. They sum to what all groups explain together
	Alone   float64 // what it explains when nothing else is known
	Last    float64 // what it adds when all others are known
	// Proxy: it goes with the outcome but adds nothing beside the others: it stands for an input it is correlated with.
	Proxy bool
}

// ShapleyOf turns the variance explained by every subset of k groups (bit i of the index is group i; the empty one 0) into effects. A group is a proxy
// when it adds less than noise beside the others and more than three times that on the whole. Source: Shapley 1953; Owen 2014.
func ShapleyOf(k int, explained func(subset int) float64, noise float64) []GroupEffect {
	all := 1<<k - 1
	// |J|! (k-1-|J|)! / k!
	weight := make([]float64, k)
	for j := range weight {
		weight[j] = 1 / float64(k)
		for i := range j { // over binomial(k-1, j)
			weight[j] *= float64(i+1) / float64(k-1-i)
		}
	}
	out := make([]GroupEffect, k)
	for i := range out {
		e := &out[i]
		for subset := 0; subset <= all; subset++ {
			if subset>>i&1 == 0 {
				e.Shapley += weight[bits.OnesCount(uint(subset))] * (explained(subset|1<<i) - explained(subset))
			}
		}
		e.Alone = explained(1 << i)
		e.Last = explained(all) - explained(all&^(1<<i))
		e.Proxy = e.Last < noise && e.Shapley > 3*noise
	}
	return out
}

// ShapleyFromRuns estimates Shapley effects of groups of inputs from runs that exist already, correlated or not. What a subset explains is the
// adjusted R² of a regression of the outcome on, for each of its inputs, the first two Hermite polynomials of the input's normal score and, for
// each pair of its groups, the product of their fitted parts, and what products of two inputs add that stand out from chance (within a group and
// between two): exact for models of that form, otherwise what such a model catches; the rest (1 less the sum) is luck and what it misses, such as
// vetoes that act only three and more together. group gives the group of each input, from 0. noise is the size of explained share
// below which nothing is to be said. Sources: Lindeman, Merenda & Gold 1980; Owen & Prieur 2017 for dependent inputs.
func ShapleyFromRuns(n int, inputs []Input, group []int, y func(run int) float64) (effects []GroupEffect, noise float64, err error) {
	k := 0
	for _, g := range group {
		if g < 0 {
			return nil, 0, fmt.Errorf("explore: group %d: groups count from 0", g)
		}
		k = max(k, g+1)
	}
	if k == 0 || len(group) != len(inputs) {
		return nil, 0, errors.New("explore: Shapley effects need a group for each input")
	}
	if k > MostGroups {
		return nil, 0, fmt.Errorf("explore: Shapley effects of %d groups: at most %d, since every subset of them is looked at", k, MostGroups)
	}
	var basis []column
	for i, in := range inputs {
		basis = append(basis, scores(1<<group[i], in)...)
	}
	first, err := newRegression(n, basis, y)
	if err != nil {
		return nil, 0, err
	}
	beta := first.fit(1<<k - 1)
	fitted := make([][]float32, k) // by group, its part of the fit
	for g := range fitted {
		fitted[g] = make([]float32, n)
	}
	for j, c := range basis {
		to := fitted[bits.TrailingZeros(uint(c.groups))]
		for run := range n {
			to[run] += float32(beta[j] * (c.at(run) - first.mean[j]))
		}
	}
	residual := make([]float32, n)
	for run := range residual {
		residual[run] = float32(y(run))
		for g := range fitted {
			residual[run] -= fitted[g][run]
		}
	}
	joint := map[int][]pairCoefficient{} // by the groups that have a part in it
	for _, c := range interacting(n, inputs, residual) {
		groups := 1<<group[c.a] | 1<<group[c.b]
		joint[groups] = append(joint[groups], c)
	}
	pairs := basis
	for a := range k {
		for b := range a + 1 {
			groups := 1<<a | 1<<b
			if a != b {
				pairs = append(pairs, column{groups, func(run int) float64 { return float64(fitted[a][run]) * float64(fitted[b][run]) }})
			}
			if found := joint[groups]; found != nil {
				pairs = append(pairs, column{groups, func(run int) float64 {
					sum := 0.0
					for _, c := range found {
						sum += c.beta * normalScore(inputs[c.a].U(run)) * normalScore(inputs[c.b].U(run))
					}
					return sum
				}})
			}
		}
	}
	r := first.extend(pairs, y)
	explained := make([]float64, 1<<k)
	for subset := 1; subset < 1<<k; subset++ {
		explained[subset] = r.explained(subset)
	}
	noise = 4 * math.Sqrt(2*float64(len(pairs))) / float64(n) // four standard deviations of R² of idle columns
	return ShapleyOf(k, func(s int) float64 { return explained[s] }, noise), noise, nil
}

// scores are the columns of an input: its normal score and the square of that.
func scores(groups int, in Input) []column {
	return []column{{groups, func(run int) float64 { return normalScore(in.U(run)) }},
		{groups, func(run int) float64 { z := normalScore(in.U(run)); return z*z - 1 }}}
}

func normalScore(u float64) float64 { return portable.NormalQuantile(u) }

// column is one regressor: usable when all its groups are.
type column struct {
	groups int
	at     func(run int) float64
}

// regression holds the sums of squares and products of columns and outcome.
type regression struct {
	n       int
	columns []column
	mean    []float64
	gram    *mat.SymDense // of centred columns
	moment  []float64     // with the outcome
	total   float64
}

func newRegression(n int, columns []column, y func(run int) float64) (*regression, error) {
	if n <= 2*len(columns)+2 {
		return nil, fmt.Errorf("%d runs are too few for a regression on %d columns", n, len(columns))
	}
	r := &regression{n: n}
	return r.extend(columns, y), nil
}

// extend is the regression on more columns.
func (r *regression) extend(columns []column, y func(run int) float64) *regression {
	p := len(columns)
	e := &regression{n: r.n, columns: columns, mean: make([]float64, p), gram: mat.NewSymDense(p, nil), moment: make([]float64, p)}
	const block = 1024
	rows := mat.NewDense(block, p, nil)
	sum := mat.NewSymDense(p, nil)
	moment, mean := make([]float64, p), make([]float64, p)
	total, sumY := 0.0, 0.0
	origin := y(0)
	for from := 0; from < r.n; from += block {
		size := min(block, r.n-from)
		part := rows.Slice(0, size, 0, p).(*mat.Dense)
		for i := range size {
			d := y(from+i) - origin
			sumY += d
			total += d * d
			row := part.RawRowView(i)
			for j, c := range columns {
				x := c.at(from + i)
				row[j] = x
				mean[j] += x
				moment[j] += x * d
			}
		}
		sum.SymRankK(sum, 1, part.T())
	}
	n := float64(r.n)
	e.total = total - sumY*sumY/n
	for a := range p {
		e.mean[a] = mean[a] / n
		e.moment[a] = moment[a] - mean[a]*sumY/n
		for b := range a + 1 {
			e.gram.SetSym(a, b, sum.At(a, b)-mean[a]*mean[b]/n)
		}
	}
	return e
}

// usable are the columns of a subset of groups.
func (r *regression) usable(subset int) (at []int) {
	for j, c := range r.columns {
		if c.groups&^subset == 0 {
			at = append(at, j)
		}
	}
	return at
}

// fit gives the coefficients of a subset's columns, 0 for others.
func (r *regression) fit(subset int) []float64 {
	at := r.usable(subset)
	out := make([]float64, len(r.columns))
	x, ok := r.solve(at)
	if !ok {
		return out
	}
	for i, j := range at {
		out[j] = x.AtVec(i)
	}
	return out
}

func (r *regression) solve(at []int) (*mat.VecDense, bool) {
	p := len(at)
	if p == 0 {
		return nil, false
	}
	g, m := mat.NewSymDense(p, nil), mat.NewVecDense(p, nil)
	for i, a := range at {
		m.SetVec(i, r.moment[a])
		for k := range i + 1 {
			v := r.gram.At(a, at[k])
			if i == k { // a ridge of 1e-9 keeps columns that copy each other from breaking it
				v = v*(1+1e-9) + 1e-12
			}
			g.SetSym(i, k, v)
		}
	}
	var c mat.Cholesky
	if !c.Factorize(g) {
		return nil, false
	}
	x := mat.NewVecDense(p, nil)
	if err := c.SolveVecTo(x, m); err != nil {
		var condition mat.Condition
		if !errors.As(err, &condition) {
			return nil, false
		}
	}
	return x, true
}

// explained is the adjusted R² of a subset of groups.
func (r *regression) explained(subset int) float64 {
	at := r.usable(subset)
	x, ok := r.solve(at)
	if !ok || r.total <= 0 {
		return 0
	}
	sum := 0.0
	for i, j := range at {
		sum += x.AtVec(i) * r.moment[j]
	}
	free := float64(r.n - 1)
	return 1 - (1-sum/r.total)*free/(free-float64(len(at)))
}
