package protocol_test

import (
	"testing"

	"parley/sim"
)

// unvoted are rows of the baseline without a stage of ratification, by column name.
func unvoted(t *testing.T, runs uint64, sets ...string) []map[string]float64 {
	t.Helper()
	p := under(t, "baseline", "alternating-offers", append([]string{"stages=[talks-about-talks, alternating-offers, implementation]"}, sets...)...)
	m, row := sim.NewMachine(p, 1), make([]float64, len(p.Parts.Columns))
	var rows []map[string]float64
	for run := range runs {
		if f := m.Row(run, run, row); f != nil {
			t.Fatal(f.Cause)
		}
		r := map[string]float64{}
		for i, c := range p.Parts.Columns {
			if row[i] == row[i] {
				r[c.Name] = row[i]
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// Where nobody votes, what is signed is in force: a deal has a month of entry into force, a surplus and a life from there on (docs/model.md 3.1).
// Each month in force has a chance of 0.2 that the shock ends it, whatever talks were spared: with draws of the months before, which no deal
// reaches had they struck, none would end early.
func TestUnvoted_signedIsInForce(t *testing.T) {
	const hazard = 0.2
	deals, first := 0, 0
	for run, r := range unvoted(t, 4000, "shocks.armed-clash.hazard=0.2", "shocks.armed-clash.in-force=1", "talks.contact=1", "horizon=12 months") {
		if r["ending"] > float64(sim.LimitedDeal) {
			if _, in := r["force-month"]; in {
				t.Fatalf("run %d ends in %s and has an entry into force", run, sim.Ending(r["ending"]))
			}
			continue
		}
		deals++
		if force, in := r["force-month"]; !in || force != r["text-month"] || force != r["ending-month"] {
			t.Fatalf("run %d: text in month %v, in force in %v, ended in %v", run, r["text-month"], force, r["ending-month"])
		}
		if _, in := r["surplus.us"]; !in {
			t.Fatalf("run %d: a deal in force is worth nothing that is known", run)
		}
		if month, over := r["collapse-month"]; over && month == 0 {
			first++
		}
	}
	if deals < 100 {
		t.Fatalf("only %d deals", deals)
	}
	// erosion and exits come on top of the shock; four standard errors of a share of 0.2 in 100 deals are 0.16
	if share := float64(first) / float64(deals); share < hazard-0.16 || share > hazard+0.3 {
		t.Errorf("%.2f of %d deals end in their first month, want %.2f or somewhat more", share, deals, hazard)
	}
}

// A vote that is not held cannot be foreseen: a ratifier whom nothing pleases changes no text.
func TestUnvoted_noVoteIsForeseen(t *testing.T) {
	plain := unvoted(t, 600)
	stern := unvoted(t, 600, "actors.khamenei.veto.threshold=0.5", "actors.khamenei.veto.power=1")
	texts := 0
	for run := range plain {
		a, b := plain[run], stern[run]
		if a["ending"] != b["ending"] || a["text-month"] != b["text-month"] || a["deal.relief"] != b["deal.relief"] {
			t.Fatalf("run %d: with a vote that nobody holds the run ends differently", run)
		}
		if _, in := a["text-month"]; in {
			texts++
		}
	}
	if texts < 50 {
		t.Fatalf("only %d texts", texts)
	}
}
