package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func touch(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStandard(t *testing.T) {
	if got, want := Standard("baseline", "0123456789abcdef", 7), filepath.Join("runs", "baseline", "01234567-s7"); got != want {
		t.Errorf("Standard = %s, want %s", got, want)
	}
}

func TestFind(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := Find(""); !errors.Is(err, ErrNone) {
		t.Errorf("Find in an empty folder: %v, want ErrNone", err)
	}
	touch(t, "runs/a/01234567-s1/manifest.json", "runs/b/89abcdef-s1/manifest.json", "elsewhere/manifest.json", "nothing/note.txt", "half/UNFINISHED")
	for _, p := range [][2]string{{"a", "runs/a/01234567-s1"}, {"b", "runs/b/89abcdef-s1"}} {
		if err := Point(p[0], filepath.FromSlash(p[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := Point("a", "elsewhere"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, arg, want, fault string }{
		{"newest of all is the last one noted", "", "runs/b/89abcdef-s1", ""},
		{"scenario by name", "a", "runs/a/01234567-s1", ""},
		{"folder of a scenario", "runs/a", "runs/a/01234567-s1", ""},
		{"all results", "runs", "runs/b/89abcdef-s1", ""},
		{"result folder", "elsewhere", "elsewhere", ""},
		{"unknown", "c", "", "simulate run c"},
		{"some folder", "nothing", "", "no manifest.json"},
		{"stopped run", "half", "", "stopped"},
		{"a file", "nothing/note.txt", "", "is a file"},
	} {
		got, err := Find(c.arg)
		if c.fault != "" {
			if err == nil || !errors.Is(err, ErrNone) || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("%s: Find(%q) error %v, want one with %q", c.name, c.arg, err, c.fault)
			}
			continue
		}
		if err != nil || filepath.ToSlash(got) != c.want {
			t.Errorf("%s: Find(%q) = %s, %v, want %s", c.name, c.arg, got, err, c.want)
		}
	}
}

func TestClaim(t *testing.T) {
	t.Chdir(t.TempDir())
	touch(t, "theirs/data/thesis.docx", "killed/UNFINISHED", "killed/data/x.parquet", "killed/notes.txt", "done/manifest.json", "done/data/x.parquet")
	if err := os.Mkdir("empty", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Claim("theirs"); err == nil {
		t.Error("a folder with somebody's files was claimed")
	}
	if _, err := os.Stat("theirs/data/thesis.docx"); err != nil {
		t.Errorf("somebody's file is gone: %v", err)
	}
	for _, dir := range []string{"empty", "killed", "done", "new/er"} {
		if err := Claim(dir); err != nil {
			t.Errorf("Claim(%s): %v", dir, err)
		}
		if !Unfinished(dir) {
			t.Errorf("%s is not marked as being written", dir)
		}
	}
	for name, stays := range map[string]bool{"killed/data/x.parquet": false, "killed/notes.txt": true, "done/data/x.parquet": true, "done/manifest.json": true} {
		if _, err := os.Stat(name); (err == nil) != stays {
			t.Errorf("after Claim %s is there: %v, want %v", name, err == nil, stays)
		}
	}
	for _, dir := range []string{"new/er", "done"} {
		if err := Release(dir); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat("new/er"); err == nil {
		t.Error("an empty folder stays behind after Release")
	}
	if Unfinished("done") || !IsResult("done") {
		t.Error("Release harmed a result")
	}
}

// Two runs never write to one folder; a number that no process has any more is no hindrance.
func TestClaim_busy(t *testing.T) {
	t.Chdir(t.TempDir())
	mark := func(dir, text string) {
		touch(t, dir+"/data/x.parquet")
		if err := os.WriteFile(filepath.Join(dir, marker), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mark("busy", fmt.Sprintf("%d\n", os.Getppid()))
	if err := Claim("busy"); err == nil || !strings.Contains(err.Error(), "is writing to busy") {
		t.Errorf("a folder that another process writes to was claimed: %v", err)
	}
	if _, err := os.Stat("busy/data/x.parquet"); err != nil {
		t.Errorf("its rows are gone: %v", err)
	}
	for dir, text := range map[string]string{"own": fmt.Sprintf("%d\n", os.Getpid()), "gone": "2147483646\n", "old": "who knows\n"} {
		mark(dir, text)
		if err := Claim(dir); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
