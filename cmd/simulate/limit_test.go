//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// limited calls the program under a limit of the shell, such as "ulimit -n 5". The error is that of the call.
func limited(t *testing.T, dir, limit string, args ...string) (log string, err error) {
	t.Helper()
	cmd, _, stderr := simulate(t, dir)
	link := filepath.Join(dir, "simulate") // the program goes by the name it is called under
	if err := os.Symlink(cmd.Path, link); err != nil && !errors.Is(err, os.ErrExist) {
		t.Fatal(err)
	}
	cmd.Path, cmd.Args = "/bin/sh", append([]string{"sh", "-c", limit + ` && exec "$0" "$@"`, link}, args...)
	err = cmd.Run()
	return stderr.String(), err
}

// goesOn checks that a stored result is still what it was before a call failed, and that the same call without a hindrance makes of it what one that never failed
// makes.
func goesOn(t *testing.T, dir, to, before string, args ...string) {
	t.Helper()
	if after, runs, _ := table(t, to); after != before {
		t.Errorf("the stored result became another, of %d runs", runs)
	}
	call(t, 0, dir, append(args, "--out", to)...)
	call(t, 0, dir, append(args, "--out", "alone")...)
	got, _, _ := table(t, to)
	if want, _, _ := table(t, filepath.Join(dir, "alone")); got != want {
		t.Error("gone on afterwards, the table is another")
	}
}

// A file that may not grow any further fails half way through like one on a full disk, and needs no rights and no disk of its own to be tried: the error
// says so, what was stored before is the result it was, no half file carries a final name, and the same call without the limit goes on from there.
func TestRun_fileTooLarge(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	to := filepath.Join(dir, "r")
	call(t, 0, dir, "run", "water", "--runs", "700", "--out", to, "--no-report")
	before, _, _ := table(t, to)
	// a full segment takes 1 MB, the other files at most 190 kB; the unit is 512 bytes or 1,024, as the shell likes
	args := []string{"run", "water", "--runs", "17000", "--no-report"}
	log, err := limited(t, dir, "ulimit -f 800", append(args, "--out", to)...)
	var e *exec.ExitError
	if !errors.As(err, &e) || e.ExitCode() != exitFailed {
		t.Errorf("%v, want exit code %d", err, exitFailed)
	}
	for _, part := range []string{"writing " + to, "A file would be larger than is allowed here. What was complete before is safe"} {
		if !strings.Contains(log, part) {
			t.Errorf("it lacks %q: %s", part, log)
		}
	}
	goesOn(t, dir, to, before, args...)
}
