package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"parley/sim/results"
)

const horizon = 24

// world is a small table like that of a scenario, with rows from a generator that gives any run the same row whenever it is asked.
func world(extra int) *results.Manifest {
	m := &results.Manifest{Horizon: horizon, Options: []results.Option{{ID: "baseline"}, {ID: "other"}}}
	add := func(name string, t results.Type, lo, hi float64, levels ...string) {
		m.Columns = append(m.Columns, results.Column{Name: name, Type: t, Role: results.Metric, Lo: lo, Hi: hi, Levels: levels})
	}
	add("ending", results.Enum, 0, 6, "full-deal", "limited-deal", "blocked", "no-talks", "breakdown", "escalation")
	add("reason", results.Enum, 0, 3, "none", "veto", "no-zone")
	add("culprit", results.Enum, 0, 2, "us", "iran")
	add("ending-month", results.Int, 0, horizon+24)
	add("talks-month", results.Int, 0, horizon)
	add("text-month", results.Int, 0, horizon)
	add("force-month", results.Int, 0, horizon+24)
	add("in-force-12", results.Bool, 0, 1)
	add("surplus", results.Float, -1, 1)
	for i := range extra {
		add(fmt.Sprint("more-", i), results.Float, 0, 1)
	}
	return m
}

func rowsOf(m *results.Manifest, option int, first int64, n int) results.Block {
	b := results.Block{Option: option, First: first, N: n, Values: make([]float64, 0, n*len(m.Columns))}
	nan := math.NaN()
	for run := first; run < first+int64(n); run++ {
		r := rand.New(rand.NewPCG(uint64(run), uint64(option)))
		row := make([]float64, len(m.Columns))
		for i := range row {
			row[i] = nan
		}
		if run%997 == 5 { // a failed run: nothing is defined
			b.Values = append(b.Values, row...)
			continue
		}
		e := r.IntN(6)
		row[0], row[1], row[3] = float64(e), float64(r.IntN(3)), float64(r.IntN(horizon+10))
		if e > 1 {
			row[2] = float64(r.IntN(2))
		}
		if e != 3 {
			row[4] = float64(r.IntN(horizon))
		}
		if e < 3 {
			row[5] = float64(r.IntN(horizon))
		}
		if e < 2 {
			row[6], row[7], row[8] = float64(r.IntN(horizon+24)), float64(r.IntN(2)), 1.1*(2*r.Float64()-1) // some beyond the stated range
		}
		for i := 9; i < len(row); i++ {
			if e < 2 || i%3 == 0 {
				row[i] = r.Float64()
			}
		}
		b.Values = append(b.Values, row...)
	}
	return b
}

func accumulate(t *testing.T, m *results.Manifest, runs, chunk int) *Accumulator {
	t.Helper()
	a := NewAccumulator(m)
	for first := 0; first < runs; first += chunk {
		for o := range m.Options {
			if err := a.Add(rowsOf(m, o, int64(first), min(chunk, runs-first))); err != nil {
				t.Fatal(err)
			}
		}
	}
	return a
}

// Every field of the summary against a plain count over the rows.
func TestAccumulator_everyField(t *testing.T) {
	const runs = 5000
	m := world(2)
	a := accumulate(t, m, runs, 1024)
	rows := map[string]results.Block{"baseline": rowsOf(m, 0, 0, runs), "other": rowsOf(m, 1, 0, runs)}
	column := func(option, name string) ([]float64, error) {
		var out []float64
		for i := range runs {
			out = append(out, rows[option].Values[i*len(m.Columns)+m.Column(name)])
		}
		return out, nil
	}
	s, err := a.Summary(column)
	if err != nil {
		t.Fatal(err)
	}
	if s.Runs != runs || len(s.Options) != 2 {
		t.Fatalf("%d runs of %d options", s.Runs, len(s.Options))
	}
	for o, got := range s.Options {
		want := results.OptionSummary{ID: m.Options[o].ID, N: runs, Gates: make([]int64, 4), Reasons: map[string]map[string]int64{}, Blamed: map[string]map[string]int64{}}
		for e := range want.ByMonth {
			want.ByMonth[e] = make([]int64, horizon+1)
		}
		count := func(into map[string]map[string]int64, ending, level string) {
			if into[ending] == nil {
				into[ending] = map[string]int64{}
			}
			into[ending][level]++
		}
		for i := range runs {
			row := rows[want.ID].Values[i*len(m.Columns):]
			base := rows["baseline"].Values[i*len(m.Columns):]
			if row[0] != row[0] {
				want.Failed++
				continue
			}
			e := int(row[0])
			name := m.Columns[0].Levels[e]
			want.Endings[e]++
			want.Paired[int(base[0])][e]++
			count(want.Reasons, name, m.Columns[1].Levels[int(row[1])])
			if e > 1 {
				count(want.Blamed, name, m.Columns[2].Levels[int(row[2])])
			}
			for month := int(row[3]); month <= horizon; month++ {
				want.ByMonth[e][month]++
			}
			for g, c := range []int{4, 5, 6} {
				if row[c] == row[c] {
					want.Gates[g]++
				}
			}
			if row[7] == 1 {
				want.Gates[3]++
			}
		}
		metrics := got.Metrics
		got.Metrics = nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("option %s:\ngot  %+v\nwant %+v", want.ID, got, want)
		}
		if len(metrics) != len(m.Columns)-3 {
			t.Fatalf("%d metrics, want one for each of %d columns that are numbers", len(metrics), len(m.Columns)-3)
		}
		for _, x := range metrics {
			all, _ := column(want.ID, x.Name)
			checkMetric(t, x, SortedDefined(all))
		}
	}
}

