//go:build unix

package main

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// Under any limit on open files a call either does its work or says what is wrong, never with Go's own stacks; and what it leaves is taken up by the
// same call without a limit.
func TestRun_fewOpenFiles(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	for n := 4; n <= 16; n++ {
		to := fmt.Sprintf("r%d", n)
		log, err := limited(t, dir, fmt.Sprintf("ulimit -n %d", n), "run", "water", "--runs", "2000", "--no-report", "--out", to)
		var e *exec.ExitError
		if err != nil && (!errors.As(err, &e) || e.ExitCode() != exitFailed) || strings.Contains(log, "goroutine") {
			t.Fatalf("with %d files: %v\n%s", n, err, log)
		}
		if err != nil && (!strings.Contains(log, "too many open files") || !strings.Contains(log, "ulimit -n 256")) {
			t.Errorf("with %d files: %s", n, log)
		}
		if n <= 6 && err == nil {
			t.Errorf("with %d files: no error, so that this test tests nothing", n)
		}
		call(t, exitOK, dir, "run", "water", "--runs", "2000", "--no-report", "--out", to)
	}
}
