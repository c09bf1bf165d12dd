package ask

import (
	"context"
	"math"
	"slices"

	"parley/sim/draw"
	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// Choice is the answer to: which option is safe?
type Choice struct {
	Head
	Menu     []Option    `json:"menu"`
	Sets     int         `json:"sets"`  // sets of assumptions, the states of the world
	Reps     int         `json:"reps"`  // runs of each
	Noise    float64     `json:"noise"` // standard error of the shortfall of one option in one set, typically
	Target   float64     `json:"target"`
	Optimism float64     `json:"optimism"`
	Avoid    bool        `json:"avoid"` // the outcome is to be avoided: values are shares without it
	Tie      float64     `json:"tie"`   // options whose scores differ by less are told as tied, by whatever rule
	Criteria []Criterion `json:"criteria"`
	// MenuDependent names options nobody would choose without which the choice by minimax regret would be another.
	MenuDependent []string `json:"menu_dependent"`
}

// Option is one of the menu.
type Option struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Share   Share   `json:"share"`
	SetLow  float64 `json:"set_low"`  // 10 % quantile of its chance over sets
	SetHigh float64 `json:"set_high"` // 90 %
}

// Criterion is one rule with its scores.
type Criterion struct {
	Name   string    `json:"name"`
	Doc    string    `json:"doc"`
	Scores []float64 `json:"scores"` // by option of the menu
	Less   bool      `json:"smaller_is_better"`
	Best   []string  `json:"best"`
	Tie    float64   `json:"tie"` // scores that differ from the best by no more are tied: what was asked for, or what the number of runs leaves open
}

// sets plays every option over sets of assumptions, all on the same draws, and gives the share of the outcome by option and set. Each of the two halves
// of a set's runs is counted by itself.
func (c *Case) sets(ctx context.Context, sets, reps int) (halves [2]explore.Menu, all [][]int8, err error) {
	all, err = c.endings(ctx, c.Study.Plans, 0, int64(sets)*int64(reps), func(run int64) uint64 { return uint64(run / int64(reps)) })
	if err != nil {
		return halves, nil, err
	}
	for h := range halves {
		m := &halves[h]
		for o, endings := range all {
			m.Options = append(m.Options, c.Study.Manifest.Options[o].ID)
			value := make([]float64, sets)
			for s := range sets {
				n := 0
				for r := h; r < reps; r += 2 {
					if e := endings[s*reps+r]; e != failed {
						n++
						value[s] += yes(c.is(e))
					}
				}
				value[s] /= math.Max(1, float64(n))
			}
			m.Value = append(m.Value, value)
		}
	}
	return halves, all, nil
}

// shortfallNoise is the typical standard error of how far an option falls short of another in one set: the root mean square, over sets and pairs of
// options, of half the difference between the two halves of the set's runs.
func shortfallNoise(halves [2]explore.Menu) float64 {
	sum, n := 0.0, 0
	for a := range halves[0].Value {
		for b := range a {
			for s := range halves[0].Value[a] {
				d := (halves[0].Value[a][s] - halves[0].Value[b][s] - halves[1].Value[a][s] + halves[1].Value[b][s]) / 2
				sum += d * d
				n++
			}
		}
	}
	return math.Sqrt(sum / max(1, float64(n)))
}

// bySet counts the outcome within each set.
func (c *Case) bySet(endings []int8, sets, reps int) []results.Count {
	out := make([]results.Count, sets)
	for s := range out {
		out[s] = c.count(endings[s*reps : (s+1)*reps])
	}
	return out
}

// errOneOption is the error of questions about a choice where there is none.
var errOneOption = mistake("the scenario has one option: nothing is to be chosen; add options to it (simulate run baseline has eight)")

// resampled is how many menus of resampled runs say what the number of runs leaves open.
const resampled = 100

// resampledMenu is the menu as other runs might have shown it: the runs of each set are drawn with replacement, the same ones for all options.
func (c *Case) resampledMenu(all [][]int8, sets, reps, menu int, least bool) explore.Menu {
	s := draw.NewStream(c.Seed, draw.Play, "explore/bootstrap")
	var m explore.Menu
	for o := range all {
		m.Options, m.Value = append(m.Options, c.Study.Manifest.Options[o].ID), append(m.Value, make([]float64, sets))
	}
	taken := make([]int, reps)
	for set := range sets {
		for r := range taken {
			taken[r] = set*reps + int(s.Uniform(uint64(menu), uint64(set*reps+r))*float64(reps))
		}
		for o, endings := range all {
			n, k := 0.0, 0.0
			for _, run := range taken {
				if e := endings[run]; e != failed {
					n++
					k += yes(c.is(e) != least)
				}
			}
			m.Value[o][set] = k / math.Max(1, n)
		}
	}
	return m
}

// Robust compares options over sets of assumptions. Values of single sets are shares of reps runs and carry their noise: scores are told as tied that
// differ by no more than tie, or by what the number of runs leaves open.
func (c *Case) Robust(ctx context.Context, sets, reps int, target, optimism, tie float64, least bool) (*Choice, error) {
	if len(c.Study.Plans) < 2 {
		return nil, errOneOption
	}
	halves, all, err := c.sets(ctx, sets, reps)
	if err != nil {
		return nil, err
	}
	noise := shortfallNoise(halves)
	m := halves[0]
	for o := range m.Value {
		for s := range m.Value[o] {
			m.Value[o][s] = (m.Value[o][s] + halves[1].Value[o][s]) / 2
			if least { // an outcome to avoid: more of it is worse
				m.Value[o][s] = 1 - m.Value[o][s]
			}
		}
	}
	a := &Choice{Head: c.head("robust"), Sets: sets, Reps: reps, Target: target, Optimism: optimism, Avoid: least, Tie: tie, Noise: noise}
	a.Runs = int64(sets) * int64(reps)
	for o, v := range m.Value {
		sorted := slices.Clone(v)
		slices.Sort(sorted)
		q := stats.Quantiles(sorted, 0.1, 0.9)
		share := shareOf(c.count(all[o]))
		k := stats.Clustered(c.bySet(all[o], sets, reps), stats.Level) // runs of a set have their draw in common
		share.Low, share.High = k.Low, k.High
		a.Menu = append(a.Menu, Option{m.Options[o], c.title(o), share, q[0], q[1]})
	}
	criteria, err := explore.RobustOf(m, target, optimism, a.Tie, resampled, func(menu int) explore.Menu { return c.resampledMenu(all, sets, reps, menu, least) })
	if err != nil {
		return nil, err
	}
	for _, k := range criteria {
		one := Criterion{Name: k.Name, Doc: k.Doc, Scores: k.Score, Less: k.Less, Tie: k.Tie}
		for _, o := range k.Best {
			one.Best = append(one.Best, m.Options[o])
		}
		a.Criteria = append(a.Criteria, one)
	}
	a.MenuDependent = append([]string{}, explore.MenuDependent(m, criteria[1].Tie)...)
	return a, nil
}
