package stats_test

import (
	"fmt"

	"parley/sim/results"
	"parley/sim/stats"
)

// Four intervals of 3 in 100. None reaches below 0, as the normal approximation does.
func ExampleWilson() {
	for _, i := range []stats.Interval{stats.Wilson(3, 100, 0.95), stats.ClopperPearson(3, 100, 0.95), stats.Jeffreys(3, 100, 0.95)} {
		fmt.Printf("%.4f to %.4f\n", i.Low, i.High)
	}
	// Output:
	// 0.0103 to 0.0845
	// 0.0062 to 0.0852
	// 0.0085 to 0.0779
}

// Shares of three endings, with intervals that hold all at once in 95 of 100 samples: wider than one by one.
func ExampleGoodman() {
	counts := []int64{25, 35, 40}
	for k, i := range stats.Goodman(counts, 0.95) {
		one := stats.Wilson(counts[k], 100, 0.95)
		fmt.Printf("%.2f to %.2f, alone %.2f to %.2f\n", i.Low, i.High, one.Low, one.High)
	}
	// Output:
	// 0.16 to 0.37, alone 0.18 to 0.34
	// 0.25 to 0.47, alone 0.26 to 0.45
	// 0.29 to 0.52, alone 0.31 to 0.50
}

// The median of 20 months to a deal, with the ranks that hold it in at least 95 of 100 samples.
func ExampleQuantileInterval() {
	months := make([]float64, 20)
	for i := range months {
		months[i] = float64(i + 1)
	}
	low, high, _ := stats.OrderInterval(len(months), 0.5, 0.95)
	i, _ := stats.QuantileInterval(months, 0.5, 0.95)
	fmt.Printf("ranks %d and %d, %.0f to %.0f months\n", low, high, i.Low, i.High)
	// Output: ranks 6 and 15, 6 to 15 months
}

// Option and baseline on the same draws: of 1,000 runs 60 gain a deal and 20 lose it. The 920 that stay as they were add nothing to the doubt.
func ExamplePaired() {
	var table [6]results.Endings // by ending under the baseline, then under the option
	table[0][0], table[3][3] = 300, 620
	table[3][0], table[0][3] = 60, 20
	d := stats.Paired(table, stats.AnyDeal, 0.95)
	fmt.Printf("%.1f points, %.1f to %.1f\n", 100*d.Mean, 100*d.Low, 100*d.High)
	// Output: 4.0 points, 2.2 to 5.7
}

// Ten sets of assumptions with 100 runs each. Runs of a set have their draw in common, so the interval of as many independent runs is far too narrow.
func ExampleClustered() {
	var sets []results.Count
	for i := range int64(10) {
		sets = append(sets, results.Count{K: 5 + 10*i, N: 100})
	}
	c := stats.Clustered(sets, 0.95)
	fmt.Printf("%.2f, %.2f to %.2f; naive %.2f to %.2f; one run counts as 1/%.0f\n", c.Share, c.Low, c.High, c.Naive.Low, c.Naive.High, c.Effect)
	// Output: 0.50, 0.28 to 0.72; naive 0.47 to 0.53; one run counts as 1/37
}

// Half the sets give a deal in every fifth run, half in four of five: the range across assumptions is that, with the luck of 100 runs each taken out.
func ExampleAcrossSets() {
	sets := &results.Sets{}
	for i := range 100 {
		k := int64(20)
		if i%2 == 1 {
			k = 80
		}
		sets.Endings = append(sets.Endings, results.Endings{k, 0, 0, 100 - k, 0, 0})
	}
	b := stats.AcrossSets(sets, stats.AnyDeal)
	fmt.Printf("10 to 90 %%: %.2f to %.2f; of the variance of one run %.2f are ignorance, %.2f luck\n", b.Low, b.High, b.Ignorance, b.Luck)
	// Output: 10 to 90 %: 0.20 to 0.80; of the variance of one run 0.36 are ignorance, 0.64 luck
}

// A rule stops at checkpoints alone, when every interval that it watches is narrow enough, so that where it stops depends on nothing else.
func ExampleStoppingRule() {
	rule := stats.StoppingRule{Half: 0.01, Cap: 100_000}
	n := int64(0)
	for {
		n = rule.Next(n)
		deals := n / 4 // what the runs gave
		if rule.Done(n, stats.Wilson(deals, n, 0.95)) {
			break
		}
	}
	fmt.Println(n, stats.RunsFor(0.25, 0.01, 0.95))
	// Output: 8192 7201
}
