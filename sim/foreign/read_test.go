package foreign

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/sim/yardstick"
)

func read(t *testing.T, paths ...string) *Negotiation {
	t.Helper()
	for i := range paths {
		paths[i] = filepath.Join("testdata", paths[i])
	}
	n, err := Read(paths...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Utilities of single outcomes, worked out by hand from the files.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		name    string
		files   []string
		format  string
		size    int
		parties []string
		reserve []float64
		deal    []int
		want    []float64
		lost    string
	}{
		// spring, warranty 3, middle: buyer .2·10/10 + .3·(.2+.2·2) + .5·2/4; seller .3·1/4 + .1·(1-.25·2) + .6·3/6.
		{"Genius", []string{"genius/pump.xml", "genius/buyer.xml", "genius/seller.xml"}, "Genius", 45, []string{"buyer", "seller"}, []float64{0.3, 0.25}, []int{0, 2, 1}, []float64{0.63, 0.425}, "discount factor 0.9"},
		{"Genius, domain alone", []string{"genius/pump.xml"}, "Genius", 45, []string{"buyer", "seller"}, []float64{0.3, 0.25}, []int{0, 2, 1}, []float64{0.63, 0.425}, ""},
		{"Genius, folder", []string{"genius"}, "Genius", 45, []string{"buyer", "seller"}, []float64{0.3, 0.25}, []int{0, 2, 1}, []float64{0.63, 0.425}, ""},
		// 3000 and 80%: employee .6·.5 + .4·.5; employer .5·.5 + .5·.75. The reservation bid (2000, 80%) is worth .2.
		{"GeniusWeb", []string{"geniusweb/jobs.json", "geniusweb/jobs1.json", "geniusweb/jobs2.json"}, "GeniusWeb", 9, []string{"employee", "employer"}, []float64{0.2, 0}, []int{1, 1}, []float64{0.5, 0.625}, ""},
		{"GeniusWeb, profiles", []string{"geniusweb/jobs1.json", "geniusweb/jobs2.json"}, "GeniusWeb", 9, []string{"employee", "employer"}, []float64{0.2, 0}, []int{1, 1}, []float64{0.5, 0.625}, ""},
		{"NegoLog", []string{"negolog"}, "NegoLog", 27, []string{"profileA", "profileB"}, []float64{0, 0}, []int{0, 1, 2}, []float64{0.7353, 0.7353}, ""},
		// 3 at 110: buyer .25·2/3 + .75·.6; seller .5·.75 + .5·.5.
		{"NegMAS", []string{"negmas"}, "NegMAS", 12, []string{"buyer", "seller"}, []float64{0.1, 0.2}, []int{2, 1}, []float64{0.5/3 + 0.45, 0.625}, ""},
		// North of South's position: 1 - sqrt((40·.8)² + (60·.6)²)/sqrt(40² + 60²).
		{"KTAB", []string{"ktab/water.csv"}, "KTAB", 4, []string{"North", "South", "East", "West"}, []float64{0, 0, 0, 0}, []int{1}, []float64{1 - math.Sqrt(32*32+36*36)/math.Sqrt(40*40+60*60), 1}, ""},
		// Positions from 4 to 10 are laid on 0 to 100; Germany at 4 values France's 10 at 0.
		{"table of actors", []string{"ktab/emissions.csv"}, "table of actors", 3, []string{"Germany", "France", "Greece"}, []float64{0, 0, 0}, []int{1}, []float64{0, 1, 0.5}, ""},
		{"KTAB XML", []string{"ktab/water.xml"}, "KTAB", 2, []string{"North", "South"}, []float64{0, 0}, []int{1}, []float64{0.2, 1}, "VictoryProbModel = Square"},
	} {
		n := read(t, c.files...)
		d, err := n.Domain()
		if err != nil {
			t.Fatal(c.name, err)
		}
		if n.Format != c.format || d.Size() != c.size || strings.Join(d.Parties, " ") != strings.Join(c.parties, " ") {
			t.Errorf("%s: format %s, %d outcomes, parties %v", c.name, n.Format, d.Size(), d.Parties)
			continue
		}
		u := d.Utilities(d.Outcome(c.deal))
		for i, want := range c.want {
			if math.Abs(u[i]-want) > 1e-12 {
				t.Errorf("%s: %v is worth %v to %s, by hand %v", c.name, c.deal, u[i], d.Parties[i], want)
			}
		}
		for i, want := range c.reserve {
			if math.Abs(d.Reservation[i]-want) > 1e-12 {
				t.Errorf("%s: reservation value of %s is %v, want %v", c.name, d.Parties[i], d.Reservation[i], want)
			}
		}
		if !strings.Contains(strings.Join(n.Lost, "; "), c.lost) {
			t.Errorf("%s: %q is not among what was lost: %q", c.name, c.lost, n.Lost)
		}
	}
}

