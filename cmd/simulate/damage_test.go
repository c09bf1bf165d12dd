package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/settings"
	"parley/sim/results"
)

// files are the contents of a folder by name.
type files map[string][]byte

func readFiles(t *testing.T, dir string) files {
	t.Helper()
	out := files{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		out[filepath.ToSlash(rel)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (f files) write(t *testing.T, dir string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range f {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// matching are the names with a beginning, in order.
func (f files) matching(prefix string) []string {
	var out []string
	for name := range f {
		if strings.HasPrefix(name, prefix) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// harm is a way to damage a copy of a sound folder; it tells what was done.
type harm struct {
	published bool // it damages what only a folder with charts and a briefing has
	do        func(r *rand.Rand, s *sound, f files) string
}

// sound is a good folder: its files, those of a result of fewer runs and of one of another seed, and how it was made.
type sound struct {
	files, old, strange files
	set                 settings.Settings
	flags               runFlags
}

// harms are the twenty kinds.
func harms() []harm {
	pick := func(r *rand.Rand, names []string) string { return names[r.IntN(len(names))] }
	flip := func(prefix string) func(r *rand.Rand, s *sound, f files) string {
		return func(r *rand.Rand, _ *sound, f files) string {
			name := pick(r, f.matching(prefix))
			text := bytes.Clone(f[name])
			at, bit := r.IntN(len(text)), r.IntN(8)
			text[at] ^= 1 << bit
			f[name] = text
			return fmt.Sprintf("bit %d of byte %d of %s turned", bit, at, name)
		}
	}
	sealed := []string{"manifest.json", "summary.json", "derived.json"}
	return []harm{
		{false, flip("data/")}, {false, flip("data/")}, {false, flip("manifest.json")}, {false, flip("summary.json")}, {true, flip("derived.json")},
		{true, flip("charts/")}, {true, flip("brief.html")}, {false, flip("scenario.lock.yaml")}, {false, flip("SHA256SUMS")},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, f.matching(""))
			to := r.IntN(len(f[name]))
			f[name] = f[name][:to]
			return fmt.Sprintf("%s cut to %d bytes", name, to)
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, f.matching("data/"))
			to := r.IntN(len(f[name]))
			f[name] = f[name][:to]
			return fmt.Sprintf("%s cut to %d bytes", name, to)
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, f.matching(""))
			delete(f, name)
			return name + " removed"
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, f.matching("data/"))
			delete(f, name)
			return name + " removed"
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			names := f.matching("data/")
			i := r.IntN(len(names) - 1)
			a, b := names[i], names[i+1+r.IntN(len(names)-1-i)]
			f[a], f[b] = f[b], f[a]
			return a + " and " + b + " swapped"
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, f.matching("data/"))
			more := fmt.Sprintf("data/baseline-%05d.parquet", 2+r.IntN(9))
			f[more] = f[name]
			return name + " once more as " + more
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			names := f.matching("data/")
			i := r.IntN(len(names) - 1)
			f[names[i]] = f[names[i+1]]
			return names[i+1] + " in the place of " + names[i]
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, f.matching(""))
			f[name] = nil
			return name + " empty"
		}},
		{false, func(r *rand.Rand, s *sound, f files) string { // a digit of a count becomes another
			name := sealed[r.IntN(len(sealed))]
			if f[name] == nil {
				name = sealed[0]
			}
			text := bytes.Clone(f[name])
			for {
				at := r.IntN(len(text))
				if d := text[at]; d >= '0' && d <= '9' {
					text[at] = '0' + (d-'0'+byte(1+r.IntN(9)))%10
					f[name] = text
					return fmt.Sprintf("digit %c at %d of %s made %c", d, at, name, text[at])
				}
			}
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := pick(r, s.strange.matching("data/"))
			f[name] = s.strange[name]
			return name + " of another seed"
		}},
		{false, func(r *rand.Rand, s *sound, f files) string {
			name := sealed[r.IntN(2)]
			f[name] = s.old[name]
			return name + " of fewer runs"
		}},
	}
}

