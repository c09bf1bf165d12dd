package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/results"
)

// breaking is a protocol that breaks the contract of the code in every 500th run, else it is the one it stands for.
type breaking struct{ sim.Protocol }

func (b breaking) Play(s *sim.Session) sim.Ending {
	if s.W.Play%500 == 7 {
		panic("a made-up defect")
	}
	return b.Protocol.Play(s)
}

// spoiling is a protocol whose arithmetic goes wrong in some runs: 0/0 and 1/0 in the width of the zone, 0/0 in the terms of a text.
type spoiling struct{ sim.Protocol }

func (b spoiling) Play(s *sim.Session) sim.Ending {
	end := b.Protocol.Play(s)
	if end == sim.Open {
		return end
	}
	zero, o := 0.0, &s.W.Outcome
	switch s.W.Play % 500 {
	case 7:
		o.Zone = zero / zero
	case 8:
		o.Zone = 1 / zero
	case 9:
		o.HasText, o.Text[0] = true, zero/zero
	}
	return end
}

// broken is a study one option of which, its baseline, breaks so.
func broken(t *testing.T, a *app, dir string) *study.Study {
	t.Helper()
	return defective(t, a, dir, func(p sim.Protocol) sim.Protocol { return breaking{p} })
}

// small is a study of three options, the smallest there is, from a folder that water made.
func small(t *testing.T, a *app, dir string) *study.Study {
	t.Helper()
	s, _, err := a.open(filepath.Join(dir, "water"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// defective is a study in which every stage of the baseline is wrapped.
func defective(t *testing.T, a *app, dir string, wrap func(sim.Protocol) sim.Protocol) *study.Study {
	t.Helper()
	s := small(t, a, dir)
	p := *s.Plans[0]
	stages := p.Parts.Stages
	p.Parts.Stages = func(b *sim.Binder) []sim.Protocol {
		all := append([]sim.Protocol{}, stages(b)...)
		for i := range all {
			all[i] = wrap(all[i])
		}
		return all
	}
	s.Plans[0] = &p
	return s
}

// A protocol that panics in 2 of 1,000 runs: the rows of those runs are undefined and the others as they were, every denominator has them, summary,
// manifest, list and terminal agree, and the call fails with what is stored. Played again after the defect is gone, they get their rows on request, to
// the table of a run without failures.
func TestRun_failures(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a hundred thousand runs; the other tests of this file let some fail, too")
	}
	t.Parallel()
	const runs = 20_000 // more than a segment
	const failed = runs / 500
	var out, log bytes.Buffer
	a := &app{console: &console.Console{Out: &out, Err: &log, Width: 100, Plain: true}}
	made, dir := water(t), filepath.Join(t.TempDir(), "r")
	set := settings.Settings{Runs: runs, Seed: 1, Workers: 2, Out: dir}
	sum, err := a.runOne(context.Background(), broken(t, a, made), set, true, runFlags{noReport: true})
	if err != nil {
		t.Fatal(err, log.String())
	}

	// the call
	if err := tolerate(sum, 0.001); report(&log, err) != exitFailed || !strings.Contains(err.Error(), "0.2 % of the runs failed") {
		t.Errorf("2 of 1,000 failed where 1 may: %v", err)
	}
	if err := tolerate(sum, 0.002); err != nil {
		t.Errorf("2 of 1,000 failed where 2 may: %v", err)
	}

	// rows
	stored, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := stored.Verify(); err != nil {
		t.Error(err)
	}
	if m := &stored.Manifest; m.Runs != runs || m.Partial {
		t.Errorf("manifest of %d runs, partial %v", m.Runs, m.Partial)
	}
	sound := small(t, a, made)
	healthy := filepath.Join(t.TempDir(), "h")
	set.Out = healthy
	want, err := a.runOne(context.Background(), sound, set, true, runFlags{noReport: true})
	if err != nil {
		t.Fatal(err)
	}
	other, err := results.Open(healthy)
	if err != nil {
		t.Fatal(err)
	}
	got, err1 := stored.Column("baseline", "ending")
	due, err2 := other.Column("baseline", "ending")
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	for run, e := range got {
		if (e != e) != (run%500 == 7) || e == e && e != due[run] {
			t.Fatalf("run %d ends as %v, without the defect as %v", run, e, due[run])
		}
	}

	// denominators: 40 of 20,000 in the summary, and none in an ending
	o := sum.Options[0]
	ended := int64(0)
	for _, k := range o.Endings {
		ended += k
	}
	if o.N != runs || o.Failed != failed || ended != runs-failed || sum.Options[1].Failed != 0 {
		t.Errorf("of %d runs %d failed and %d ended; of another option %d failed", o.N, o.Failed, ended, sum.Options[1].Failed)
	}
	if x := want.Options[0]; x.Failed != 0 {
		t.Errorf("%d failed without the defect", x.Failed)
	}

	// list and terminal
	list, err := os.ReadFile(batch.FailureFile(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"40 of 20000 runs of option baseline failed", "run 507 of option baseline: a made-up defect", "breaking.Play"} {
		if !strings.Contains(string(list), part) {
			t.Errorf("failures.txt lacks %q", part)
		}
	}
	if n := strings.Count(string(list), "a made-up defect"); n != 20 {
		t.Errorf("%d failures are listed with their stacks, want the first 20", n)
	}
	if !strings.Contains(out.String(), "40 of 20,000 runs failed and are in no ending") {
		t.Errorf("the terminal keeps it quiet:\n%s", out.String())
	}

	// extended by a call that sees none of the first failures, the list is the same again
	set.Out, set.Runs = dir, runs+400
	if _, err := a.runOne(context.Background(), broken(t, a, made), set, true, runFlags{noReport: true}); err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(batch.FailureFile(dir))
	if err != nil || strings.Count(string(again), "a made-up defect") != 20 || !strings.Contains(string(again), "41 of 20400") {
		t.Errorf("after an extension the list reads %.300s (%v)", again, err)
	}

	// a resume keeps them, and retries them on request
	if sum, err = a.runOne(context.Background(), sound, set, true, runFlags{noReport: true, resume: true}); err != nil || sum.Options[0].Failed != failed+1 {
		t.Errorf("a resume gave %+v, %v", sum, err)
	}
	if sum, err = a.runOne(context.Background(), sound, set, true, runFlags{noReport: true, resume: true, retryFailed: true}); err != nil || sum.Options[0].Failed != 0 {
		t.Fatalf("failed runs were not retried: %v", err)
	}
	if _, err := os.Stat(batch.FailureFile(dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("failures.txt is still there: %v", err)
	}
	set.Out = healthy
	if _, err := a.runOne(context.Background(), sound, set, true, runFlags{noReport: true}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"manifest.json", "summary.json"} {
		x, err1 := os.ReadFile(filepath.Join(dir, name))
		y, err2 := os.ReadFile(filepath.Join(healthy, name))
		if err := errors.Join(err1, err2); err != nil || !bytes.Equal(x, y) {
			t.Errorf("retried, %s differs from that of a run without failures (%v)", name, err)
		}
	}
}

// The page and its charts tell of failed runs, link their list and count them in.
func TestRun_failuresOnThePage(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	a := &app{console: &console.Console{Out: io.Discard, Err: &log, Width: 100, Plain: true}}
	made, dir := water(t), filepath.Join(t.TempDir(), "r")
	set := settings.Settings{Runs: 2000, Seed: 1, Workers: 2, Out: dir, Sets: 20, SetRuns: 20} // runs 7, 507, 1007 and 1507 fail
	if _, err := a.runOne(context.Background(), broken(t, a, made), set, true, runFlags{}); err != nil {
		t.Fatal(err, log.String())
	}
	page, err1 := os.ReadFile(filepath.Join(dir, "brief.html"))
	chart, err2 := os.ReadFile(filepath.Join(dir, "charts", "01-outcomes.csv"))
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string][2]string{
		"warning": {log.String(), "4 runs failed and ended in nothing"},
		"page":    {string(page), "Runs that failed"},
		"link":    {string(page), `href="failures.txt"`},
		"chart":   {string(chart), "\"Failed, in no ending\",under 1,4"},
	} {
		if !strings.Contains(c[0], c[1]) {
			t.Errorf("%s lacks %q", name, c[1])
		}
	}
}

// Shards with 2 failed of 1,000 runs are merged whole, and the call fails as that of one machine does, unless so many may.
func TestMerge_failures(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	const runs = 16_384 + 600
	a := &app{console: &console.Console{Out: io.Discard, Err: io.Discard, Width: 100, Plain: true}}
	made, dir := water(t), t.TempDir()
	set := settings.Settings{Runs: runs, Seed: 1, Workers: 2, Sets: 20, SetRuns: 20}
	for _, part := range []string{"0/2", "1/2"} {
		set.Out = filepath.Join(dir, "shards", part[:1])
		if _, err := a.runOne(context.Background(), broken(t, a, made), set, true, runFlags{shard: part}); err != nil {
			t.Fatal(err)
		}
	}
	for to, most := range map[string]float64{"strict": 0.001, "lenient": 0.0021} { // 34 of 16,984
		err := a.merge(context.Background(), []string{filepath.Join(dir, "shards")}, filepath.Join(dir, to), false, true, most)
		if (err != nil) != (to == "strict") || err != nil && (report(io.Discard, err) != exitFailed || !strings.Contains(err.Error(), "0.2 % of the runs failed")) {
			t.Errorf("%s: %v", to, err)
		}
		merged, err := results.Open(filepath.Join(dir, to))
		if err != nil {
			t.Fatal(err)
		}
		if sum, err := merged.Summary(); err != nil || sum.Options[0].Failed != 34 || sum.Options[0].N != runs { // runs 7, 507, ... 16,507
			t.Errorf("%s: %v failed (%v)", to, sum, err)
		}
	}
}

// A number that is not finite is a failed run like a panic: a row without values, its number and place in the list, in every denominator. NaN
// too, which rows use for what is undefined.
func TestRun_notFinite(t *testing.T) {
	t.Parallel()
	const runs = 5_000
	var out, log bytes.Buffer
	a := &app{console: &console.Console{Out: &out, Err: &log, Width: 100, Plain: true}}
	dir := filepath.Join(t.TempDir(), "r")
	set := settings.Settings{Runs: runs, Seed: 1, Workers: 2, Out: dir, Sets: 20, SetRuns: 20}
	sum, err := a.runOne(context.Background(), defective(t, a, water(t), func(p sim.Protocol) sim.Protocol { return spoiling{p} }), set, true, runFlags{noReport: true})
	if err != nil {
		t.Fatal(err, log.String())
	}
	if err := tolerate(sum, 0.001); report(&log, err) != exitFailed {
		t.Errorf("6 of 1,000 failed where 1 may: %v", err)
	}
	stored, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	ending, err := stored.Column("baseline", "ending")
	if err != nil {
		t.Fatal(err)
	}
	failed := int64(0)
	for run, e := range ending {
		k := run % 500
		if e == e && (k == 7 || k == 8 || k == 9) || e != e && (k < 7 || k > 9) {
			t.Errorf("run %d ends as %v", run, e)
		}
		if e != e {
			failed++
		}
	}
	if failed != 3*runs/500 {
		t.Errorf("%d runs failed, want %d", failed, 3*runs/500)
	}
	ended := int64(0)
	for _, k := range sum.Options[0].Endings {
		ended += k
	}
	if o := sum.Options[0]; o.N != runs || o.Failed != failed || ended != runs-failed {
		t.Errorf("of %d runs %d failed and %d ended", o.N, o.Failed, ended)
	}
	list, err := os.ReadFile(batch.FailureFile(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"30 of 5000 runs of option baseline failed", "run 7 of option baseline: sim/metric: zone is NaN", "run 508 of option baseline: sim/metric: zone is +Inf",
		"run 1009 of option baseline: sim/metric: deal."} {
		if !strings.Contains(string(list), part) {
			t.Errorf("failures.txt lacks %q:\n%.600s", part, list)
		}
	}
	if !strings.Contains(out.String(), "30 of 5,000 runs failed and are in no ending") {
		t.Errorf("the terminal keeps it quiet:\n%s", out.String())
	}
}
