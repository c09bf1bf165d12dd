package brief

import (
	"math"
	"testing"

	"parley/seeds"
	"parley/sim/results"
)

func TestRegister_ordersByMeasuredImpact(t *testing.T) {
	m, d := fixtureManifest(), fixtureDerived()
	turn, _ := flipTable(m, d, nil)
	groups := register(m, d, seeds.Embedded(), turn)
	if groups[0].Title != "Inputs that move the answer" {
		t.Fatalf("first group is %q", groups[0].Title)
	}
	// From the fifths of the fixture: 48-12, 44-16, 41-20, 37-22, 34-27, 33-28, 32-28 points; noise is 1.3 points.
	want := []struct {
		path   string
		impact string
		flip   string
	}{
		{"actors.iran.no-deal.base", "36 points", "below 0.047"},
		{"actors.us.no-deal.base", "28 points", "above 0.0945"},
		{"actors.iran.loss-aversion", "21 points", "above 2.15"},
		{"actors.iran.precondition.softness", "15 points", ""},
		{"actors.iran-hardliners.veto.power", "7 points", ""},
		{"actors.khamenei.trust.us", "5 points", ""},
		{"talks.contact", "4 points", ""},
	}
	if len(groups[0].Entries) != len(want) {
		t.Fatalf("%d inputs move the answer, want %d", len(groups[0].Entries), len(want))
	}
	for i, w := range want {
		e := groups[0].Entries[i]
		if e.Path != w.path || e.Impact != w.impact || e.Flip != w.flip {
			t.Errorf("entry %d = %s, %s, %q; want %s, %s, %q", i+1, e.Path, e.Impact, e.Flip, w.path, w.impact, w.flip)
		}
	}
	n := 0
	for _, g := range groups {
		for _, e := range g.Entries {
			n++
			if e.Path == "implementation.base" && e.Impact != "not varied" {
				t.Errorf("a fixed quantity has impact %q", e.Impact)
			}
		}
	}
	if n != len(m.Quantities) {
		t.Errorf("%d rows for %d quantities", n, len(m.Quantities))
	}
}

func TestRegister_showsWhatANumberRestsOn(t *testing.T) {
	m := fixtureManifest()
	groups := register(m, nil, seeds.Embedded(), nil)
	by := map[string]Entry{}
	for _, g := range groups {
		for _, e := range g.Entries {
			by[e.Path] = e
		}
	}
	gap, _ := seeds.Embedded().Assumption("assumption/sanctions-scope")
	bare, _ := seeds.Embedded().Assumption("assumption")
	tests := []struct{ path, quality, label, says string }{
		{"actors.iran.no-deal.base", "assumed", "sanctions scope", clause(gap.Text)},
		{"actors.us.no-deal.base", "assumed", "assumption", clause(bare.Text)},
		{"actors.khamenei.trust.us", "high", "Khamenei, Feb 2025 (B2)", "does not trust the man who left the last agreement"},
		{"actors.russia.availability", "medium", "Putin (unnamed officials), by 4 Mar 2025 (C3)", "ready to help arrange talks"},
	}
	for _, test := range tests {
		e := by[test.path]
		if e.Quality != test.quality || e.Rests[0].Label != test.label || e.Rests[0].Says != test.says {
			t.Errorf("%s: quality %q, rests on %q: %q; want %q, %q: %q", test.path, e.Quality, e.Rests[0].Label, e.Rests[0].Says, test.quality, test.label, test.says)
		}
		if e.Impact != "not measured" {
			t.Errorf("%s: impact %q without drivers, want \"not measured\"", test.path, e.Impact)
		}
	}
}

func TestSwing(t *testing.T) {
	of := func(monotone bool, pct ...int64) results.Driver {
		d := results.Driver{Monotone: monotone}
		for i, p := range pct {
			d.Fifths[i] = results.Count{K: p, N: 100}
		}
		return d
	}
	tests := []struct {
		name string
		d    results.Driver
		want float64
	}{
		{"rising", of(true, 10, 20, 30, 40, 50), 40},
		{"falling", of(true, 50, 40, 30, 20, 10), 40},
		{"noise in the middle of a monotone input", of(true, 10, 55, 30, 40, 50), 40},
		{"hump", of(false, 20, 30, 60, 30, 25), 40},
		{"empty", results.Driver{}, 0},
	}
	for _, test := range tests {
		if got := swing(test.d); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: swing = %v, want %v", test.name, got, test.want)
		}
	}
}

func TestAnchor_differentIDsNeverMeet(t *testing.T) {
	ids := []string{"article/p9#precondition", "article/p9-precondition", "article-p9/precondition", "assumption", "assumption/a-b", "assumption/a/b", "x#y", "x-y", "x/y", "x y", "X/Y"}
	seen := map[string]string{}
	for _, id := range ids {
		a := anchor(id)
		if other, ok := seen[a]; ok {
			t.Errorf("%q and %q share the anchor %q", id, other, a)
		}
		seen[a] = id
	}
}

func TestAmount(t *testing.T) {
	tests := []struct {
		v    float64
		want string
	}{{0, "0"}, {0.5, "0.5"}, {0.0945, "0.0945"}, {0.123456, "0.123"}, {-0.25, "\u22120.25"}, {24, "24"}, {123.4, "123"}, {1234, "1230"}, {math.NaN(), ""}, {0.00001234, "0.0000123"}}
	for _, test := range tests {
		if got := amount(test.v); got != test.want {
			t.Errorf("amount(%v) = %q, want %q", test.v, got, test.want)
		}
	}
}
