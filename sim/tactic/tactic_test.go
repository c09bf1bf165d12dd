package tactic

import (
	"math"
	"testing"
)

// Faratin, Sierra & Jennings 1998: k = .1, beta = 1, t = .5 gives .55 and .316228 (sqrt of .1). At t = 1 everything is conceded, at
// t = 0 the share k; a boulware agent is below a linear one, a conceder above.
func TestTimeDependent(t *testing.T) {
	if a, b := Polynomial(0.1, 1, 0.5), Exponential(0.1, 1, 0.5); math.Abs(a-0.55) > 1e-12 || math.Abs(b-0.316228) > 1e-6 {
		t.Errorf("polynomial %v, exponential %v, published .55 and .316228", a, b)
	}
	for _, f := range []func(k, beta, t float64) float64{Polynomial, Exponential} {
		for _, beta := range []float64{0.2, 1, 5} {
			if a, b := f(0.1, beta, 0), f(0.1, beta, 1); math.Abs(a-0.1) > 1e-12 || math.Abs(b-1) > 1e-12 {
				t.Errorf("beta %v: %v at the start and %v at the end", beta, a, b)
			}
		}
		if !(f(0.1, 0.2, 0.5) < f(0.1, 1, 0.5) && f(0.1, 1, 0.5) < f(0.1, 5, 0.5)) {
			t.Error("boulware, linear and conceder are not in this order")
		}
	}
}

// By hand: the other side went from 1 to 0.8 to 0.6.
func TestBehaviourDependent(t *testing.T) {
	theirs := []float64{1, 0.8, 0.6}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"relative", Relative(0.9, theirs), 0.9 * 0.75}, {"absolute", Absolute(0.9, theirs, 0), 0.7}, {"absolute with noise", Absolute(0.9, theirs, -0.05), 0.65},
		{"averaged over 2", Averaged(0.9, theirs, 2), 0.9 * 0.6}, {"averaged over 1", Averaged(0.9, theirs, 1), 0.9 * 0.75},
		{"nothing seen", Relative(0.9, theirs[:1]), 0.9}, {"nobody goes below nothing", Absolute(0.1, theirs, 0), 0}, {"mixture", Mixture(0.25, 1, 0.2), 0.4},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s: %v, by hand %v", c.name, c.got, c.want)
		}
	}
}