// Two hundred damaged folders, ten of each of twenty kinds: verify finds every one, and what report reads it refuses or the damage does not concern it.
// For the first of each kind, and for damage to what is made from rows, the same call with --resume either makes the folder anew, to the byte, or says
// that it cannot. Half of the folders hold two segments of each option and no charts; the other half a single one and everything: what is damaged
// there is made anew from few runs.
func TestVerify_twoHundredDamagedFolders(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two hundred results")
	}
	t.Parallel()
	a := &app{console: &console.Console{Out: io.Discard, Err: io.Discard, Width: 100, Plain: true}}
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "made"), 0o755); err != nil {
		t.Fatal(err)
	}
	call(t, 0, root, "init", "t", "--template", "two-party-minimal")
	s, _, err := a.open(filepath.Join(root, "t"), nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "damaged")
	prepare := func(runs int64, noReport bool) *sound {
		x := &sound{set: settings.Settings{Runs: runs, Seed: 1, Workers: 2, Sets: 10, SetRuns: 10, Out: dir}, flags: runFlags{noReport: noReport}}
		play := func(runs int64, seed uint64, f runFlags) files {
			set := x.set
			set.Runs, set.Seed, set.Out = runs, seed, filepath.Join(root, "made", fmt.Sprint(runs, "-", seed))
			if _, err := a.runOne(context.Background(), s, set, true, f); err != nil {
				t.Fatal(err)
			}
			return readFiles(t, set.Out)
		}
		x.files, x.old, x.strange = play(runs, 1, x.flags), play(runs/2, 1, runFlags{noReport: true}), play(runs, 2, runFlags{noReport: true})
		x.files.write(t, dir)
		if err := a.verify(dir, 5, false); err != nil {
			t.Fatalf("the good copy: %v", err)
		}
		x.flags.resume = true
		return x
	}
	rows, whole, all := prepare(results.SegmentRuns+300, true), prepare(600, false), harms()
	mended, refused := 0, 0
	for k := range 200 {
		kind, round := k%len(all), k/len(all)
		good := rows
		if all[kind].published || round%2 == 1 {
			good = whole
		}
		r := rand.New(rand.NewPCG(uint64(k), 2))
		bad := maps.Clone(good.files)
		what := all[kind].do(r, good, bad)
		bad.write(t, dir)
		if err := a.verify(dir, 5, false); err == nil {
			t.Errorf("damage %d, %s: verify reads it as good", k, what)
		}
		if good == whole {
			_, in, err := stored(dir) // what report reads, without drawing from it
			if err == nil {
				_, err = locked(dir, in.Manifest)
			}
			for _, name := range []string{"manifest.json", "summary.json", "derived.json"} {
				if x, there := bad[name]; err == nil && (!there || !bytes.Equal(x, good.files[name])) {
					t.Errorf("damage %d, %s: report reads it as good", k, what)
				}
			}
		}
		if round > 0 && (round > 1 || kind > 0 && !made(bad, good.files)) {
			continue
		}
		if _, err := a.runOne(context.Background(), s, good.set, true, good.flags); err != nil {
			refused++
			if after := readFiles(t, dir); !same(after, bad) {
				t.Errorf("damage %d, %s: refused (%v), and yet the folder was changed", k, what, err)
			}
			continue
		}
		after := readFiles(t, dir)
		if err := a.verify(dir, 5, false); err != nil {
			if _, stray := strayOf(after, good.files); !stray {
				t.Errorf("damage %d, %s: made anew, and verify says %v", k, what, err)
			}
			refused++
			continue
		}
		mended++
		if !same(after, good.files) {
			t.Errorf("damage %d, %s: made anew, the folder is another", k, what)
		}
	}
	t.Logf("of %d damaged folders %d were made anew to the byte and %d refused", mended+refused, mended, refused)
	if mended < (mended+refused)*7/10 {
		t.Errorf("only %d of %d were mended", mended, mended+refused)
	}
}

// made reports damage to what is made from rows.
func made(f, good files) bool {
	for name, text := range good {
		if !strings.HasPrefix(name, "data/") && name != "manifest.json" && !bytes.Equal(f[name], text) {
			return true
		}
	}
	return false
}

// strayOf finds a file beyond those of the good copy.
func strayOf(f, good files) (string, bool) {
	for name := range f {
		if _, known := good[name]; !known {
			return name, true
		}
	}
	return "", false
}

func same(a, b files) bool {
	return maps.EqualFunc(a, b, func(x, y []byte) bool { return bytes.Equal(x, y) })
}
