package portable

import (
	"math"
	"testing"
)

var (
	inf = math.Inf(1)
	nan = math.NaN()
)

const (
	largest  = math.MaxFloat64
	smallest = math.SmallestNonzeroFloat64
)

func same(a, b float64) bool {
	return a == b && math.Signbit(a) == math.Signbit(b) || a != a && b != b
}

// What IEEE 754-2019 part 9.2 asks of exp, log and pow, and the limits of the others.
func TestSpecialValues(t *testing.T) {
	pow := func(y float64) func(float64) float64 { return func(x float64) float64 { return Pow(x, y) } }
	for _, row := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"exp", Exp, 0, 1}, {"exp", Exp, math.Copysign(0, -1), 1}, {"exp", Exp, inf, inf}, {"exp", Exp, -inf, 0},
		{"exp", Exp, nan, nan}, {"exp", Exp, 710, inf}, {"exp", Exp, -746, 0}, {"exp", Exp, 1, math.E},
		{"exp, last finite", Exp, 709.782712893384, 0x1.fffffffffff2ap1023}, {"exp, first infinite", Exp, 709.7827128933841, inf},
		{"exp, smallest", Exp, -745.1332191019411, smallest}, {"exp, first zero", Exp, -745.1332191019412, 0},
		{"log", Log, 1, 0}, {"log", Log, 0, -inf}, {"log", Log, -1, nan}, {"log", Log, inf, inf}, {"log", Log, nan, nan},
		{"log", Log, -inf, nan}, {"log", Log, smallest, -744.4400719213812}, {"log", Log, largest, 709.782712893384},
		{"log", Log, math.E, 1},
		{"pow 0", pow(0), nan, 1}, {"pow 0", pow(0), 0, 1}, {"pow 2", pow(2), 3, 9}, {"pow 3", pow(3), 2, 8},
		{"pow -1", pow(-1), 0, inf}, {"pow 0.5", pow(0.5), 0, 0}, {"pow 0.5", pow(0.5), 4, 2}, {"pow 0.5", pow(0.5), -1, nan},
		{"pow 2", pow(2), inf, inf}, {"pow -2", pow(-2), inf, 0}, {"pow inf", pow(inf), 0.5, 0}, {"pow inf", pow(inf), 2, inf},
		{"pow -inf", pow(-inf), 0.5, inf}, {"pow nan", pow(nan), 2, nan}, {"pow nan", pow(nan), 1, 1}, {"pow 1e40", pow(1e40), 1 + 0x1p-52, inf},
		{"pow 0.5", pow(0.5), smallest, 0x1p-537}, {"pow 1000", pow(1000), 10, inf}, {"pow -1000", pow(-1000), 10, 0},
		{"pow -1074", pow(-1074), 2, smallest}, {"pow 1023", pow(1023), 2, 0x1p1023},
		{"sigmoid", Sigmoid, 0, 0.5}, {"sigmoid", Sigmoid, 37, 1}, {"sigmoid", Sigmoid, inf, 1}, {"sigmoid", Sigmoid, -inf, 0},
		{"sigmoid", Sigmoid, -710, 0}, {"sigmoid", Sigmoid, nan, nan},
		{"normal-cdf", NormalCDF, 0, 0.5}, {"normal-cdf", NormalCDF, inf, 1}, {"normal-cdf", NormalCDF, -inf, 0},
		{"normal-cdf", NormalCDF, 9, 1}, {"normal-cdf", NormalCDF, nan, nan}, {"normal-cdf", NormalCDF, -40, 0},
		{"normal-quantile", NormalQuantile, 0.5, 0}, {"normal-quantile", NormalQuantile, 0, -inf},
		{"normal-quantile", NormalQuantile, 1, inf}, {"normal-quantile", NormalQuantile, -0.1, nan},
		{"normal-quantile", NormalQuantile, 1.1, nan}, {"normal-quantile", NormalQuantile, nan, nan},
		{"lgamma", Lgamma, 0, inf}, {"lgamma", Lgamma, -1, nan}, {"lgamma", Lgamma, nan, nan}, {"lgamma", Lgamma, inf, inf},
	} {
		if got := row.f(row.x); !same(got, row.want) {
			t.Errorf("%s(%v) = %v (%x), want %v", row.name, row.x, got, got, row.want)
		}
	}
}

