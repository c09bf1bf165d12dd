package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mount makes a small file system for a test. Where none can be mounted the test is skipped with the reason, or fails when SIMULATE_REQUIRE_DISK is 1.
// Who is not root can have it in a namespace: unshare --user --map-root-user --mount go test ...
func mount(t *testing.T, flags uintptr, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, size); err != nil {
		if os.Getenv("SIMULATE_REQUIRE_DISK") == "1" {
			t.Fatalf("no small file system can be mounted here, and SIMULATE_REQUIRE_DISK asks for it: %v", err)
		}
		t.Skipf("no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// A full disk is an error that says so; what was written is no result.
func TestRun_fullDisk(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	disk := mount(t, 0, "size=400k")
	dir := water(t)
	to := filepath.Join(disk, "result")
	_, log := call(t, exitFailed, dir, "run", "water", "--runs", "60000", "--out", to, "--no-report")
	if !strings.Contains(log, "writing "+to) || !strings.Contains(log, "There is no space left. What was complete before is safe") || !strings.Contains(log, "--out") {
		t.Errorf("a full disk reads: %s", log)
	}
	if _, err := os.Stat(filepath.Join(to, "manifest.json")); err == nil {
		t.Error("a full disk left a result")
	}
	call(t, exitFailed, dir, "report", to)
}

// A folder that cannot be written is refused before anything is played.
func TestRun_readOnly(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	want := "read-only file system"
	var disk string
	if os.Geteuid() == 0 { // root may write where the mode forbids it
		disk = mount(t, syscall.MS_RDONLY, "size=400k")
	} else {
		disk, want = t.TempDir(), "permission denied"
		if err := os.Chmod(disk, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(disk, 0o755) })
	}
	dir := water(t)
	_, log := call(t, exitFailed, dir, "run", "water", "--runs", "60000000", "--out", filepath.Join(disk, "result"), "--no-report")
	if !strings.Contains(log, want) {
		t.Errorf("a read-only folder reads: %s", log)
	}
	_, log = call(t, exitFailed, dir, "init", filepath.Join(disk, "mine"))
	if !strings.Contains(log, want) {
		t.Errorf("init in a read-only folder reads: %s", log)
	}
}

// Without memory Go ends the program with its own words; what was stored before is the result it was, and the same call without the limit goes
// on from there. (Where the system kills the program instead it is as with kill -9.)
func TestRun_outOfMemory(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	dir := water(t)
	to := filepath.Join(dir, "r")
	call(t, 0, dir, "run", "water", "--runs", "700", "--out", to, "--no-report")
	before, _, _ := table(t, to)
	args := []string{"run", "water", "--runs", "60000", "--no-report"}
	log, err := "", error(nil)
	for _, limit := range []string{"1200000", "900000", "600000", "300000"} { // kB of address space; what a program maps at first differs from machine to machine
		if log, err = limited(t, dir, "ulimit -v "+limit, append(args, "--out", to)...); err != nil {
			break
		}
	}
	switch {
	case err == nil:
		t.Fatal("300 MB of address space are enough here, so that this test tests nothing")
	case !strings.Contains(log, "memory") && !strings.Contains(log, "thread"):
		t.Errorf("without memory it says: %.300s", log)
	}
	goesOn(t, dir, to, before, args...)
}

// A sweep that finds the disk full half way through its table leaves a folder that the same call goes on with once there is space.
func TestSweep_fullDisk(t *testing.T) {
	wholeProgram(t)
	t.Parallel()
	disk := mount(t, 0, "size=100k") // cells.csv takes some 50 kB, sweep.json 180
	dir := water(t)
	to := filepath.Join(disk, "table")
	args := []string{"sweep", "water", "--vary", "talks.contact=0.2..0.8:40", "--runs", "100", "--out"}
	if _, log := call(t, exitFailed, dir, append(args, to)...); !strings.Contains(log, "There is no space left") {
		t.Errorf("a full disk reads: %s", log)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=30m"); err != nil {
		t.Fatal(err)
	}
	call(t, 0, dir, append(args, to)...)
	call(t, 0, dir, append(args, "whole")...)
	a, err1 := os.ReadFile(filepath.Join(to, "sweep.json"))
	b, err2 := os.ReadFile(filepath.Join(dir, "whole", "sweep.json"))
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(a, b) {
		t.Errorf("with space again, the table differs from one that always had it (%v)", err)
	}
}
