package folder

import (
	"errors"
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