// NegoLog publishes with this domain (its domain0): Nash and Kalai 0.7353 and 0.7353, opposition 0.3743423.
func TestRead_publishedSolution(t *testing.T) {
	d, err := read(t, "negolog").Domain()
	if err != nil {
		t.Fatal(err)
	}
	var s yardstick.Solver
	f := s.Frontier(d.U)
	p := s.Points(d.U, f, d.Reservation, nil)
	for _, o := range []int{p.Nash, p.KalaiSmorodinsky} {
		if u := d.Utilities(o); math.Abs(u[0]-0.7353) > 1e-12 || math.Abs(u[1]-0.7353) > 1e-12 {
			t.Errorf("solution %v, published (0.7353, 0.7353)", u)
		}
	}
	if o := s.Opposition(d.U, f); math.Abs(o.Kalai-0.3743423299601582) > 1e-12 {
		t.Errorf("opposition %v, published 0.37434", o.Kalai)
	}
}

// A reservation value of minus infinity, which NegMAS gives when nothing is said, stands for the worst outcome.
func TestRead_noReservation(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"space.yml": "name: one\ntype: CartesianOutcomeSpace\nissues:\n  - {name: x, type: CategoricalIssue, values: [p, q]}\n",
		"a.yml":     "type: LinearAdditiveUtilityFunction\nname: a\nreserved_value: -.inf\nweights: [2]\nvalues: [{type: TableFun, mapping: {p: 0.25, q: 1}}]\n",
		"b.yml":     "type: LinearAdditiveUtilityFunction\nname: b\nreserved_value: null\nweights: [1]\nvalues: [{type: TableFun, mapping: {p: 1, q: 0}}]\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n, err := Read(dir)
	if err != nil || n.Parties[0].Reservation != 0.5 || n.Parties[1].Reservation != 0 || !strings.Contains(strings.Join(n.Lost, ""), "(-inf)") {
		t.Errorf("%+v %v", n, err)
	}
}

// Files that only attack a reader, or that would lose something, are refused with their line.
func TestRead_hostile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	deep := strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000)
	for _, c := range []struct{ path, says string }{
		{"testdata/hostile/entities.xml", "entities.xml:2: document types and entities (<!DOCTYPE) are not read"},
		{"testdata/hostile/aliases.yml", "aliases (*a) are not read"},
		{"testdata/hostile/twice.json", `twice.json:2: "a" stands twice`},
		{write("deep.json", deep), "nested more than 64 deep"},
		{write("deep.xml", strings.Repeat("<a>", 5000)+strings.Repeat("</a>", 5000)), "nested more than 64 deep"},
		{write("deep.yml", strings.Repeat("[", 100_000)), "nested more than 64 deep"},
		{write("undefined.xml", "<utility_space>&nope;</utility_space>"), "invalid character entity &nope;"},
		{write("cut.json", `{"issueWeights": {"a": 1}, "issues"`), "ends too early"},
		{write("nan.json", `{"issueWeights": {"a": "NaN"}, "issues": {"a": {"x": 1}}}`), `"a" must be a number, not "NaN"`},
		{write("large.json", `{"issuesValues": {"a": {"range": {"low": 0, "high": 1e12, "step": 1e-9}}}}`), "is no list of at most"},
		{write("actors.csv", "A,b,3,1\nActor,Description,Power,P,S\nx,,1,2,3\ny,,1,2,3\n"), "actors.csv:1: it says 3 actors, and there are 2"},
		{write("headings.csv", "Actor,Capability,Position,Position,Salience\na,1,2,0.5\n"), "headings.csv:1: a heading stands twice"},
		{write("range.csv", "A,b,2,1\nActor,Description,Power,P,S\nx,,1,2,3\ny,,1,200,3\n"), "lie between 0 and 100"},
		{write("nonlinear.xml", `<utility_space type="nonlinear"></utility_space>`), "a nonlinear utility space without hyper-rectangles"},
		{write("constraint.xml", `<utility_space type="constraint"></utility_space>`), `utility space of type "constraint"`},
		{write("max.xml", `<utility_space type="nonlinear"><objective index="0"><issue index="1" name="a" type="integer" lowerbound="0" upperbound="1"/><utility maxutility="1"><ufun aggregation="max"/></utility></objective></utility_space>`), `put together by "max"`},
		{write("exclude.xml", `<utility_space type="nonlinear"><objective index="0"><issue index="1" name="a" type="integer" lowerbound="0" upperbound="1"/><utility maxutility="1"><ufun><hyperRectangle utility="1"><EXCLUDES index="1" min="0" max="1"/></hyperRectangle></ufun></utility></objective></utility_space>`), "<EXCLUDES> in a hyper-rectangle"},
		{write("latin.json", "{\"issueWeights\": {\"caf\xe9\": 1}}"), "not text in UTF-8"},
		{write("utf16.json", "\xff\xfe{\x00}\x00"), "not text in UTF-8"},
		{write("blocks.yml", strings.Repeat("- ", 100_000)+"a"), "exceeded max depth"},
		{write("empty.xml", ""), "no element in it"},
	} {
		_, err := Read(c.path)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", filepath.Base(c.path), err, c.says)
		}
	}
	big := write("big.json", "")
	if err := os.Truncate(big, MaxBytes+1); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(big); err == nil || !strings.Contains(err.Error(), "larger than 32 MB") {
		t.Errorf("a file of more than 32 MB: %v", err)
	}
	if _, err := Read(write("other.json", `{"hello": 1}`)); !errors.Is(err, ErrNotForeign) {
		t.Errorf("a file of something else: %v", err)
	}
	if _, err := Read(write("lonely.json", `{"name": "x", "issuesValues": {"a": {"values": ["p", "q"]}}}`)); !errors.Is(err, errNoParties) {
		t.Errorf("a domain without profiles: %v", err)
	}
}

