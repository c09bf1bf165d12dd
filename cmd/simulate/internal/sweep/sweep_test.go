package sweep

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/cmd/simulate/internal/study"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
)

func axes(t *testing.T, texts ...string) []Axis {
	t.Helper()
	var out []Axis
	for _, text := range texts {
		a, err := ParseAxis(text)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func TestNewDesign(t *testing.T) {
	d, err := NewDesign("grid", axes(t, "a=0..1:3", "b=x,y"), 0, 1)
	if err != nil || fmt.Sprint(d.Points) != "[[0 x] [0 y] [0.5 x] [0.5 y] [1 x] [1 y]]" {
		t.Errorf("grid %v, %v", d, err)
	}
	d, err = NewDesign("list", axes(t, "a=0..1:2", "b=x,y"), 0, 1)
	if err != nil || fmt.Sprint(d.Points) != "[[0 x] [1 y]]" {
		t.Errorf("list %v, %v", d, err)
	}
	d, err = NewDesign("lhs", axes(t, "a=0..1", "b=10..20"), 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	for k, lo := range []float64{0, 10} { // one point in each tenth of each range
		var in []int
		for _, p := range d.Points {
			var x float64
			fmt.Sscan(p[k], &x)
			in = append(in, int(math.Floor((x-lo)/(1+9*float64(k))*10)))
		}
		slices.Sort(in)
		if fmt.Sprint(in) != "[0 1 2 3 4 5 6 7 8 9]" {
			t.Errorf("lever %d: strata %v", k, in)
		}
	}
	for _, bad := range []struct {
		kind   string
		vary   []string
		points int
	}{{"grid", []string{"a=0..1"}, 0}, {"lhs", []string{"a=1,2"}, 5}, {"lhs", []string{"a=0..1"}, 0}, {"list", []string{"a=1,2", "b=1,2,3"}, 0}, {"grid", []string{"a=1", "a=2"}, 0}, {"star", nil, 0}, {"grid", []string{"a=0..1:200", "b=0..1:200"}, 0}, {"grid", []string{"a=1,2"}, 4}} {
		if _, err := NewDesign(bad.kind, axes(t, bad.vary...), bad.points, 1); err == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	for _, text := range []string{"a", "a=", "=1", "a=1..0:3", "a=0..1:1", "a=0..x:3", "a=1,1", "a=1,,2"} {
		if _, err := ParseAxis(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// Every cell once, and any beginning of the order lies evenly: of the first 16 of 100 cells, at least 3 in each quarter.
func TestSpread(t *testing.T) {
	order := spread(100)
	if sorted := slices.Sorted(slices.Values(order)); len(sorted) != 100 || sorted[0] != 0 || sorted[99] != 99 || len(slices.Compact(sorted)) != 100 {
		t.Fatalf("no order of 100 cells: %v", order)
	}
	var quarter [4]int
	for _, c := range order[:16] {
		quarter[c/25]++
	}
	for _, k := range quarter {
		if k < 3 {
			t.Errorf("the first 16 cells lie as %v in the quarters", quarter)
			break
		}
	}
}

func open(name string, sets []results.Override) (*study.Study, error) {
	sc, findings := scenarios.Load(name, sets)
	if findings.HasErrors() {
		return nil, fmt.Errorf("%v", findings)
	}
	return study.New(sc)
}

// table is a sweep of the smallest template's levers: a quantity and a switch.
func table(t *testing.T, runs int64, vary ...string) (*Table, *Plans) {
	t.Helper()
	d, err := NewDesign("grid", axes(t, vary...), 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	tab, err := NewTable([]Source{{"baseline", "hash"}}, nil, []string{"baseline"}, d, 1, runs)
	if err != nil {
		t.Fatal(err)
	}
	plans, err := NewPlans(tab, []string{"baseline"}, open)
	if err != nil {
		t.Fatal(err)
	}
	return tab, plans
}

var levers = []string{"talks.contact=0.2,0.8", "horizon=12 months,24 months"}

// A cell holds what the scenario gives with the same --set, counted from its rows.
func TestPlay_cellIsTheScenarioWithSet(t *testing.T) {
	tab, plans := table(t, 300, levers...)
	if err := Play(context.Background(), Job{Table: tab, Workers: 2, Plan: plans.Plan}); err != nil {
		t.Fatal(err)
	}
	for i := range tab.Cells {
		var sets []results.Override
		for k, a := range tab.Design.Axes {
			sets = append(sets, results.Override{Path: a.Path, Value: tab.Points[i][k]})
		}
		s, err := open("baseline", sets)
		if err != nil {
			t.Fatal(err)
		}
		m := sim.NewMachine(s.Plans[0], 1)
		columns := s.Plans[0].Parts.Columns
		row := make([]float64, len(columns))
		var want results.Endings
		sums := make([][]float64, len(columns))
		for run := range uint64(300) {
			m.Row(run, run, row)
			want[int(row[0])]++
			for c, x := range row {
				if x == x {
					sums[c] = append(sums[c], x)
				}
			}
		}
		if tab.Cells[i].Endings != want || tab.Cells[i].N != 300 {
			t.Errorf("%s: endings %v, want %v", tab.Label(i), tab.Cells[i].Endings, want)
		}
		for k, c := range measured(columns) {
			got := &tab.Cells[i].Metrics()[k]
			values := sums[c]
			if len(values) == 0 {
				continue
			}
			slices.Sort(values)
			mean := 0.0
			for _, x := range values {
				mean += x / float64(len(values))
			}
			if got.N != int64(len(values)) || math.Abs(got.Mean-mean) > 1e-9*(1+math.Abs(mean)) || got.Min != values[0] || got.Max != values[len(values)-1] {
				t.Errorf("%s: %s is %+v, want n %d mean %v", tab.Label(i), columns[c].Name, got, len(values), mean)
			}
			for _, q := range []float64{0.1, 0.5, 0.9} { // within the error it states, where the values lie within the column's range
				x, off := got.Quantile(tab.Columns[k], q)
				exact := values[max(0, int(math.Ceil(q*float64(len(values))))-1)]
				if inside := values[0] >= tab.Columns[k].Lo && values[len(values)-1] <= tab.Columns[k].Hi; inside && math.Abs(x-exact) > off+1e-12 {
					t.Errorf("%s: quantile %v of %s is %v±%v, want %v", tab.Label(i), q, columns[c].Name, x, off, exact)
				}
			}
		}
	}
	if c := tab.Cells[0]; c.Gained != 0 || c.Lost != 0 {
		t.Errorf("the first cell differs from itself: %+v", c)
	}
	d := tab.Cells[2].Against() // on the same draws gained less lost is the difference of the counts
	if want := float64(tab.Cells[2].Deals()-tab.Cells[0].Deals()) / 300; math.Abs(d.Mean-want) > 1e-12 {
		t.Errorf("difference %v, want %v", d.Mean, want)
	}
}

// One table for any number of workers, stopped and gone on with or not; a stop leaves every cell with nearly as many runs.
func TestPlay_workersAndStops(t *testing.T) {
	const runs = 3*sim.ChunkRuns + 100
	hash := ""
	for _, workers := range []int{1, 2, 7, 64} {
		tab, plans := table(t, runs, levers...)
		dir := t.TempDir()
		for stop := int64(5000); ; stop += 5000 {
			ctx, cancel := context.WithCancel(context.Background())
			var progress func(int64, func() float64)
			if workers != 1 {
				progress = func(done int64, _ func() float64) {
					if done >= stop {
						cancel()
					}
				}
			}
			if err := Play(ctx, Job{Table: tab, Workers: workers, Plan: plans.Plan, Progress: progress}); err != nil {
				t.Fatal(err)
			}
			cancel()
			if err := tab.Save(dir); err != nil {
				t.Fatal(err)
			}
			least, most := tab.Cells[0].N, tab.Cells[0].N
			for _, c := range tab.Cells {
				least, most = min(least, c.N), max(most, c.N)
			}
			if most-least > sim.ChunkRuns {
				t.Errorf("stopped, cells have from %d to %d runs", least, most)
			}
			if !tab.Partial {
				break
			}
			old, err := Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			tab, plans = table(t, runs, levers...)
			if err := tab.Continue(old); err != nil {
				t.Fatal(err)
			}
		}
		if hash == "" {
			hash = tab.SHA256
		} else if tab.SHA256 != hash {
			t.Errorf("%d workers give another table", workers)
		}
	}
}

func TestLoad_damageAndOtherSweeps(t *testing.T) {
	tab, plans := table(t, 100, levers[0])
	if err := Play(context.Background(), Job{Table: tab, Workers: 1, Plan: plans.Plan}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := tab.Save(dir); err != nil {
		t.Fatal(err)
	}
	old, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	other, _ := table(t, 100, levers[0])
	other.Seed = 2
	if err := other.Continue(old); err == nil || !strings.Contains(err.Error(), "seed is 1, not 2") {
		t.Errorf("another seed: %v", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, File))
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.Replace(string(text), `"n":100`, `"n":101`, 1)
	for _, damaged := range []string{bad, string(text[:len(text)/2]), ""} {
		if err := os.WriteFile(filepath.Join(dir, File), []byte(damaged), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(dir); !errors.Is(err, ErrDamaged) {
			t.Errorf("read as good: %v", err)
		}
	}
}
