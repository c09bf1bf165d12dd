//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Under any limit on open files a call either does its work or says what is wrong, never with Go's own stacks; and what it leaves is taken up by the
// same call without a limit.
func TestRun_fewOpenFiles(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(dir, "simulate")); err != nil {
		t.Skip(err)
	}
	for n := 4; n <= 16; n++ {
		to := fmt.Sprintf("r%d", n)
		line := fmt.Sprintf(`ulimit -n %d && exec ./simulate run water --runs 2000 --no-report --out %s`, n, to)
		cmd := exec.Command("/bin/sh", "-c", line)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
		var log bytes.Buffer
		cmd.Stderr = &log
		err := cmd.Run()
		var e *exec.ExitError
		if err != nil && (!errors.As(err, &e) || e.ExitCode() != exitFailed) || strings.Contains(log.String(), "goroutine") {
			t.Fatalf("with %d files: %v\n%s", n, err, log.String())
		}
		if err != nil && (!strings.Contains(log.String(), "too many open files") || !strings.Contains(log.String(), "ulimit -n 256")) {
			t.Errorf("with %d files: %s", n, log.String())
		}
		if n <= 6 && err == nil {
			t.Errorf("with %d files: no error, so that this test tests nothing", n)
		}
		call(t, exitOK, dir, "run", "water", "--runs", "2000", "--no-report", "--out", to)
	}
}
