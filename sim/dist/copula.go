package dist

import (
	"fmt"
	"math"

	"parley/sim/portable"
)

// Copula joins quantities that are drawn at independent probabilities, so that they go together: with the normal scores' correlations of a
// Gaussian copula, or with those and common extremes of a t copula. Distributions of single quantities stay as they are.
// Sources: Nelsen 2006; Demarta & McNeil 2005 for the t copula.
type Copula struct {
	root    [][]float64 // lower triangle: score = root · independent score
	freedom int         // degrees of freedom of a t copula, 0 for a Gaussian one
	student shape
}

// Degrees of freedom that a t copula may have: fewer have no variance, more are a Gaussian copula.
const (
	LeastFreedom    = 3
	GreatestFreedom = 60
)

// NewCopula prepares a copula of the given correlation matrix of scores; freedom is 0 for a Gaussian copula. The matrix must be positive semidefinite:
// at is the place in it where it is not.
func NewCopula(correlation [][]float64, freedom int) (c *Copula, at int, err error) {
	if freedom != 0 && (freedom < LeastFreedom || freedom > GreatestFreedom) {
		return nil, 0, fmt.Errorf("a t copula has %d to %d degrees of freedom, not %d", LeastFreedom, GreatestFreedom, freedom)
	}
	c = &Copula{freedom: freedom}
	if freedom > 0 {
		c.student = newShape(float64(freedom)/2, 0.5)
	}
	for i, row := range correlation {
		c.root = append(c.root, make([]float64, i+1))
		for j := range i + 1 {
			sum := row[j]
			for k := range j {
				sum -= float64(c.root[i][k] * c.root[j][k])
			}
			switch {
			case i == j && sum < -singular:
				return nil, i, fmt.Errorf("the correlations contradict each other")
			case i == j:
				c.root[i][i] = math.Sqrt(max(0, sum))
			case c.root[j][j] > math.Sqrt(singular):
				c.root[i][j] = sum / c.root[j][j]
			case math.Abs(sum) > math.Sqrt(singular):
				return nil, i, fmt.Errorf("the correlations contradict each other")
			}
		}
	}
	return c, 0, nil
}

// singular is how far below 0 rounding may leave a pivot of a matrix whose quantities determine each other.
const singular = 1e-9

// Size is the number of quantities joined; Extra the number of further independent probabilities that Join needs.
func (c *Copula) Size() int  { return len(c.root) }
func (c *Copula) Extra() int { return c.freedom }

// Join turns independent probabilities into joined ones, in place. extra holds further independent ones, as many as Extra says. It is the same
// bits everywhere.
func (c *Copula) Join(u, extra []float64) {
	for i := range u {
		u[i] = portable.NormalQuantile(u[i])
	}
	for i := len(u) - 1; i >= 0; i-- {
		z := 0.0
		for j, r := range c.root[i] {
			z += float64(r * u[j])
		}
		u[i] = z
	}
	if c.freedom == 0 {
		for i, z := range u {
			u[i] = inside(portable.NormalCDF(z))
		}
		return
	}
	square := 0.0
	for _, v := range extra[:c.freedom] {
		z := portable.NormalQuantile(v)
		square += float64(z * z)
	}
	spread := math.Sqrt(square / float64(c.freedom))
	for i, z := range u {
		t := z / spread
		n := float64(c.freedom)
		half := c.student.cdf(n/(n+float64(t*t))) / 2
		if t > 0 {
			half = 1 - half
		}
		u[i] = inside(half)
	}
}

// inside keeps a probability off 0 and 1, as sim/draw does.
func inside(u float64) float64 { return min(max(u, 0x1p-53), 1-0x1p-53) }

// ScoreCorrelation is the correlation of scores that gives a rank correlation (Spearman's rho) of the quantities, for a Gaussian copula (freedom 0) in
// closed form, 2 sin(pi s/6) (Pearson 1907), for a t copula by solving s = 6/pi · E asin(r W1/sqrt((W1+W2)(W1+W3))) over the mixing variables
// W = freedom/chi-square, which the same argument gives. It is rounded to six places, so that it is the same on every machine.
func ScoreCorrelation(spearman float64, freedom int) float64 {
	if freedom == 0 {
		return math.Round(2*math.Sin(math.Pi*spearman/6)*1e6) / 1e6
	}
	const nodes = 24
	a := float64(freedom) / 2
	half := dirichlet{a, -portable.Lgamma(a)} // chi-square over 2 is a gamma number
	var w [nodes]float64
	for i := range w {
		w[i] = a / half.Quantile((float64(i)+0.5)/nodes)
	}
	var ratios []float64
	for i := range w {
		for j := range w {
			for k := range j + 1 { // symmetric in the second and third
				ratios = append(ratios, w[i]/math.Sqrt((w[i]+w[j])*(w[i]+w[k])))
			}
		}
	}
	of := func(r float64) float64 {
		sum, n := 0.0, 0
		for range nodes {
			for j := range nodes {
				for k := range j + 1 {
					weight := 2.0
					if k == j {
						weight = 1
					}
					sum += weight * math.Asin(min(1, max(-1, r*ratios[n])))
					n++
				}
			}
		}
		return 6 / math.Pi * sum / (nodes * nodes * nodes)
	}
	whole := of(1) // 1 but for the rule's error
	lo, hi := -1.0, 1.0
	for range 40 {
		mid := (lo + hi) / 2
		if of(mid)/whole < spearman {
			lo = mid
		} else {
			hi = mid
		}
	}
	return math.Round((lo+hi)/2*1e6) / 1e6
}
