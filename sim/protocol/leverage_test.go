package protocol_test

import (
	"testing"

	"parley/sim"
)

// Leverage brings the sides to the table too: it is part of what a deal is worth (docs/model.md 7.3, 7.5), and that is what they weigh when
// they think about talking. The style changes nothing else before talks open, so on the same draws formulation and manipulation differ by
// the leverage alone; with a leverage of 0 they do not differ at all. Direction: Touval & Zartman 1985.
func TestLeverage_bringsSidesToTheTable(t *testing.T) {
	talks := func(sets ...string) (n int) {
		p := under(t, "baseline", "single-text", append([]string{"actors.russia.availability=1", "actors.us.accepts-mediator=1", "actors.iran.accepts-mediator=1"}, sets...)...)
		at := -1
		for i, c := range p.Parts.Columns {
			if c.Name == "talks-month" {
				at = i
			}
		}
		m, row := sim.NewMachine(p, 1), make([]float64, len(p.Parts.Columns))
		for run := range uint64(2000) {
			if f := m.Row(run, run, row); f != nil {
				t.Fatal(f.Cause)
			}
			if x := row[at]; x == x {
				n++
			}
		}
		return n
	}
	drafts := talks("actors.russia.style=formulation")
	if none := talks("actors.russia.style=manipulation", "actors.russia.muscle=0"); none != drafts {
		t.Errorf("talks opened in %d runs with a leverage of 0, in %d without leverage: they must be the same", none, drafts)
	}
	if pressed := talks("actors.russia.style=manipulation", "actors.russia.muscle=0.08"); pressed < drafts+40 {
		t.Errorf("talks opened in %d of 2,000 runs with leverage and in %d without: want at least 40 more", pressed, drafts)
	}
}
