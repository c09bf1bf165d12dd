package explore

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"parley/sim/stats"
)

// Menu is what may be chosen, and what each choice comes to in each state of the world; more is better.
type Menu struct {
	Options []string
	Value   [][]float64 // by option, then state
}

func (m Menu) check() error {
	if len(m.Options) == 0 || len(m.Options) != len(m.Value) || len(m.Value[0]) == 0 {
		return errors.New("a choice needs options and states")
	}
	for i, v := range m.Value {
		if len(v) != len(m.Value[0]) {
			return fmt.Errorf("option %s has %d states, %s %d", m.Options[i], len(v), m.Options[0], len(m.Value[0]))
		}
	}
	return nil
}

// Criterion is one rule of choice under doubt.
type Criterion struct {
	Name  string
	Doc   string
	Score []float64 // by option
	Less  bool      // smaller scores are better
	Best  []int     // the choice, or all that are tied
	Tie   float64   // scores that differ from the best by no more are tied
}

// Regret is by how much each option falls short of the best of the menu in each state.
func (m Menu) Regret() [][]float64 {
	out := make([][]float64, len(m.Value))
	for o := range out {
		out[o] = make([]float64, len(m.Value[o]))
		for s := range out[o] {
			best := math.Inf(-1)
			for _, v := range m.Value {
				best = max(best, v[s])
			}
			out[o][s] = best - m.Value[o][s]
		}
	}
	return out
}

// Robust scores a menu by the usual rules: maximin (Wald 1945), minimax regret (Savage 1951), the 90th percentile of regret, the share of states in which
// a target is met (Simon 1956's satisficing), Hurwicz 1951 with the weight optimism on the best state, and Laplace's equal weights. Options
// whose scores differ by no more than tie are told as tied: choose it as large as the noise of the values. Regret depends on the menu: see
// MenuDependent.
func Robust(m Menu, target, optimism, tie float64) ([]Criterion, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	regret := m.Regret()
	each := func(of [][]float64, f func(v []float64) float64) []float64 {
		var out []float64
		for _, v := range of {
			out = append(out, f(v))
		}
		return out
	}
	list := []Criterion{
		{Name: "maximin", Doc: "the best worst case", Score: each(m.Value, slices.Min[[]float64])},
		{Name: "minimax regret", Doc: "the smallest greatest shortfall from the best of the menu", Score: each(regret, slices.Max[[]float64]), Less: true},
		{Name: "regret, 90 of 100", Doc: "the shortfall that is not exceeded in 90 of 100 states", Less: true, Score: each(regret, func(v []float64) float64 {
			s := slices.Clone(v)
			slices.Sort(s)
			return stats.Quantiles(s, 0.9)[0]
		})},
		{Name: "satisficing", Doc: fmt.Sprintf("the share of states in which at least %.4g is reached", target), Score: each(m.Value, func(v []float64) float64 {
			n := 0
			for _, x := range v {
				if x >= target {
					n++
				}
			}
			return float64(n) / float64(len(v))
		})},
		{Name: "Hurwicz", Doc: fmt.Sprintf("%.4g of the best case and %.4g of the worst", optimism, 1-optimism), Score: each(m.Value, func(v []float64) float64 {
			return optimism*slices.Max(v) + (1-optimism)*slices.Min(v)
		})},
		{Name: "Laplace", Doc: "the mean over states, all equally likely", Score: each(m.Value, mean)},
	}
	for i := range list {
		list[i].choose(tie)
	}
	return list, nil
}

// choose finds the options whose scores come near enough to the best.
func (c *Criterion) choose(tie float64) {
	c.Tie, c.Best = tie, nil
	best := c.Score[c.first()]
	for o, s := range c.Score {
		if math.Abs(s-best) <= tie {
			c.Best = append(c.Best, o)
		}
	}
}

// first is the option with the best score, the earliest of equal ones.
func (c *Criterion) first() int {
	at := 0
	for o, s := range c.Score {
		if s != c.Score[at] && c.Less == (s < c.Score[at]) {
			at = o
		}
	}
	return at
}

// RobustOf is Robust for values that are estimates: again gives the menu as other runs might have shown it, such as one made of runs drawn with replacement
// from those there are, the same for all options. By each rule options are tied whose scores differ from the best by no more than tie, or by
// no more than 1.96 standard deviations of such differences over that many menus, those of the option for which they are largest. Worst cases and regrets are
// extremes of noisy values, so that single runs decide them sooner than means. Source: Efron & Tibshirani 1993, chapter 8, for the resampling.
func RobustOf(m Menu, target, optimism, tie float64, menus int, again func(menu int) Menu) ([]Criterion, error) {
	list, err := Robust(m, target, optimism, tie)
	if err != nil {
		return nil, err
	}
	sum, square := make([][]float64, len(list)), make([][]float64, len(list)) // of differences, by rule and option
	for i := range list {
		sum[i], square[i] = make([]float64, len(m.Options)), make([]float64, len(m.Options))
	}
	for k := range menus {
		other, err := Robust(again(k), target, optimism, tie)
		if err != nil {
			return nil, err
		}
		for i := range list {
			first := list[i].first()
			for o, s := range other[i].Score {
				d := s - other[i].Score[first]
				sum[i][o], square[i][o] = sum[i][o]+d, square[i][o]+d*d
			}
		}
	}
	n := float64(menus)
	for i := range list {
		widest := 0.0
		for o := range m.Options {
			widest = max(widest, square[i][o]/n-sum[i][o]/n*sum[i][o]/n)
		}
		list[i].choose(max(tie, 1.96*math.Sqrt(widest)))
	}
	return list, nil
}

func mean(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x / float64(len(v))
	}
	return s
}

// MenuDependent names the options whose removal from the menu changes the choice by minimax regret among those that remain: then the choice rests on
// an option nobody would take. Source: Chernoff 1954; French 1986, section 2.4.
func MenuDependent(m Menu, tie float64) []string {
	full, err := Robust(m, 0, 0, tie)
	if err != nil || len(m.Options) < 3 {
		return nil
	}
	chosen := full[1].Best
	var out []string
	for drop := range m.Options {
		if slices.Contains(chosen, drop) {
			continue
		}
		var rest Menu
		var at []int
		for o := range m.Options {
			if o != drop {
				rest.Options, rest.Value, at = append(rest.Options, m.Options[o]), append(rest.Value, m.Value[o]), append(at, o)
			}
		}
		c, _ := Robust(rest, 0, 0, tie)
		var again []int
		for _, o := range c[1].Best {
			again = append(again, at[o])
		}
		if !slices.Equal(again, chosen) {
			out = append(out, m.Options[drop])
		}
	}
	return out
}
