package dist

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"sort"
	"testing"
)

// sampled draws pairs from a copula of two quantities.
func sampled(t *testing.T, r float64, freedom, n int) (x, y []float64) {
	t.Helper()
	c, _, err := NewCopula([][]float64{{1, r}, {r, 1}}, freedom)
	if err != nil {
		t.Fatal(err)
	}
	g := rand.New(rand.NewPCG(7, uint64(freedom)))
	extra := make([]float64, c.Extra())
	for range n {
		u := []float64{g.Float64() + 1e-18, g.Float64() + 1e-18}
		for i := range extra {
			extra[i] = g.Float64() + 1e-18
		}
		c.Join(u, extra)
		x, y = append(x, u[0]), append(y, u[1])
	}
	return x, y
}

// Spearman's rho of copula samples: both are uniform, so it is 12 E[uv] - 3.
func spearman(x, y []float64) float64 {
	s := 0.0
	for i := range x {
		s += (x[i] - 0.5) * (y[i] - 0.5)
	}
	return 12 * s / float64(len(x))
}

// Spearman's rho comes out as it was asked for: Gaussian copula 6/pi asin(r/2) (Pearson 1907), t copula by our conversion. Kendall's tau is
// 2/pi asin(r) for both (Lindskog, McNeil & Schmock 2003), and a quarter of the plane holds 1/4 + asin(r)/(2 pi) (Sheppard 1899): for r = 1/2
// a third.
func TestCopula_identities(t *testing.T) {
	n := 200000
	for _, freedom := range []int{0, 3, 8} {
		for _, s := range []float64{-0.8, 0.3, 0.6} {
			r := ScoreCorrelation(s, freedom)
			if freedom == 0 && math.Abs(6/math.Pi*math.Asin(r/2)-s) > 1e-6 {
				t.Errorf("s = %v: score correlation %v", s, r)
			}
			x, y := sampled(t, r, freedom, n)
			if got := spearman(x, y); math.Abs(got-s) > 0.008 {
				t.Errorf("freedom %d: asked for %v, Spearman's rho is %.4f", freedom, s, got)
			}
			concordant := 0.0
			for i := 0; i+1 < n; i += 2 {
				if (x[i]-x[i+1])*(y[i]-y[i+1]) > 0 {
					concordant++
				}
			}
			if tau, want := 2*concordant/float64(n/2)-1, 2/math.Pi*math.Asin(r); math.Abs(tau-want) > 0.012 {
				t.Errorf("freedom %d, r %v: Kendall's tau %.4f, want %.4f", freedom, r, tau, want)
			}
			quarter := 0.0
			for i := range x {
				if x[i] < 0.5 && y[i] < 0.5 {
					quarter++
				}
			}
			if got, want := quarter/float64(n), 0.25+math.Asin(r)/(2*math.Pi); math.Abs(got-want) > 0.005 {
				t.Errorf("freedom %d, r %v: a quarter holds %.4f, want %.4f", freedom, r, got, want)
			}
			for name, v := range map[string][]float64{"first": x, "second": y} { // marginals stay uniform: Kolmogorov's distance
				sort.Float64s(v)
				worst := 0.0
				for i, u := range v {
					worst = max(worst, math.Abs(u-(float64(i)+0.5)/float64(n)))
				}
				if worst*math.Sqrt(float64(n)) > 1.95 { // 0.1 %
					t.Errorf("freedom %d: the %s is not uniform (%.2f)", freedom, name, worst*math.Sqrt(float64(n)))
				}
			}
		}
	}
}

// Tail dependence of the t copula, 2 T(-sqrt((nu+1)(1-r)/(1+r))) with nu+1 degrees of freedom (Demarta & McNeil 2005, eq. 4): for nu = 3, r = 0.5 it is
// 0.312. A Gaussian copula has none; at the 0.999 quantile it still shows some.
func TestCopula_commonExtremes(t *testing.T) {
	far := func(freedom int) float64 {
		x, y := sampled(t, 0.5, freedom, 1_000_000)
		k := 0.0
		for i := range x {
			if x[i] > 0.999 && y[i] > 0.999 {
				k++
			}
		}
		return k / 1000
	}
	if got := far(3); math.Abs(got-0.33) > 0.07 {
		t.Errorf("t copula: %.3f of extremes are common", got)
	}
	if got := far(0); got > 0.17 {
		t.Errorf("Gaussian copula: %.3f of extremes are common", got)
	}
}

func TestNewCopula_contradictions(t *testing.T) {
	matrix := func(a, b, c float64) [][]float64 { return [][]float64{{1, a, b}, {a, 1, c}, {b, c, 1}} }
	for _, c := range []struct {
		m  [][]float64
		ok bool
	}{{matrix(0.9, 0.9, 0.7), true}, {matrix(0.9, 0.9, 0.6), false}, {matrix(1, 1, 1), true}, {matrix(1, 0.5, 0.5), true}, {matrix(1, 0.5, 0.4), false}, {matrix(-0.5, -0.5, -0.5), true}, {matrix(-0.6, -0.6, -0.6), false}} {
		if _, at, err := NewCopula(c.m, 0); (err == nil) != c.ok || err != nil && at != 2 {
			t.Errorf("%v: place %d, error %v", c.m, at, err)
		}
	}
	if _, _, err := NewCopula(matrix(0, 0, 0), 2); err == nil {
		t.Error("two degrees of freedom were taken")
	}
}

// The same bits on every machine: .ci runs this on amd64 (v1 and v3) and arm64; a change of the hash changes numbers.
func TestCopula_sameBitsEverywhere(t *testing.T) {
	hash := sha256.New()
	var word [8]byte
	for _, freedom := range []int{0, 3, 10} {
		r := ScoreCorrelation(0.6, freedom)
		c, _, err := NewCopula([][]float64{{1, r, -0.2}, {r, 1, 0.3}, {-0.2, 0.3, 1}}, freedom)
		if err != nil {
			t.Fatal(err)
		}
		extra := make([]float64, c.Extra())
		at := uint64(freedom)
		next := func() float64 {
			at++
			return (float64(at*0x9E3779B97F4A7C15>>12) + 0.5) * 0x1p-52
		}
		for range 2000 {
			u := []float64{next(), next(), next()}
			for i := range extra {
				extra[i] = next()
			}
			c.Join(u, extra)
			for _, x := range u {
				binary.LittleEndian.PutUint64(word[:], math.Float64bits(x))
				hash.Write(word[:])
			}
		}
	}
	const want = "8e26f6af595504a3"
	if got := hex.EncodeToString(hash.Sum(nil))[:16]; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}
