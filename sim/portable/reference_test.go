package portable

import (
	"bufio"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Distance to exact values, in units in the last place of the result, over testdata/reference.txt. The limits are
// the documented accuracy; what is reached is printed with -v.
func TestAccuracy_againstMPMath(t *testing.T) {
	limits := []struct {
		name  string
		f     func(x, y float64) float64
		limit float64 // ulp
	}{
		{"exp", func(x, _ float64) float64 { return Exp(x) }, 0.52},
		{"log", func(x, _ float64) float64 { return Log(x) }, 0.8},
		{"pow", Pow, 0.6},
		{"sigmoid", func(x, _ float64) float64 { return Sigmoid(x) }, 2},
		{"normal-cdf", func(x, _ float64) float64 { return NormalCDF(x) }, 4},
		{"normal-quantile", func(x, _ float64) float64 { return NormalQuantile(x) }, 8},
	}
	worst := map[string]float64{}
	at := map[string]string{}
	count := map[string]int{}
	for _, row := range readReference(t) {
		for _, l := range limits {
			if l.name != row.name {
				continue
			}
			got := l.f(row.x, row.y)
			off := ulps(got, row.exact)
			count[l.name]++
			if off > worst[l.name] {
				worst[l.name], at[l.name] = off, row.line
			}
		}
		if row.name == "lgamma" {
			exact, _ := row.exact.Float64()
			count["lgamma"]++
			if got := Lgamma(row.x); math.Abs(got-exact) > 1e-14+4e-16*math.Abs(exact) {
				t.Errorf("Lgamma(%v) = %v, want %v", row.x, got, exact)
			}
		}
	}
	for _, l := range limits {
		t.Logf("%-15s %d values, worst %.3f ulp: %s", l.name, count[l.name], worst[l.name], at[l.name])
		if count[l.name] < 100 {
			t.Errorf("%s: only %d reference values", l.name, count[l.name])
		}
		if !(worst[l.name] <= l.limit) {
			t.Errorf("%s: %.2f ulp off, limit %v: %s", l.name, worst[l.name], l.limit, at[l.name])
		}
	}
	if count["lgamma"] < 100 {
		t.Errorf("lgamma: only %d reference values", count["lgamma"])
	}
}

type reference struct {
	name, line string
	x, y       float64
	exact      *big.Float
}

func readReference(t *testing.T) []reference {
	f, err := os.Open("testdata/reference.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []reference
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		word := strings.Fields(lines.Text())
		if len(word) == 0 || word[0] == "#" {
			continue
		}
		row := reference{name: word[0], line: lines.Text()}
		arguments := word[1 : len(word)-1]
		for i, into := range []*float64{&row.x, &row.y}[:len(arguments)] {
			if *into, err = strconv.ParseFloat(arguments[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		if row.exact, _, err = big.ParseFloat(word[len(word)-1], 10, 120, big.ToNearestEven); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if lines.Err() != nil {
		t.Fatal(lines.Err())
	}
	return rows
}

// ulps is the distance of got from exact in units in the last place of exact.
func ulps(got float64, exact *big.Float) float64 {
	near, _ := exact.Float64()
	near = math.Abs(near)
	ulp := math.Nextafter(near, math.Inf(1)) - near
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	off := new(big.Float).SetPrec(120).SetFloat64(got)
	distance, _ := off.Sub(off, exact).Float64()
	return math.Abs(distance) / ulp
}
