package dist

import (
	"math"

	"parley/sim/portable"
)

// Rank correlations of quantities whose values tie. Two quantities joined by a copula show the rank correlation of its scores only where both are
// continuous: ties take away from it, unequally in the two directions.

// RankScore is the correlation of scores with which two quantities show a rank correlation (Spearman's rho, tied values at the middle of their ranks),
// for a Gaussian copula (freedom 0) or a t copula. low and high are the least and the greatest rank correlation they can show; ok is
// false where what is asked for lies beyond, or where a quantity has one value only. For continuous quantities it is ScoreCorrelation and -1 to 1;
// else the covariance of ranks is a sum over pairs of steps, whose joint chance grows with the correlation of scores as the density does: from
// that of quantities in opposite order up to what is asked for. The score is rounded to six places. Sources: Kendall 1970, section 3.4, for
// ties; Plackett 1954 for the normal, Dunnett & Sobel 1954 for the t distribution.
func RankScore(a, b Dist, spearman float64, freedom int) (score, low, high float64, ok bool) {
	ra, rb := stepsOf(a), stepsOf(b)
	switch {
	case !ra.ties && !rb.ties:
		return ScoreCorrelation(spearman, freedom), -1, 1, math.Abs(spearman) <= 1
	case ra.spread == 0 || rb.spread == 0:
		return 0, 0, 0, false
	}
	scale := ra.spread * rb.spread
	for i, u := range ra.at {
		for j, v := range rb.at {
			step, apart := float64(ra.rise[i]*rb.rise[j])/scale, float64((1-u)*(1-v))
			low += float64(step * (max(0, 1-u-v) - apart))
			high += float64(step * (min(1-u, 1-v) - apart))
		}
	}
	const room = 1e-6
	if !(spearman >= low-room && spearman <= high+room) {
		return 0, low, high, false
	}
	const steps = 400 // of the angle whose sine is the correlation
	grown := make([]float64, steps+1)
	for k := range steps {
		angle := math.Pi * ((float64(k)+0.5)/steps - 0.5)
		sine, cosine := math.Sin(angle), math.Cos(angle)
		sum := 0.0
		for i, x := range ra.score(freedom) {
			for j, y := range rb.score(freedom) {
				q := (float64(x*x) + float64(y*y) - float64(2*x*y*sine)) / (2 * cosine * cosine)
				density := 0.0
				if freedom == 0 {
					density = portable.Exp(-q)
				} else {
					density = portable.Exp(-float64(freedom) / 2 * portable.Log(1+2*q/float64(freedom)))
				}
				sum += float64(ra.rise[i] * rb.rise[j] * density)
			}
		}
		grown[k+1] = grown[k] + sum
	}
	share := (spearman - low) / (high - low) * grown[steps] // the rule's own error drops out
	k := 0
	for k < steps-1 && grown[k+1] < share {
		k++
	}
	part := 0.0
	if grown[k+1] > grown[k] {
		part = min(1, max(0, (share-grown[k])/(grown[k+1]-grown[k])))
	}
	return math.Round(math.Sin(math.Pi*((float64(k)+part)/steps-0.5))*1e6) / 1e6, low, high, true
}

// steps are the ranks of a quantity as a function of its probability: where they rise and by how much. Tied values are one step, continuous
// stretches many small ones.
type steps struct {
	at, rise []float64
	spread   float64 // standard deviation of the ranks
	ties     bool
	scores   map[int][]float64 // of at, by degrees of freedom
}

// rankGrid is how finely ties are looked for, rankCells how many steps a continuous quantity has.
const (
	rankGrid  = 4000
	rankCells = 200
)

func stepsOf(d Dist) *steps {
	s := &steps{scores: map[int][]float64{}}
	var ends []float64 // of cells, from 0 on
	value := func(i int) float64 { return d.Quantile((float64(i) + 0.5) / rankGrid) }
	for i := 0; i < rankGrid; {
		x, j := value(i), i+1
		for j < rankGrid && value(j) == x {
			j++
		}
		switch end := float64(j) / rankGrid; {
		case j > i+1: // an atom, as exactly as the distribution knows it
			s.ties = true
			before := d.CDF(math.Nextafter(x, math.Inf(-1)))
			if n := len(ends); n > 0 && before > ends[n-1] || n == 0 && before > 0 {
				ends = append(ends, before)
			}
			ends = append(ends, d.CDF(x))
		case j%(rankGrid/rankCells) == 0 && (len(ends) == 0 || end > ends[len(ends)-1]):
			ends = append(ends, end)
		}
		i = j
	}
	if n := len(ends); n == 0 || ends[n-1] < 1 {
		ends = append(ends, 1)
	}
	from, middle := 0.0, 0.0
	for i, end := range ends {
		rank := (from + end) / 2
		s.spread += float64((end - from) * (rank - 0.5) * (rank - 0.5))
		if i > 0 {
			s.at, s.rise = append(s.at, from), append(s.rise, rank-middle)
		}
		from, middle = end, rank
	}
	s.spread = math.Sqrt(s.spread)
	return s
}

// score is where the steps lie on the axis of scores.
func (s *steps) score(freedom int) []float64 {
	if have := s.scores[freedom]; have != nil {
		return have
	}
	var student shape
	if freedom > 0 {
		student = newShape(float64(freedom)/2, 0.5)
	}
	out := make([]float64, len(s.at))
	for i, u := range s.at {
		if freedom == 0 {
			out[i] = portable.NormalQuantile(u)
			continue
		}
		tail, n := min(u, 1-u), float64(freedom) // the t distribution turned round by halving
		lo, hi := 0.0, 1e6
		for hi-lo > 1e-12*(1+hi) {
			mid := (lo + hi) / 2
			if student.cdf(n/(n+float64(mid*mid)))/2 > tail {
				lo = mid
			} else {
				hi = mid
			}
		}
		if out[i] = lo; u < 0.5 {
			out[i] = -lo
		}
	}
	s.scores[freedom] = out
	return out
}