// Whatever the bytes, the readers answer with a negotiation or an error.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"genius/buyer.xml", "geniusweb/jobs1.json", "negolog/profileA.json", "negmas/trade.yml", "negmas/buyer.yml", "ktab/water.csv", "ktab/water.xml", "hostile/aliases.yml"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Ext(name), text)
	}
	f.Add(".xml", []byte(rectangle))
	f.Add(".yml", []byte("outcome_space: {"+"issues: [{name: n, values: 2}]}\nufuns: [{type: MappingUtilityFunction, default: 0, mapping: {? [0] : 1}}]\n"))
	f.Add(".json", []byte(`{"SumOfGroupsUtilitySpace": {`+web+`, "partUtilities": {"g": {"issues": ["a"], "utilslist": [{"values": ["x"], "util": 1}]}}}}`))
	f.Fuzz(func(t *testing.T, ending string, text []byte) {
		if len(text) > 1<<16 {
			return
		}
		n, err := understand([]source{{"file" + ending, text}})
		if err != nil {
			return
		}
		d, err := n.Domain()
		if err == nil && d.Size() == 0 {
			t.Errorf("a domain without outcomes: %+v", n)
		}
	})
}

// Two continuous issues are cut finely enough to meet closed forms: a pie split on each of two issues with opposite weights, u = .8x + .2y and
// .2(1-x) + .8(1-y). The frontier has its corner at x = 1, y = 0 with (.8, .8), which is Nash, Kalai-Smorodinsky, egalitarian and
// utilitarian; with no deal worth (.9, 0) Nash lies on the first leg: u1 = .8 + .2y, u2 = .8(1-y), gains .2y - .1 and .8 - .8y, at y = .75.
func TestRead_continuous(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"space.yml": "name: two pies\ntype: CartesianOutcomeSpace\nissues:\n  - {name: x, type: ContinuousIssue, values: [0, 1]}\n  - {name: y, type: ContinuousIssue, values: [0, 1]}\n",
		"a.yml":     "type: LinearAdditiveUtilityFunction\nname: a\nreserved_value: 0.9\nweights: [0.8, 0.2]\nvalues: [{type: IdentityFun}, {type: IdentityFun}]\n",
		"b.yml":     "type: LinearAdditiveUtilityFunction\nname: b\nreserved_value: 0\nweights: [0.2, 0.8]\nvalues: [{type: AffineFun, slope: -1, bias: 1}, {type: AffineFun, slope: -1, bias: 1}]\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := n.Domain()
	if err != nil {
		t.Fatal(err)
	}
	var s yardstick.Solver
	f := s.Frontier(d.U)
	for _, c := range []struct {
		reserve []float64
		want    [2]float64
	}{{[]float64{0, 0}, [2]float64{0.8, 0.8}}, {d.Reservation, [2]float64{0.95, 0.2}}} {
		p := s.Points(d.U, f, c.reserve, nil)
		if u := d.Utilities(p.Nash); math.Abs(u[0]-c.want[0]) > 5e-4 || math.Abs(u[1]-c.want[1]) > 2e-3 {
			t.Errorf("no deal worth %v: Nash %v, by hand %v", c.reserve, u, c.want)
		}
	}
	if !strings.Contains(strings.Join(n.Lost, ""), `issue "x" is continuous`) {
		t.Errorf("the cut is not listed: %v", n.Lost)
	}
}
