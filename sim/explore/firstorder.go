package explore

// FirstOrder is the first-order index of an input from runs that exist already: the share of the outcome's variance that lies between
// the means of equal bins of the input, less what chance alone would put there. With few bins it is the share that those steps
// explain, which is below the index itself; with many it comes up to it. It can be a little below zero for an idle input: that is
// noise, and cutting it off would bias sums of indices. Source: Saltelli et al. 2008, section 1.2 (variance of conditional means);
// the correction is that of omega squared (Hays 1963).
func FirstOrder(n, bins int, u func(run int) float64, y func(run int) float64) float64 {
	count := make([]float64, bins)
	sum := make([]float64, bins)
	total, first := 0.0, y(0)
	for i := range n {
		b := min(bins-1, int(u(i)*float64(bins)))
		d := y(i) - first // keeps digits when the spread is small beside the mean
		count[b]++
		sum[b] += d
		total += d
	}
	mean := total / float64(n)
	all, between, used := 0.0, 0.0, 0.0
	for i := range n {
		d := y(i) - first - mean
		all += d * d
	}
	if all == 0 {
		return 0
	}
	for b := range bins {
		if count[b] > 0 {
			d := sum[b]/count[b] - mean
			between += count[b] * d * d
			used++
		}
	}
	within := (all - between) / (float64(n) - used)
	return (between - (used-1)*within) / (all + within)
}
