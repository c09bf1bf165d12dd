package brief

import (
	"strings"
	"testing"

	"parley/plots"
	"parley/sim/results"
)

func TestSpaceTable_countsWhatIsLeft(t *testing.T) {
	// By hand: four of five suit both; the first veto takes one of them, the second another, which the first let pass.
	p := &results.Packages{Vetoes: []string{"khamenei", "us-congress"}, All: []results.Package{
		{Both: true, Blocked: []bool{false, false}},
		{Both: true, Blocked: []bool{true, false}},
		{Both: true, Blocked: []bool{false, true}},
		{Both: true, Blocked: []bool{false, false}},
		{Both: false, Blocked: []bool{false, false}},
	}}
	got := spaceTable(fixtureManifest(), p)
	var lines []string
	for _, r := range got.Bodies[0].Rows {
		lines = append(lines, string(r.Cells[0].Body)+" "+string(r.Cells[1].Body))
	}
	if want := "on the grid 5; suit both sides 4; and pass Supreme Leader 3; and pass US Congress 2"; strings.Join(lines, "; ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(lines, "; "), want)
	}
}

func TestGridTable(t *testing.T) {
	data := plots.Table{Head: []string{"x", "y", "Any deal, of 100", "Runs"}, Rows: [][]string{
		{"0.1", "5", "10", "9"}, {"0.2", "5", "20", "9"}, {"0.1", "6", "30", "9"}, {"0.2", "6", "40", "9"}}}
	got, ok := gridTable(data)
	if !ok || len(got.Bodies[0].Rows) != 2 || len(got.Head) != 3 {
		t.Fatalf("grid = %+v, %v", got, ok)
	}
	top := got.Bodies[0].Rows[0]
	if top.Cells[0].Body != "6" || top.Cells[1].Body != "30" || top.Cells[2].Body != "40" {
		t.Errorf("highest row = %+v, want 6, 30, 40", top)
	}
	if _, ok := gridTable(plots.Table{Head: data.Head, Rows: data.Rows[:3]}); ok {
		t.Error("a grid with a hole was laid out")
	}
}

func TestText_breaksLongWords(t *testing.T) {
	tests := []struct{ in, want string }{
		{"short words stay", "short words stay"},
		{"actors.iran.trust.us", "actors.<wbr>iran.<wbr>trust.<wbr>us"},
		{"Donaudampfschifffahrt", "Donaudampfsc<wbr>hifffahrt"},
		{`<b>&"`, "&lt;b&gt;&amp;&#34;"},
	}
	for _, test := range tests {
		if got := string(text(test.in)); got != test.want {
			t.Errorf("text(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestLooksNumeric(t *testing.T) {
	for s, want := range map[string]bool{"12": true, "+3.8": true, minus + "4": true, "under 1": true, "none": true, "": true, "12.8 to 13.2": true,
		"unlikely": false, "+4 points (3 to 4)": false, "3.67% enrichment cap": false} {
		if got := looksNumeric(s); got != want {
			t.Errorf("looksNumeric(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestHTML_longTablesAreCut(t *testing.T) {
	in := fixture()
	for i := 0; i < 200; i++ {
		in.Derived.Drivers.All = append(in.Derived.Drivers.All, results.Driver{Path: "x", Title: "filler input", Fifths: [5]results.Count{{K: 30, N: 100}, {K: 30, N: 100}, {K: 30, N: 100}, {K: 30, N: 100}, {K: 30, N: 100}}, Monotone: true})
	}
	page := render(t, in, Options{Charts: "charts"})
	if n := strings.Count(page, "filler input"); n > 20 {
		t.Errorf("an input without effect stands %d times in the page", n)
	}
	if !strings.Contains(page, "rows; the CSV file beside the chart has all") || !strings.Contains(page, `href="charts/04-drivers.csv"`) {
		t.Error("a cut table does not say so, or has no link to its CSV file")
	}
}
