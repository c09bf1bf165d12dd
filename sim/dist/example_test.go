package dist_test

import (
	"fmt"

	"parley/sim/dist"
	"parley/sim/draw"
)

// An expert gives three quantiles; the metalog distribution runs through them.
func ExampleParse_metalog() {
	d, err := dist.Parse("quantiles 10:0.2 50:0.4 90:0.8", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, u := range []float64{0.1, 0.5, 0.9} {
		fmt.Printf("%.2f ", d.Quantile(u))
	}
	fmt.Println()
	// Output: 0.20 0.40 0.80
}

// Quantiles that no distribution has are refused, with what is wrong and where.
func ExampleParse_impossible() {
	_, err := dist.Parse("quantiles 10:0.5 50:0.4 90:0.8", nil)
	fmt.Println(err.Class)
	// Output: impossible
}

// Two camps of opinion, and what was observed: a mixture is asked like any other distribution.
func ExampleParse_mixture() {
	d, err := dist.Parse("mixture 0.75 uniform 0 1 | 0.25 uniform 3 5", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("mean %.3f, %.2f at or below 1\n", d.Mean(), d.CDF(1)) // 0.75·0.5 + 0.25·4
	e, err := dist.Parse("empirical 1 2 2 5", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("mean %.1f, %.2f at or below 2\n", e.Mean(), e.CDF(2))
	// Output:
	// mean 1.375, 0.75 at or below 1
	// mean 2.5, 0.75 at or below 2
}

// Weights that sum to one: a concentration for each, drawn as gamma numbers and divided by their sum. Their means are 0.2, 0.3 and 0.5.
func ExampleParse_dirichlet() {
	var weights []dist.Table
	for _, text := range []string{"dirichlet 2", "dirichlet 3", "dirichlet 5"} {
		d, err := dist.Parse(text, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		weights = append(weights, dist.Compile(d))
	}
	var mean [3]float64
	const n = 100_000
	for run := range uint64(n) {
		var w [3]float64
		sum := 0.0
		for i, label := range []string{"a", "b", "c"} {
			w[i] = weights[i].Quantile(draw.NewStream(1, draw.Theta, label).Uniform(run, 0))
			sum += w[i]
		}
		for i := range w {
			mean[i] += w[i] / sum / n
		}
	}
	fmt.Printf("%.2f\n", mean)
	// Output: [0.20 0.30 0.50]
}

// Two quantities with a rank correlation of 0.6, within an actor or between two: probabilities are drawn independently and joined.
func ExampleCopula() {
	r := dist.ScoreCorrelation(0.6, 0) // 2 sin(pi·0.6/6)
	c, _, err := dist.NewCopula([][]float64{{1, r}, {r, 1}}, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, b := draw.NewStream(1, draw.Theta, "a"), draw.NewStream(1, draw.Theta, "b")
	var mean, product float64
	const n = 200_000
	for i := range uint64(n) {
		u := []float64{a.Uniform(i, 0), b.Uniform(i, 0)}
		c.Join(u, nil)
		mean += (u[0] + u[1]) / 2 / n
		product += u[0] * u[1] / n
	}
	fmt.Printf("score correlation %.4f, rank correlation %.2f\n", r, 12*(product-mean*mean))
	// Output: score correlation 0.6180, rank correlation 0.60
}

// Three correlations that contradict one another: a goes with b and b with c, yet a against c.
func ExampleNewCopula_contradiction() {
	_, at, err := dist.NewCopula([][]float64{{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}, 0)
	fmt.Println(err != nil, "at quantity", at+1)
	// Output: true at quantity 3
}

// A quantity with two values cannot show any rank correlation with a continuous one, since ties take away from it, and scores must go together
// more than the ranks shall.
func ExampleRankScore() {
	flag, err := dist.Parse("discrete 0.5:0 0.5:1", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	share, err := dist.Parse("uniform 0 1", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	score, low, high, ok := dist.RankScore(flag, share, 0.5, 0)
	fmt.Printf("scores %.3f for ranks 0.5, %v; ranks from %.3f to %.3f\n", score, ok, low, high) // the root of 3/4
	_, _, _, ok = dist.RankScore(flag, share, 0.9, 0)
	fmt.Println("0.9:", ok)
	// Output:
	// scores 0.620 for ranks 0.5, true; ranks from -0.866 to 0.866
	// 0.9: false
}
