//go:build unix

package main

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Four processes started at the same moment on one folder, ten times over: those that do not get it say who has it, the others give or find the same
// whole result, and nothing else is left in the folder.
func TestRun_twoProcesses(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	const runs = "17000" // more than a segment
	dir := water(t)
	call(t, 0, dir, "run", "water", "--runs", runs, "--out", "alone", "--no-report")
	want, _, _ := table(t, filepath.Join(dir, "alone"))
	refused := 0
	for round := range 10 {
		to := filepath.Join(dir, itoa(int64(round)))
		var all []*exec.Cmd
		var logs []*bytes.Buffer
		for range 4 {
			cmd, _, log := simulate(t, dir, "run", "water", "--runs", runs, "--out", to, "--no-report")
			all, logs = append(all, cmd), append(logs, log)
		}
		for _, cmd := range all {
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
		}
		whole := 0
		for i, cmd := range all {
			cmd.Wait()
			switch code := cmd.ProcessState.ExitCode(); {
			case code == 0:
				whole++
			case code == exitFailed && strings.Contains(logs[i].String(), "is writing to "+to):
				refused++
			default:
				t.Errorf("exit code %d: %s", code, logs[i])
			}
		}
		if hash, n, partial := table(t, to); whole == 0 || hash != want || itoa(n) != runs || partial {
			t.Fatalf("%d calls succeeded, and the folder holds %d runs, partial %v, of another table: %v", whole, n, partial, hash != want)
		}
		for _, name := range []string{"LOCK", "UNFINISHED", "data/*.tmp"} {
			if left, _ := filepath.Glob(filepath.Join(to, name)); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		}
	}
	if refused == 0 {
		t.Error("no call met another")
	}
}
