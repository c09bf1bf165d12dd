package scenarios

import (
	"bufio"
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/sim"
)

var floorCounts = flag.Bool("floor-counts", false, "compare the counts of the floor kernel with those of the engine; takes a build with counters")

// floorRuns is how many runs the counts are averaged over.
const floorRuns = 2000

// place is where in the engine something is counted: a statement, and how much one execution of it stands for.
type place struct {
	file, statement string
	times           float64
}

// caseWork is where the counts of the floor kernel come from: how often an average run of the baseline executes these statements.
var caseWork = []struct {
	name   string
	floor  float64
	places []place
}{
	{"luck", caseLuck, []place{{"sim/draw/stream.go", "return float64((float64(squares64(address(index, counter)", 1}}},
	{"prices", casePrices, []place{{"sim/stakes.go", "banked := early", 1}}},
	{"segments", caseSegments, []place{{"sim/solution/pieces.go", "s.length = math.Abs", 1}}},
	{"shifts", caseShifts, []place{{"sim/solution/pieces.go", "p[j] = p[j-1]", 1}}},
	{"stops", caseStops, []place{{"sim/solution/pieces.go", "s := &c.stops[at]", 1}}},
	{"scopes", caseScopes, []place{{"sim/solution/rank.go", "stride := float64(whole", 1}}},
	{"walked", caseWalked, []place{{"sim/solution/rank.go", "at[k] = s.guard", 1}}},
	{"looked", caseLooked, []place{{"sim/solution/rank.go", "x, y, chance := a+", 1}}},
	{"bounded", caseBounded, []place{{"sim/solution/rank.go", "fail := float64((1 - chance)", 1}, {"sim/solution/peak.go", "surplus := q.rest + worth", 1}}},
	{"guards", caseGuards, []place{{"sim/solution/peak.go", "sigma = portable.Sigmoid(z)", 1}}},
	{"knots", caseKnots, []place{{"sim/solution/curve.go", "now.moved = s.issue", 1}, {"sim/solution/curve.go", "c.chi = [2]float64{}", 1}}},
	{"points", casePoints, []place{{"sim/solution/view.go", "t := u - u0", 1}}},
	{"weighed", caseWeighed, []place{{"sim/solution/view.go", "v.weighed = true", 1}}},
	{"zone", caseZone, []place{{"sim/solution/view.go", "sum, stops := 0.0", 1}}},
	{"logs", caseLogs, []place{{"sim/solution/nash.go", "return float64(weight*portable.Log(a))", 2}, {"sim/solution/outlook.go", "l0, l1 := portable.Log", 2},
		{"sim/protocol/talks.go", "calm := portable.Exp", 1}, {"sim/protocol/setting.go", "odds := float64(prior", 1}, {"sim/protocol/implement.go", "limit := -portable.Log", 1}}},
	{"exps", caseExps, []place{{"sim/cost.go", "s.strain[i] = portable.Exp", 2}, {"sim/protocol/talks.go", "calm := portable.Exp", 2}, {"sim/protocol/talks.go", "p.lean[i] = portable.Sigmoid", 2},
		{"sim/protocol/bargain.go", "beta := p.Concession * portable.Exp", 2}, {"sim/protocol/bargain.go", "trust := m.Reassurance", 1}, {"sim/protocol/setting.go", "odds := float64(prior", 1},
		{"sim/protocol/belief.go", "return portable.Sigmoid((bias", 1}, {"sim/protocol/implement.go", "level := w.Q[p.base]", 2}}},
	{"normals", caseNormals, []place{{"sim/protocol/talks.go", "chance[i] = portable.NormalCDF", 1}, {"sim/solution/demand.go", "if e := x * portable.NormalCDF", 1}}},
	{"errors", caseErrors, []place{{"sim/protocol/belief.go", "xi := portable.NormalQuantile", 1}, {"sim/protocol/belief.go", "y := v.Reservation", 1}}},
	{"hazards", caseHazards, []place{{"sim/protocol/talks.go", "hazard = 1 - portable.Pow", 1}}},
	{"steps", caseSteps, []place{{"sim/solution/demand.go", "if x > best", 1}, {"sim/solution/demand.go", "if x >= asp", 1}, {"sim/solution/peak.go", "s := p.gain[side&1]", 1}, {"sim/solution/nash.go", "at := &p[i]", 1}, {"sim/solution/view.go", "mid := int(uint(lo+hi)", 1}}},
	{"months", caseMonths, []place{{"sim/session.go", "moved := !s.steady", 1}}},
	{"inForce", caseInForce, []place{{"sim/protocol/implement.go", "left *= fade", 1}}},
}

