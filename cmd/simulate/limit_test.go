//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file that may not grow any further fails half way through like one on a full disk, and needs no rights and no disk of its own to be tried: the error
// says so, what was stored before is the result it was, no half file carries a final name, and the same call without the limit goes on from there.
func TestRun_fileTooLarge(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	to := filepath.Join(dir, "r")
	call(t, 0, dir, "run", "water", "--runs", "700", "--out", to, "--no-report")
	before, _, _ := table(t, to)
	cmd, _, log := simulate(t, dir)
	if err := os.Symlink(cmd.Path, filepath.Join(dir, "simulate")); err != nil {
		t.Fatal(err)
	}
	// a full segment takes 1 MB, the other files at most 190 kB; the unit is 512 bytes or 1,024, as the shell likes
	cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `ulimit -f 800; exec "$0" run water --runs 17000 --out "$1" --no-report`, filepath.Join(dir, "simulate"), to}
	cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	for _, part := range []string{"writing " + to, "A file would be larger than is allowed here. What was complete before is safe"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("it lacks %q: %s", part, log)
		}
	}
	if after, runs, _ := table(t, to); after != before || runs != 700 {
		t.Errorf("a stored result of 700 runs became one of %d", runs)
	}
	call(t, 0, dir, "run", "water", "--runs", "17000", "--out", to, "--no-report")
	call(t, 0, dir, "run", "water", "--runs", "17000", "--out", "alone", "--no-report")
	got, _, _ := table(t, to)
	want, _, _ := table(t, filepath.Join(dir, "alone"))
	if got != want {
		t.Error("gone on afterwards, the table is another")
	}
}
