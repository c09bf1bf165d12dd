//go:build unix

package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/sim/results"
)

// kills is how often TestKilled kills each command; the figure of docs/batches.md is of -kills 20.
var kills = flag.Int("kills", 2, "times that each command is killed at a random moment")

// Killed at any moment, a command leaves no half file under a final name, and the same command again succeeds and leaves the bytes of one that was
// never killed. (TestRun_killed does the same of run.)
func TestKilled(t *testing.T) {
	wholeProgram(t)
	root := water(t)
	for _, line := range []string{
		"run water --runs 3000 --sets 20 --set-runs 20 --out r", "run water --runs 50000 --shard 0/2 --out parts/0", "run water --runs 50000 --shard 1/2 --out parts/1",
		"run water --runs 50000 --keep none --shard 0/2 --out sums/0", "run water --runs 50000 --keep none --shard 1/2 --out sums/1",
	} {
		call(t, exitOK, root, strings.Fields(line)...)
	}
	for i, line := range []string{
		"merge parts --out merged --no-report", "merge sums --out merged --no-report", "report r", "report r --paper letter", "charts r", "charts r --size slide --print grey --to drawn",
		"export r --format csv --out rows.csv", "export r --format jsonl --out rows.jsonl", "export r --format parquet --out rows.parquet", "export r --format xlsx --out rows.xlsx",
		"sweep water --vary talks.contact=0.2..0.8:20 --runs 3000 --out cells", "seal water --date 2025-03-04 --runs 20000 --out water.seal.json",
		"submit water --shards 4 --out job.sh", "init another",
	} {
		t.Run(strings.Join(strings.Fields(line)[:2], "-"), func(t *testing.T) {
			t.Parallel()
			args := strings.Fields(line)
			good := filepath.Join(t.TempDir(), "good")
			copied(t, root, good)
			began := time.Now()
			call(t, exitOK, good, args...)
			took := time.Since(began)
			before, want := readFiles(t, root), readFiles(t, good)
			random := rand.New(rand.NewPCG(uint64(i), 7))
			killed := 0
			for n := 0; killed < *kills && n < 3**kills; n++ {
				dir := filepath.Join(t.TempDir(), fmt.Sprint(n))
				copied(t, root, dir)
				wait := time.Duration(random.Float64() * float64(took))
				if !killedAfter(t, wait, dir, args) {
					continue
				}
				killed++
				after := readFiles(t, dir)
				for name, text := range after {
					if !bytes.Equal(text, want[name]) && !bytes.Equal(text, before[name]) && !underWay(name, text) {
						t.Errorf("killed after %v: %s is neither what it was nor what it becomes, and has its name", wait, name)
					}
				}
				if strings.HasPrefix(line, "init") && len(after) > len(before) {
					continue // it refuses a folder that is there, and says so
				}
				call(t, exitOK, dir, args...)
				for name, text := range readFiles(t, dir) {
					if !bytes.Equal(text, want[name]) {
						t.Errorf("killed after %v and done again: %s differs", wait, name)
					}
				}
				for name := range want {
					if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
						t.Errorf("killed after %v and done again: %v", wait, err)
					}
				}
			}
			t.Logf("killed %d times within %v", killed, took)
		})
	}
}

// killedAfter starts a call and kills it; false when it had ended before.
func killedAfter(t *testing.T, wait time.Duration, dir string, args []string) bool {
	t.Helper()
	cmd, _, log := simulate(t, dir, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(wait, func() { cmd.Process.Kill() })
	defer timer.Stop()
	err := cmd.Wait()
	var e *exec.ExitError
	if err != nil && (!errors.As(err, &e) || e.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL) {
		t.Fatalf("%v: %v\n%s", args, err, log)
	}
	return err != nil
}

// underWay tells whether a file may stand where a call was killed: what a name says is not final, marks, and checkpoints, which are whole in
// themselves.
func underWay(name string, text []byte) bool {
	base := filepath.Base(name)
	switch {
	case strings.HasSuffix(base, ".tmp"), strings.HasSuffix(base, ".new"), base == "UNFINISHED", base == "LOCK":
		return true
	case base == "manifest.json", base == "manifest.copy.json", base == "sweep.json", strings.HasPrefix(base, "accumulator-"):
		return results.CheckSeal(text) == nil
	case base == "cells.csv":
		return bytes.HasSuffix(text, []byte("\n"))
	}
	return false
}

// copied copies a folder.
func copied(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