// Published values.
func TestNormal_publishedValues(t *testing.T) {
	for _, row := range []struct {
		f              func(float64) float64
		x, want, digit float64 // half a unit of the last digit printed
		source         string
	}{
		{NormalCDF, 1, 0.841344746068543, 5e-16, "Abramowitz & Stegun 1964, table 26.1"},
		{NormalCDF, 2, 0.977249868051821, 5e-16, "same"},
		{NormalCDF, 3, 0.998650101968370, 5e-16, "same"},
		{NormalCDF, -5, 2.866515718791939e-7, 5e-22, "Φ(-5), same table to 10 digits; digits by mpmath"},
		{NormalCDF, -10, 7.619853024160527e-24, 5e-39, "Q(10), A&S table 26.2 gives -log10 = 23.11805; digits by mpmath"},
		{NormalQuantile, 0.25, -0.6744897501960817, 5e-16, "Wichura 1988, test value of PPND16"},
		{NormalQuantile, 0.001, -3.090232306167814, 5e-15, "same"},
		{NormalQuantile, 1e-20, -9.262340089798408, 5e-15, "same"},
		{NormalQuantile, 0.975, 1.959963984540054, 5e-15, "the 95 % of two sides"},
		{NormalQuantile, 0.95, 1.644853626951473, 5e-15, "the 90 % of two sides"},
	} {
		if got := row.f(row.x); math.Abs(got-row.want) > row.digit {
			t.Errorf("at %v: got %.17g, want %.17g (%s)", row.x, got, row.want, row.source)
		}
	}
	// Factorials: Γ(n) = (n-1)!.
	factorial := 1.0
	for n := 1.0; n < 20; n++ {
		if got := Lgamma(n); math.Abs(got-math.Log(factorial)) > 2e-14 {
			t.Errorf("Lgamma(%v) = %v, want ln %v", n, got, factorial)
		}
		factorial *= n
	}
	if got, want := Lgamma(0.5), math.Log(math.Pi)/2; math.Abs(got-want) > 1e-14 {
		t.Errorf("Lgamma(1/2) = %v, want ln √π = %v", got, want)
	}
}

// Far more arguments than the exact references: the standard library as a witness, with room for its own error.
func TestAgainstMath(t *testing.T) {
	const n = 200_000
	near := func(name string, x, got, want, relative float64) {
		if math.Abs(got-want) > relative*math.Abs(want) && !same(got, want) {
			t.Fatalf("%s(%v) = %.17g, math says %.17g", name, x, got, want)
		}
	}
	for i := range n {
		u := float64(uint64(i)*0x9E3779B97F4A7C15>>11) * 0x1p-53
		v := float64(uint64(i)*0xD1342543DE82EF95>>11) * 0x1p-53
		x := 1400*u - 700
		near("Exp", x, Exp(x), math.Exp(x), 4e-16)
		near("Exp", 8*u-4, Exp(8*u-4), math.Exp(8*u-4), 4e-16)
		near("Log", x, Log(math.Exp(x)), math.Log(math.Exp(x)), 4e-16)
		near("Log", u+0.5, Log(u+0.5), math.Log(u+0.5), 4e-16)
		near("Pow", 3*v, Pow(3*v, 20*u-10), math.Pow(3*v, 20*u-10), 1e-14)
		near("Sigmoid", 80*u-40, Sigmoid(80*u-40), 1/(1+math.Exp(40-80*u)), 1e-15)
		near("NormalCDF", 10*u-5, NormalCDF(10*u-5), 0.5*math.Erfc((5-10*u)/math.Sqrt2), 1e-14)
		lgamma, _ := math.Lgamma(50 * u)
		if got := Lgamma(50 * u); math.Abs(got-lgamma) > 2e-14+1e-15*math.Abs(lgamma) {
			t.Fatalf("Lgamma(%v) = %.17g, math says %.17g", 50*u, got, lgamma)
		}
	}
}

// The quantile undoes the distribution function.
func TestNormal_inverse(t *testing.T) {
	for z := -37.0; z < 5; z += 0.01 {
		p := NormalCDF(z)
		// A step of p's last place moves z by that step over the density.
		room := 8*(math.Nextafter(p, 1)-p)/NormalDensity(z) + 4e-15*math.Abs(z) + 1e-16
		if got := NormalQuantile(p); math.Abs(got-z) > room {
			t.Errorf("quantile of Φ(%v) is %v, %g off", z, got, got-z)
		}
	}
}

// Asked together, logistic values have the bits that each has alone: over the range, beyond both ends of it, and for what is no number.
func TestSigmoids_areThoseOfOne(t *testing.T) {
	x := []float64{0, math.Copysign(0, -1), 1e-300, 708, 709, 710, -708, -709, -710, -745.2, 1e300, -1e300, math.Inf(1), math.Inf(-1), math.NaN()}
	for i := -8000; i <= 8000; i++ {
		x = append(x, 0.0917*float64(i))
	}
	want := make([]float64, len(x))
	for i, z := range x {
		want[i] = Sigmoid(z)
	}
	arguments := append([]float64(nil), x...)
	Sigmoids(x)
	for i := range x {
		if math.Float64bits(x[i]) != math.Float64bits(want[i]) && !(x[i] != x[i] && want[i] != want[i]) {
			t.Fatalf("at %v: %v together, %v alone", arguments[i], x[i], want[i])
		}
	}
}