func checkMetric(t *testing.T, x results.MetricStats, sorted []float64) {
	t.Helper()
	mean, square := 0.0, 0.0
	for _, v := range sorted {
		mean += v / float64(len(sorted))
	}
	for _, v := range sorted {
		square += (v - mean) * (v - mean)
	}
	sd := math.Sqrt(square / float64(len(sorted)-1))
	if int(x.N) != len(sorted) || math.Abs(x.Mean-mean) > 1e-12 || math.Abs(x.SD-sd) > 1e-12 || x.Min != sorted[0] || x.Max != sorted[len(sorted)-1] {
		t.Errorf("%s: %d values, mean %v, sd %v, %v to %v; want %d, %v, %v, %v to %v", x.Name, x.N, x.Mean, x.SD, x.Min, x.Max, len(sorted), mean, sd, sorted[0], sorted[len(sorted)-1])
	}
	for i, want := range Quantiles(sorted, quantilesOf[:]...) {
		if x.Quantiles[i] != want {
			t.Errorf("%s: quantile %v is %v, want %v to the last bit", x.Name, quantilesOf[i], x.Quantiles[i], want)
		}
	}
	if x.BinWidth != 0 {
		t.Errorf("%s: bins of %v although quantiles are exact", x.Name, x.BinWidth)
	}
	sum := int64(0)
	for _, k := range x.Bins {
		sum += k
	}
	if sum != x.N || len(x.Bins) > storedBins {
		t.Errorf("%s: %d values in %d bins, want %d", x.Name, sum, len(x.Bins), x.N)
	}
}

// However rows are cut into blocks, the summary is the same to the last bit: a result that was extended, or added up from its file, says
// what an uninterrupted one says.
func TestAccumulator_blocksMakeNoDifference(t *testing.T) {
	m := world(3)
	want, err := accumulate(t, m, 7000, 7000).Summary(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, chunk := range []int{1, 333, 1024, 1025, 4096} {
		got, err := accumulate(t, m, 7000, chunk).Summary(nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("in blocks of %d the summary is another", chunk)
		}
	}
}

// Asking for a summary on the way changes nothing of what comes.
func TestAccumulator_askedTwice(t *testing.T) {
	m := world(1)
	want, _ := accumulate(t, m, 2500, 500).Summary(nil)
	a := accumulate(t, m, 1500, 500)
	if _, err := a.Summary(nil); err != nil {
		t.Fatal(err)
	}
	for first := 1500; first < 2500; first += 500 {
		for o := range 2 {
			if err := a.Add(rowsOf(m, o, int64(first), 500)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, _ := a.Summary(nil); !reflect.DeepEqual(got, want) {
		t.Error("a summary asked for on the way changed the last")
	}
}

// Without rows quantiles come from bins, off by no more than the width they state; above ExactRuns rows are not even asked for.
func TestAccumulator_quantilesFromBins(t *testing.T) {
	m := world(1)
	m.Options = m.Options[:1]
	a := NewAccumulator(m)
	b := rowsOf(m, 0, 0, 1<<16)
	for k := range 17 {
		b.First = int64(k) << 16
		if err := a.Add(b); err != nil {
			t.Fatal(err)
		}
	}
	s, err := a.Summary(func(string, string) ([]float64, error) { return nil, fmt.Errorf("asked for rows of %d runs", 17<<16) })
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Options[0].Metrics {
		if x.Name != "surplus" && x.Name != "more-0" {
			continue
		}
		if x.BinWidth == 0 || math.Abs(x.BinWidth-(x.Hi-x.Lo)/fineBins) > 1e-15 {
			t.Errorf("%s: states bins of %v", x.Name, x.BinWidth)
		}
		var all []float64
		for i := range b.N {
			all = append(all, b.Values[i*len(m.Columns)+m.Column(x.Name)])
		}
		for i, want := range Quantiles(SortedDefined(all), quantilesOf[:]...) {
			if want > x.Lo && want < x.Hi && math.Abs(x.Quantiles[i]-want) > x.BinWidth {
				t.Errorf("%s: quantile %v is %v, want %v within %v", x.Name, quantilesOf[i], x.Quantiles[i], want, x.BinWidth)
			}
		}
	}
}

func TestAccumulator_refusesDisorder(t *testing.T) {
	m := world(0)
	for want, add := range map[string]func(a *Accumulator) error{
		"due": func(a *Accumulator) error { return a.Add(rowsOf(m, 0, 10, 5)) },
		"without the baseline's": func(a *Accumulator) error {
			if err := a.Add(rowsOf(m, 0, 0, 5)); err != nil {
				return err
			}
			return a.Add(rowsOf(m, 1, 0, 6))
		},
		"none of the six": func(a *Accumulator) error {
			b := rowsOf(m, 0, 0, 5)
			b.Values[0] = 6
			return a.Add(b)
		},
	} {
		if err := add(NewAccumulator(m)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error that says %q", err, want)
		}
	}
	a := accumulate(t, m, 100, 100)
	if _, err := a.Summary(func(string, string) ([]float64, error) { return make([]float64, 3), nil }); err == nil {
		t.Error("rows of another table were taken for these")
	}
}

// Adding up is exact where plain sums are not: 1e8 and ten million times 1e-8 is 1e8 + 0.1 (plain summation gives 1e8 + 0.149).
func TestSum_keepsSmallNumbers(t *testing.T) {
	var s Sum
	s.Add(1e8)
	plain := 1e8
	for range 10_000_000 {
		s.Add(1e-8)
		plain += 1e-8
	}
	if math.Abs(s.Value()-1e8-0.1) > 1e-8 {
		t.Errorf("%.10f", s.Value())
	}
	if math.Abs(plain-1e8-0.1) < 1e-3 {
		t.Error("plain summation does as well: the test shows nothing")
	}
}
