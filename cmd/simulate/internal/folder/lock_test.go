package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestClaim(t *testing.T) {
	t.Chdir(t.TempDir())
	touch(t, "theirs/data/thesis.docx", "locked/LOCK", "locked/thesis.docx", "killed/UNFINISHED", "killed/data/x.parquet", "killed/notes.txt", "done/manifest.json", "done/data/x.parquet", "early/LOCK")
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"theirs", "locked"} {
		if _, err := Claim(dir); err == nil {
			t.Errorf("%s: a folder with somebody's files was claimed", dir)
		}
	}
	if _, err := os.Stat("theirs/data/thesis.docx"); err != nil {
		t.Errorf("somebody's file is gone: %v", err)
	}
	locks := map[string]*Lock{}
	for _, dir := range []string{"empty", "killed", "done", "new/er", "early"} {
		l, err := Claim(dir)
		if err != nil {
			t.Fatalf("Claim(%s): %v", dir, err)
		}
		locks[dir] = l
		if !Unfinished(dir) {
			t.Errorf("%s is not marked as being written", dir)
		}
		if want := dir == "killed"; l.Killed != want {
			t.Errorf("%s: killed %v, want %v", dir, l.Killed, want)
		}
	}
	for name, stays := range map[string]bool{"killed/data/x.parquet": false, "killed/notes.txt": true, "done/data/x.parquet": true, "done/manifest.json": true} {
		if _, err := os.Stat(name); (err == nil) != stays {
			t.Errorf("after Claim %s is there: %v, want %v", name, err == nil, stays)
		}
	}
	for _, dir := range []string{"new/er", "done", "empty"} {
		if err := errors.Join(locks[dir].Release(), locks[dir].Release()); err != nil { // twice is no harm
			t.Error(err)
		}
	}
	if _, err := os.Stat("new/er"); err == nil {
		t.Error("an empty folder stays behind after Release")
	}
	if Unfinished("done") || !IsResult("done") {
		t.Error("Release harmed a result")
	}
	if left, _ := filepath.Glob("done/LOCK*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := locks["killed"].Back(); err != nil || !Unfinished("killed") {
		t.Errorf("given back, a killed run's folder has lost its mark (%v)", err)
	}
	if err := locks["early"].Back(); err != nil || Unfinished("early") {
		t.Errorf("given back, a folder is marked that was not before (%v)", err)
	}
}

// One at a time: while a folder is claimed nobody else gets it, whatever number its mark holds; afterwards it is free, and a mark with the number
// of a process that lives is no hindrance when nobody holds the lock.
func TestClaim_busy(t *testing.T) {
	t.Chdir(t.TempDir())
	l, err := Claim("r")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Claim("r"); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("process %d is writing to r", os.Getpid())) {
		t.Errorf("a folder that is claimed: %v", err)
	}
	l.Close() // as a process that is killed
	if !Unfinished("r") {
		t.Error("the mark is gone")
	}
	for _, text := range []string{fmt.Sprintf("%d\n", os.Getppid()), "2147483646\n", "who knows\n", ""} {
		if err := os.WriteFile(filepath.Join("r", marker), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		l, err := Claim("r")
		if err != nil {
			t.Errorf("mark %q: %v", text, err)
			continue
		}
		if !l.Killed {
			t.Errorf("mark %q: not taken for a killed run's", text)
		}
		l.Close()
	}
}

// A folder that is given up is empty and free, and what cannot be cleared keeps its mark, so that the same call can have it again.
func TestLock_giveUp(t *testing.T) {
	t.Chdir(t.TempDir())
	l, err := Claim("r")
	if err != nil {
		t.Fatal(err)
	}
	touch(t, "r/data/x.parquet", "r/accumulator-16384.json.tmp")
	if err := l.GiveUp(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("r"); err == nil {
		t.Error("a folder that was given up is still there")
	}
	if os.Geteuid() == 0 {
		t.Skip("root can clear every folder")
	}
	if l, err = Claim("r"); err != nil {
		t.Fatal(err)
	}
	touch(t, "r/data/x.parquet")
	if err := os.Chmod("r/data", 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod("r/data", 0o755)
	if err := l.GiveUp(); err == nil || !Unfinished("r") {
		t.Errorf("what cannot be cleared: error %v, marked %v", err, Unfinished("r"))
	}
	if l, err = Claim("r"); err == nil {
		l.Close()
	} else if !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("claimed again: %v", err)
	}
}

// Twenty at once, a hundred times each, on a folder that comes and goes with its holder: never two of them inside.
func TestClaim_neverTwo(t *testing.T) {
	t.Chdir(t.TempDir())
	var inside sync.Mutex
	var group sync.WaitGroup
	got := make([]int, 20)
	for i := range got {
		group.Go(func() {
			for range 100 {
				l, err := Claim("r")
				if err != nil {
					if !strings.Contains(err.Error(), "is writing to r") {
						t.Error(err)
						return
					}
					continue
				}
				if !inside.TryLock() {
					t.Error("two hold the folder")
					return
				}
				got[i]++
				inside.Unlock()
				if err := l.Release(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	all := 0
	for _, n := range got {
		all += n
	}
	if all == 0 {
		t.Error("nobody got it")
	}
}
