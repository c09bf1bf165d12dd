package protocol_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/protocol"
	"parley/sim/results"
	"parley/sim/solution"
)

var update = flag.Bool("update", false, "write the golden transcripts anew")

// under compiles an embedded scenario with another bargaining protocol.
func under(t testing.TB, scenario, name string, sets ...string) *sim.Plan {
	t.Helper()
	over := []results.Override{{Path: "stages", Value: "[talks-about-talks, " + name + ", ratification, implementation]"}}
	for _, s := range sets {
		path, value, _ := strings.Cut(s, "=")
		over = append(over, results.Override{Path: path, Value: value})
	}
	sc, findings := scenarios.Load(scenario, over)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := sc.Spec(sc.Manifest().Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return scenarios.Compile(spec)
}

func bargaining() []protocol.Entry {
	var out []protocol.Entry
	for _, e := range protocol.List() {
		if e.Stage == protocol.Bargaining {
			out = append(out, e)
		}
	}
	return out
}

// What every bargaining protocol keeps to, on any scenario: it ends; a text lies on the agenda's range, moves each of its issues and
// leaves neither side worse off than no deal as it sees things; the same run is the same again, also after others were played on
// the same machine; some runs end with a text and some without.
func TestProtocols_conform(t *testing.T) {
	const runs = 400
	for _, e := range bargaining() {
		t.Run(e.Name, func(t *testing.T) {
			p := under(t, "baseline", e.Name)
			m, again := sim.NewMachine(p, 1), sim.NewMachine(p, 1)
			texts := 0
			for run := range uint64(runs) {
				w := m.Play(run, run, nil)
				o := w.Outcome
				if o.Ending < 0 || int(o.Ending) >= len(sim.EndingNames) {
					t.Fatalf("run %d ends as %d", run, o.Ending)
				}
				if o.HasText {
					texts++
					for k := range w.Issues {
						x := o.Text[k]
						if !(x >= 0 && x <= 1) || math.IsNaN(x) {
							t.Fatalf("run %d: issue %d at %v", run, k, x)
						}
						if lo, hi, ok := solution.Range(w, k); o.Scope.Has(k) && ok && !(x >= lo-1e-9 && x <= hi+1e-9) {
							t.Fatalf("run %d: issue %d at %v, feasible from %v to %v", run, k, x, lo, hi)
						}
					}
				}
				if run%7 == 0 { // another order on another machine
					if b := again.Play(run, run, nil).Outcome; b != o {
						t.Fatalf("run %d differs when played again:\n%+v\n%+v", run, o, b)
					}
				}
			}
			if texts == 0 || texts == runs {
				t.Errorf("%d of %d runs have a text", texts, runs)
			}
		})
	}
}

// The transcript of one run under each protocol, with everything that was put on the table, is as it was.
func TestProtocols_transcripts(t *testing.T) {
	for _, e := range bargaining() {
		t.Run(e.Name, func(t *testing.T) {
			p := under(t, "baseline", e.Name)
			m := sim.NewMachine(p, 1)
			run := uint64(0)
			for !m.Play(run, run, nil).Outcome.HasText && run < 500 {
				run++
			}
			var tr sim.Transcript
			w := m.Play(run, run, &tr)
			var b strings.Builder
			fmt.Fprintf(&b, "%s, baseline, seed 1, run %d: %s\n", e.Name, run, w.Outcome.Ending)
			for _, ev := range tr.Events {
				switch ev.Kind {
				case sim.ScopeSet:
					fmt.Fprintf(&b, "month %2d  scope %04b, agreement possible: %v\n", ev.Month, ev.Scope, ev.OK)
				case sim.Offered, sim.Drafted:
					who := "draft"
					if ev.Kind == sim.Offered {
						who = p.Spec.Table[ev.Who]
					}
					fmt.Fprintf(&b, "month %2d  round %2d  %-5s %s  worth %.4f %.4f  asked %.4f %.4f  %v\n", ev.Month, ev.Round, who, deal(ev.Deal, w.Issues), ev.P[0], ev.P[1], ev.Asp[0], ev.Asp[1], ev.OK)
				case sim.WalkedOut:
					fmt.Fprintf(&b, "month %2d  round %2d  %s walks out\n", ev.Month, ev.Round, p.Spec.Table[ev.Who])
				case sim.TextAgreed:
					fmt.Fprintf(&b, "month %2d  round %2d  agreed: %s\n", ev.Month, ev.Round, deal(ev.Deal, w.Issues))
				}
			}
			file := filepath.Join("testdata", "transcripts", e.Name+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s:\n got %s\nwant %s", file, b.String(), want)
			}
		})
	}
}

func deal(d sim.Deal, n int) string {
	var parts []string
	for k := range n {
		parts = append(parts, fmt.Sprintf("%.3f", d[k]))
	}
	return strings.Join(parts, " ")
}

// Perfect offers to a deadline come to those without end as rounds grow, run by run.
func TestStahl_comesToRubinstein(t *testing.T) {
	sets := []string{"protocol.break-hazard=0", "protocol.fallback-at=1", "protocol.linked=1"}
	endless := sim.NewMachine(under(t, "baseline", "rubinstein", sets...), 1)
	gap := func(rounds string) (worst float64, n int) {
		m := sim.NewMachine(under(t, "baseline", "stahl", append(sets, "protocol.rounds="+rounds)...), 1)
		for run := range uint64(150) {
			a, b := endless.Play(run, run, nil).Outcome, m.Play(run, run, nil).Outcome
			if a.HasText && b.HasText && a.TextMonth == b.TextMonth && a.Renegotiated == 0 && b.Renegotiated == 0 {
				worst = max(worst, math.Abs(a.U-b.U))
				n++
			}
		}
		return worst, n
	}
	few, n := gap("5")
	many, _ := gap("200")
	if n < 20 || !(many < 1e-3) || !(few > 100*many) {
		t.Errorf("over %d runs: apart by %v with 5 rounds, by %v with 200", n, few, many)
	}
}

// Monotonic concession ends near the Nash point (Harsanyi 1956): without veto players, where values are surpluses, the product at its
// text is within a twentieth of the largest along the contract curve.
func TestMonotonicConcession_endsNearNash(t *testing.T) {
	over := []results.Override{{Path: "stages", Value: "[monotonic-concession]"}, {Path: "ratifiers", Value: "[]"}, {Path: "protocol.rounds", Value: "100"}, {Path: "protocol.break-hazard", Value: "0"}, {Path: "horizon", Value: "200 months"}, {Path: "protocol.fallback-at", Value: "1"}}
	sc, findings := scenarios.Load("baseline", over)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := sc.Spec(sc.Manifest().Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	m := sim.NewMachine(scenarios.Compile(spec), 1)
	checked := 0
	for run := range uint64(60) {
		w := m.Play(run, run, nil)
		if !w.Outcome.HasText {
			continue
		}
		product := func(d sim.Deal) float64 {
			a, b := w.Surplus(&w.Principals[0].Stakes, &d, w.Outcome.Scope), w.Surplus(&w.Principals[1].Stakes, &d, w.Outcome.Scope)
			return max(0, a) * max(0, b)
		}
		pieces, curve := solution.NewPieces(w.Issues, true), solution.NewCurve(w.Issues, true)
		pieces.Cut(w)
		curve.Lay(w, pieces, w.Outcome.Scope)
		best := 0.0
		for i := range 2001 {
			best = max(best, product(curve.At(float64(i)/2000)))
		}
		if got := product(w.Outcome.Text); got < 0.95*best {
			t.Errorf("run %d: product %v, the largest is %v", run, got, best)
		}
		checked++
	}
	if checked < 10 {
		t.Errorf("only %d runs had a text", checked)
	}
}

// The tactics of a file matter: exponential concession and each answer to the other side's concessions give other texts.
func TestTactics_matter(t *testing.T) {
	texts := func(sets ...string) string {
		m := sim.NewMachine(under(t, "baseline", "alternating-offers", sets...), 1)
		var b strings.Builder
		for run := range uint64(120) {
			o := m.Play(run, run, nil).Outcome
			fmt.Fprintf(&b, "%d %.6f %d;", o.Rounds, o.U, o.Ending)
		}
		return b.String()
	}
	imitate := []string{"actors.us.tactic.own-pace=0.5", "actors.iran.tactic.own-pace=0.5"}
	seen := map[string]string{}
	for _, sets := range [][]string{nil, {"protocol.tactic=exponential"}, imitate,
		append(imitate, "protocol.answer=relative"), append(imitate, "protocol.answer=random-absolute"), append(imitate, "protocol.answer=averaged")} {
		got := texts(sets...)
		if other, twice := seen[got]; twice {
			t.Errorf("%v plays as %s", sets, other)
		}
		seen[got] = fmt.Sprint(sets)
	}
}

func BenchmarkRun(b *testing.B) {
	for _, e := range bargaining() {
		b.Run(e.Name, func(b *testing.B) {
			m := sim.NewMachine(under(b, "baseline", e.Name), 1)
			run := uint64(0)
			b.ReportAllocs()
			for b.Loop() {
				m.Play(run, run, nil)
				run++
			}
		})
	}
}

// The outside option principle (Binmore, Rubinstein & Wolinsky 1986): an option worse than what a side gets anyway changes nothing; a
// better one moves the terms towards it. The first side speaks first, so the second's option is what counts.
func TestRubinstein_outsideOption(t *testing.T) {
	sets := []string{"protocol.break-hazard=0", "protocol.fallback-at=1", "protocol.linked=1", "ratifiers=[]"} // without veto players values are surpluses
	play := func(option string) map[uint64]float64 {
		m := sim.NewMachine(under(t, "baseline", "rubinstein", append(sets, "protocol.outside-second="+option)...), 1)
		out := map[uint64]float64{}
		for run := range uint64(150) {
			if o := m.Play(run, run, nil).Outcome; o.HasText && o.Renegotiated == 0 {
				out[run] = o.U
			}
		}
		return out
	}
	none, small, large := play("0"), play("0.0002"), play("0.15")
	same, moved := 0, 0
	for run, u := range none {
		if v, ok := small[run]; ok && math.Abs(v-u) < 1e-9 {
			same++
		}
		if v, ok := large[run]; ok && v < u-1e-9 { // the second side's end of the curve is 0
			moved++
		}
		if v, ok := large[run]; ok && v > u+1e-9 {
			t.Errorf("run %d: the option of the second side moves the terms from %v to %v, towards the first", run, u, v)
		}
	}
	if same < len(none)*9/10 || moved == 0 {
		t.Errorf("of %d texts a small option leaves %d, a large one moves %d", len(none), same, moved)
	}
}

// The readings of the two models of many actors are those of the file.
func TestPositionModels_readings(t *testing.T) {
	texts := func(name, set string) string {
		m := sim.NewMachine(under(t, "baseline", name, set), 1)
		var b strings.Builder
		for run := range uint64(300) {
			o := m.Play(run, run, nil).Outcome
			fmt.Fprintf(&b, "%d %.6f;", o.Ending, o.Text)
		}
		return b.String()
	}
	if texts("challenge", "protocol.challenge=table-matching") == texts("challenge", "protocol.challenge=as-printed") {
		t.Error("the two readings of the challenge model play alike")
	}
	if texts("spatial", "protocol.spatial-victory=linear") == texts("spatial", "protocol.spatial-victory=octic") {
		t.Error("linear and octic victories play alike")
	}
}

// What a rule keeps from round to round is of one attempt, also where the first rounds had nothing to agree on: with a cost of no deal that
// grows, agreement becomes possible in the midst of the rounds. Every run is what it is on a machine that has played nothing else.
func TestProtocols_keepNothing(t *testing.T) {
	for _, e := range bargaining() {
		t.Run(e.Name, func(t *testing.T) {
			p := under(t, "baseline", e.Name, "actors.us.no-deal.drift=0.01", "actors.iran.no-deal.drift=0.01", "protocol.scopes=full-only")
			m := sim.NewMachine(p, 1)
			for run := range uint64(300) {
				got := m.Play(run, run, nil).Outcome
				if want := sim.NewMachine(p, 1).Play(run, run, nil).Outcome; got != want {
					t.Fatalf("run %d after others:\n%+v\nalone:\n%+v", run, got, want)
				}
			}
		})
	}
}
