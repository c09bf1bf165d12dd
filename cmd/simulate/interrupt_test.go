//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/cmd/simulate/internal/sweep"
	"parley/sim/results"
)

// simulate prepares a call of this program in a folder.
func simulate(t *testing.T, dir string, args ...string) (*exec.Cmd, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out, log bytes.Buffer
	cmd := &exec.Cmd{Path: self, Args: append([]string{"simulate"}, args...), Dir: dir, Stdout: &out, Stderr: &log, Env: append(os.Environ(), "HOME="+dir)}
	return cmd, &out, &log
}

// call runs it and demands an exit code.
func call(t *testing.T, code int, dir string, args ...string) (string, string) {
	t.Helper()
	cmd, out, log := simulate(t, dir, args...)
	err := cmd.Run()
	var e *exec.ExitError
	if err != nil && !errors.As(err, &e) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("simulate %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, log)
	}
	return out.String(), log.String()
}

// until waits for a whole segment with the given ending of its name.
func until(t *testing.T, dir, name string) {
	t.Helper()
	for range 2400 {
		if found, _ := filepath.Glob(filepath.Join(dir, "data", name)); len(found) > 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("no segment %s in %s after two minutes", name, dir)
}

func water(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	call(t, 0, dir, "init", "water", "--template", "two-party-minimal")
	return dir
}

// table is the hash of a stored result, with its number of runs.
func table(t *testing.T, dir string) (string, int64, bool) {
	t.Helper()
	set, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Verify(); err != nil {
		t.Fatal(err)
	}
	return set.Manifest.TableHash, set.Manifest.Runs, set.Manifest.Partial
}

// An interrupted run keeps the unbroken prefix of whole segments for all options, says so with exit code 4, and the same call
// goes on from there to the bytes of an uninterrupted run.
func TestRun_interrupted(t *testing.T) {
	t.Parallel()
	dir := water(t)
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if testing.Short() { // both come by one channel
		signals = signals[:1]
	}
	for _, sig := range signals {
		to := filepath.Join(dir, sig.String())
		cmd, out, log := simulate(t, dir, "run", "water", "--runs", "50000000", "--out", to, "--json")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		until(t, to, "*-00000.parquet")
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitInterrupted && !strings.Contains(log.String(), "nothing was kept") {
			t.Fatalf("%v: exit code %d, want %d\n%s", sig, code, exitInterrupted, log)
		}
		if strings.Contains(log.String(), "nothing was kept") { // one option's first segment was whole, another's was not
			continue
		}
		hash, runs, partial := table(t, to)
		if !partial || runs == 0 || runs%results.SegmentRuns != 0 {
			t.Errorf("%v: %d runs kept, partial %v", sig, runs, partial)
		}
		var said struct {
			Partial bool   `json:"partial"`
			Runs    int64  `json:"runs"`
			Hash    string `json:"table_sha256"`
		}
		if err := json.Unmarshal(out.Bytes(), &said); err != nil || !said.Partial || said.Runs != runs || said.Hash != hash {
			t.Errorf("%v: printed %+v for %d runs (%v)", sig, said, runs, err)
		}
		if !strings.Contains(log.String(), "Stopped: ") {
			t.Errorf("%v: nothing said of it:\n%s", sig, log)
		}
		if left, _ := filepath.Glob(filepath.Join(to, "data", "*.tmp")); len(left) > 0 {
			t.Errorf("%v: left behind: %v", sig, left)
		}
		if sig != os.Interrupt {
			continue
		}
		more := runs + 500
		call(t, 0, dir, "run", "water", "--runs", itoa(more), "--out", to, "--no-report")
		call(t, 0, dir, "run", "water", "--runs", itoa(more), "--out", "whole", "--no-report")
		resumed, _, _ := table(t, to)
		whole, _, _ := table(t, filepath.Join(dir, "whole"))
		if resumed != whole {
			t.Error("resumed, the table differs from that of an uninterrupted run")
		}
	}
}

// Several scenarios are played by turns: stopped early, all of them have runs, the table says it is partial, and the same call goes on.
func TestRun_severalInterrupted(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	call(t, 0, dir, "init", "second", "--template", "two-party-minimal")
	call(t, 0, dir, "init", "third", "--template", "two-party-minimal")
	to := filepath.Join(dir, "all")
	args := []string{"run", "water", "second", "third", "--out", to, "--no-report", "--seed", "1"}
	cmd, _, log := simulate(t, dir, append(args, "--runs", "50000000")...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, filepath.Join(to, "third"), "baseline-00000.parquet")
	until(t, filepath.Join(to, "water"), "baseline-00001.parquet") // two rounds are over
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(log.String(), "Stopped in the round of") {
		t.Fatalf("exit code %d, want %d\n%s", code, exitInterrupted, log)
	}
	least, most := int64(1)<<62, int64(0)
	for _, name := range []string{"water", "second", "third"} {
		_, runs, _ := table(t, filepath.Join(to, name))
		least, most = min(least, runs), max(most, runs)
	}
	if least < results.SegmentRuns || most > roundFactor*roundFactor*least {
		t.Errorf("stopped, the scenarios have from %d to %d runs", least, most)
	}
	text, err := os.ReadFile(filepath.Join(to, "sweep.json"))
	if err != nil || !strings.Contains(string(text), `"partial":true`) {
		t.Errorf("the table is not marked as partial (%v)", err)
	}
	more := itoa(most)
	call(t, 0, dir, append(args, "--runs", more)...)
	call(t, 0, dir, "run", "second", "--runs", more, "--out", "whole", "--no-report")
	resumed, _, _ := table(t, filepath.Join(to, "second"))
	whole, _, _ := table(t, filepath.Join(dir, "whole"))
	if resumed != whole {
		t.Error("gone on afterwards, a table differs from that of an uninterrupted run")
	}
}

// Killed before the first checkpoint, a run leaves nothing that is read as a result, and the same call starts over.
func TestRun_killed(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	to := filepath.Join(dir, "killed")
	kill := func() {
		t.Helper()
		cmd, _, _ := simulate(t, dir, "run", "water", "--runs", "50000000", "--out", to)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		until(t, to, "*-00001.parquet")
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
	}
	kill()
	for _, name := range []string{results.ManifestFile, results.ManifestCopy} {
		if err := os.Remove(filepath.Join(to, name)); err != nil && !errors.Is(err, fs.ErrNotExist) { // it was not quick enough
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"report", to}, {"compare", to}, {"explain", "3", "--results", to}, {"charts", to}} {
		if _, log := call(t, exitFailed, dir, args...); !strings.Contains(log, "a run was stopped there before anything was complete") {
			t.Errorf("simulate %s on a killed run: %s", args[0], log)
		}
	}
	call(t, 0, dir, "run", "water", "--runs", "700", "--out", to, "--no-report")
	call(t, 0, dir, "run", "water", "--runs", "700", "--out", "fresh", "--no-report")
	got, _, _ := table(t, to)
	want, _, _ := table(t, filepath.Join(dir, "fresh"))
	if got != want {
		t.Error("after a killed run the table differs from a fresh one")
	}

	// A stored result that is killed while it is extended is sound: the result it was, or more of it.
	os.RemoveAll(to)
	call(t, 0, dir, "run", "water", "--runs", "700", "--out", to, "--no-report")
	before, _ := call(t, 0, dir, "explain", "3", "--results", to)
	kill()
	if after, _ := call(t, 0, dir, "explain", "3", "--results", to); after != before {
		t.Errorf("killed while extended, a run reads otherwise:\n%s", after)
	}
	got, runs, partial := table(t, to)
	if was := runs == 700 && !partial && got == want; !was && !(partial && runs > 0 && runs%results.SegmentRuns == 0) {
		t.Errorf("killed while extended, the result has %d runs, partial %v, table %s", runs, partial, got)
	}
	more := itoa(runs + 500)
	call(t, 0, dir, "run", "water", "--runs", more, "--out", to, "--no-report")
	call(t, 0, dir, "run", "water", "--runs", more, "--out", "fresh", "--no-report")
	if _, err := os.Stat(filepath.Join(to, "UNFINISHED")); err == nil {
		t.Error("it is still marked as unfinished")
	}
	got, _, _ = table(t, to)
	want, _, _ = table(t, filepath.Join(dir, "fresh"))
	if got != want {
		t.Error("extended after a killed extension, the table differs from a fresh one")
	}
}

// Killed after a checkpoint, what it holds is a partial result, and the same call goes on from there to the table of an uninterrupted run.
func TestRun_killedAfterCheckpoint(t *testing.T) {
	t.Parallel()
	dir := water(t)
	to := filepath.Join(dir, "killed")
	cmd, _, _ := simulate(t, dir, "run", "water", "--runs", "50000000", "--out", to, "--no-report")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 2400 {
		if _, err := os.Stat(filepath.Join(to, results.ManifestFile)); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	_, runs, partial := table(t, to)
	if !partial || runs < results.SegmentRuns {
		t.Fatalf("%d runs at the checkpoint, partial %v", runs, partial)
	}
	more := itoa(runs + 500)
	if _, log := call(t, 0, dir, "run", "water", "--runs", more, "--out", to, "--no-report", "--resume"); !strings.Contains(log, "Going on from ") {
		t.Errorf("not gone on from the checkpoint: %s", log)
	}
	call(t, 0, dir, "run", "water", "--runs", more, "--out", "whole", "--no-report")
	resumed, _, _ := table(t, to)
	whole, _, _ := table(t, filepath.Join(dir, "whole"))
	if resumed != whole {
		t.Error("gone on after kill -9, the table differs from that of an uninterrupted run")
	}
}

// A sweep killed at any moment after its first checkpoint goes on from there to the table of one that was not.
func TestSweep_killed(t *testing.T) {
	t.Parallel()
	dir := water(t)
	to := filepath.Join(dir, "killed")
	args := []string{"sweep", "water", "--vary", "talks.contact=0.2..0.8:3", "--runs"}
	cmd, _, _ := simulate(t, dir, append(args, "50000000", "--out", to)...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 2400 {
		if _, err := os.Stat(filepath.Join(to, "sweep.json")); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	old, err := sweep.Load(to)
	if err != nil || old == nil || !old.Partial || old.Played() == 0 {
		t.Fatalf("no partial table after kill -9: %v", err)
	}
	more := int64(0) // what is stored may be more than one block of 1,024 runs of each cell
	for _, c := range old.Cells {
		more = max(more, c.N+500)
	}
	call(t, 0, dir, append(args, itoa(more), "--out", to, "--resume")...)
	call(t, 0, dir, append(args, itoa(more), "--out", "whole")...)
	a, err1 := os.ReadFile(filepath.Join(to, "sweep.json"))
	b, err2 := os.ReadFile(filepath.Join(dir, "whole", "sweep.json"))
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(a, b) {
		t.Errorf("gone on after kill -9, the table differs from that of an uninterrupted sweep (%v)", err)
	}
}

func itoa(n int64) string {
	b, _ := json.Marshal(n)
	return string(b)
}
