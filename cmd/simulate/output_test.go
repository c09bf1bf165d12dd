package main

import (
	"bytes"
	"context"
	"strings"
	"syscall"
	"testing"
)

// full is a standard output on a full disk that takes so many bytes.
type full struct{ room int }

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.room {
		n := f.room
		f.room = 0
		return n, syscall.ENOSPC
	}
	f.room -= len(b)
	return len(b), nil
}

// A command whose answer cannot be written says so, once, and exits with 1, whether it fails at the first letter or later, in words and as JSON.
func TestExecute_fullStandardOutput(t *testing.T) {
	wholeProgram(t)
	t.Chdir(water(t))
	run := func(out interface{ Write([]byte) (int, error) }, args ...string) (int, string) {
		var log bytes.Buffer
		code := execute(context.Background(), args, out, &log)
		return code, log.String()
	}
	if code, log := run(&bytes.Buffer{}, "run", "water", "--runs", "1500", "--no-report", "--out", "r"); code != exitOK {
		t.Fatal(log)
	}
	for _, line := range []string{
		"", "--help", "run --help", "run water --runs 1500 --no-report --out r", "run water --show-settings", "validate water", "validate baseline --json", "list", "list actors", "list metrics --json",
		"evidence", "evidence --json", "explain 3 --results r", "explain E301", "compare r r", "verify r", "verify r --json", "replay r 3", "schema", "version", "version --json",
		"solve water", "plan water --runs 100", "submit water --shards 2", "sweep water --vary talks.contact=0.2,0.5 --runs 64 --out s",
		"completion bash",
	} {
		args := strings.Fields(line)
		var good bytes.Buffer
		code, log := run(&good, args...)
		if code != exitOK && code != exitCheck {
			t.Errorf("%q: exit code %d: %s", line, code, log)
			continue
		}
		if good.Len() == 0 {
			t.Errorf("%q writes nothing to standard output: leave it out here", line)
		}
		for _, room := range []int{0, good.Len() * 3 / 4} {
			code, log := run(&full{room}, args...)
			if n := strings.Count(log, "no space left on device"); code != exitFailed || n != 1 {
				t.Errorf("%q with room for %d of %d bytes: exit code %d, want %d; the reason is told %d times\n%s", line, room, good.Len(), code, exitFailed, n, log)
			}
		}
	}
}