// The runs that the counts are taken over, and a plain check that they are the case's: an average run draws what the floor draws.
func TestFloorCase_runs(t *testing.T) {
	p := Compile(spec(t, "baseline", "baseline"))
	m := sim.NewMachine(p, 1)
	row := make([]float64, len(p.Parts.Columns))
	for run := range uint64(floorRuns) {
		p.Parts.Row(m.Play(run, run, nil), row)
	}
	if n := len(p.Drawn()); n != caseDraws {
		t.Errorf("the baseline draws %d quantities, the floor %d", n, caseDraws)
	}
}

// The floor kernel does as much as the engine does in an average run, not more and not less: every count within a twentieth, or half of one.
func TestFloorCase_countsAreTheEngines(t *testing.T) {
	if !*floorCounts {
		t.Skip("without -floor-counts")
	}
	profile := filepath.Join(t.TempDir(), "counts")
	cmd := exec.Command("go", "test", "-count=1", "-run", "^TestFloorCase_runs$", "-covermode=count", "-coverprofile="+profile,
		"-coverpkg=parley/sim,parley/sim/draw,parley/sim/solution,parley/sim/protocol", ".")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	blocks := readProfile(t, profile)
	for _, work := range caseWork {
		count := 0.0
		for _, p := range work.places {
			count += p.times * float64(executed(t, blocks, p)) / floorRuns
		}
		t.Logf("%-9s %8.2f in the engine, %5.0f in the floor", work.name, count, work.floor)
		if math.Abs(count-work.floor) > max(0.5, 0.05*count) {
			t.Errorf("%s: %.2f times in an average run of the engine, %.0f in the floor", work.name, count, work.floor)
		}
	}
}

// block is a stretch of statements that are executed together, and how often they were.
type block struct{ line, column, toLine, toColumn, count int }

// readProfile reads a coverage profile: "parley/sim/world.go:10.20,12.3 2 17" by file.
func readProfile(t *testing.T, path string) map[string][]block {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	blocks := map[string][]block{}
	for in := bufio.NewScanner(f); in.Scan(); {
		file, rest, _ := strings.Cut(in.Text(), ":")
		file, ours := strings.CutPrefix(file, "parley/")
		if !ours {
			continue
		}
		var n []int
		for _, word := range strings.FieldsFunc(rest, func(r rune) bool { return r == '.' || r == ',' || r == ' ' }) {
			x, err := strconv.Atoi(word)
			if err != nil {
				t.Fatal(in.Text())
			}
			n = append(n, x)
		}
		blocks[file] = append(blocks[file], block{n[0], n[1], n[2], n[3], n[5]})
	}
	return blocks
}

// executed is how often a statement was executed. The statement must be in its file once.
func executed(t *testing.T, blocks map[string][]block, p place) int {
	text, err := os.ReadFile(filepath.Join("..", p.file))
	if err != nil {
		t.Fatal(err)
	}
	line, column := 0, 0
	for i, l := range strings.Split(string(text), "\n") {
		if at := strings.Index(l, p.statement); at >= 0 {
			if line > 0 {
				t.Fatalf("%s has %q twice", p.file, p.statement)
			}
			line, column = i+1, at+1
		}
	}
	if line == 0 {
		t.Fatalf("%s has no %q", p.file, p.statement)
	}
	for _, b := range blocks[p.file] {
		after := line > b.line || line == b.line && column >= b.column
		before := line < b.toLine || line == b.toLine && column < b.toColumn
		if after && before {
			return b.count
		}
	}
	t.Fatalf("%s: nothing was counted at %q", p.file, p.statement)
	return 0
}
