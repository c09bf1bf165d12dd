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

// harms are ways to damage a folder of which there is one good copy; each gives the damaged folder and what was done. old is the result of fewer
// runs of the same scenario, strange that of another seed.
func harms(old, strange files) []func(r *rand.Rand, f files) string {
	pick := func(r *rand.Rand, names []string) string { return names[r.IntN(len(names))] }
	flip := func(prefix string) func(r *rand.Rand, f files) string {
		return func(r *rand.Rand, f files) string {
			name := pick(r, f.matching(prefix))
			text := bytes.Clone(f[name])
			at, bit := r.IntN(len(text)), r.IntN(8)
			text[at] ^= 1 << bit
			f[name] = text
			return fmt.Sprintf("bit %d of byte %d of %s turned", bit, at, name)
		}
	}
	sealed := []string{"manifest.json", "summary.json", "derived.json"}
	return []func(r *rand.Rand, f files) string{
		flip("data/"), flip("data/"), flip("manifest.json"), flip("summary.json"), flip("derived.json"), flip("charts/"), flip("brief.html"), flip("scenario.lock.yaml"), flip("SHA256SUMS"),
		func(r *rand.Rand, f files) string {
			name := pick(r, f.matching(""))
			to := r.IntN(len(f[name]))
			f[name] = f[name][:to]
			return fmt.Sprintf("%s cut to %d bytes", name, to)
		},
		func(r *rand.Rand, f files) string {
			name := pick(r, f.matching("data/"))
			to := r.IntN(len(f[name]))
			f[name] = f[name][:to]
			return fmt.Sprintf("%s cut to %d bytes", name, to)
		},
		func(r *rand.Rand, f files) string {
			name := pick(r, f.matching(""))
			delete(f, name)
			return name + " removed"
		},
		func(r *rand.Rand, f files) string {
			name := pick(r, f.matching("data/"))
			delete(f, name)
			return name + " removed"
		},
		func(r *rand.Rand, f files) string {
			names := f.matching("data/")
			i := r.IntN(len(names) - 1)
			a, b := names[i], names[i+1+r.IntN(len(names)-1-i)]
			f[a], f[b] = f[b], f[a]
			return a + " and " + b + " swapped"
		},
		func(r *rand.Rand, f files) string {
			name := pick(r, f.matching("data/"))
			more := fmt.Sprintf("data/baseline-%05d.parquet", 2+r.IntN(9))
			f[more] = f[name]
			return name + " once more as " + more
		},
		func(r *rand.Rand, f files) string {
			names := f.matching("data/")
			i := r.IntN(len(names) - 1)
			f[names[i]] = f[names[i+1]]
			return names[i+1] + " in the place of " + names[i]
		},
		func(r *rand.Rand, f files) string {
			name := pick(r, f.matching(""))
			f[name] = nil
			return name + " empty"
		},
		func(r *rand.Rand, f files) string { // a digit of a count becomes another
			name := sealed[r.IntN(len(sealed))]
			text := bytes.Clone(f[name])
			for {
				at := r.IntN(len(text))
				if d := text[at]; d >= '0' && d <= '9' {
					text[at] = '0' + (d-'0'+byte(1+r.IntN(9)))%10
					f[name] = text
					return fmt.Sprintf("digit %c at %d of %s made %c", d, at, name, text[at])
				}
			}
		},
		func(r *rand.Rand, f files) string {
			name := pick(r, strange.matching("data/"))
			f[name] = strange[name]
			return name + " of another seed"
		},
		func(r *rand.Rand, f files) string {
			name := sealed[r.IntN(2)]
			f[name] = old[name]
			return name + " of fewer runs"
		},
	}
}

// Two hundred damaged folders, ten of each of twenty kinds: verify finds every one. For the first of each kind, what report reads it refuses or it does
// not concern it, and the same call with --resume either makes the folder anew, to the byte, or says that it cannot.
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
	set := settings.Settings{Runs: results.SegmentRuns + 300, Seed: 1, Workers: 2, Sets: 10, SetRuns: 10}
	made := func(name string, runs int64, seed uint64) files {
		x := set
		x.Out, x.Runs, x.Seed = filepath.Join(root, "made", name), runs, seed
		if _, err := a.runOne(context.Background(), s, x, true, runFlags{}); err != nil {
			t.Fatal(err)
		}
		return readFiles(t, x.Out)
	}
	good := made("good", set.Runs, 1)
	all := harms(made("old", 500, 1), made("strange", set.Runs, 2))
	dir := filepath.Join(root, "damaged")
	set.Out = dir
	good.write(t, dir)
	if err := a.verify(dir, 5, false); err != nil {
		t.Fatalf("the good copy: %v", err)
	}
	mended, refused := 0, 0
	for k := range 200 {
		r := rand.New(rand.NewPCG(uint64(k), 2))
		bad := maps.Clone(good)
		what := all[k%len(all)](r, bad)
		bad.write(t, dir)
		if err := a.verify(dir, 5, false); err == nil {
			t.Errorf("damage %d, %s: verify reads it as good", k, what)
		}
		if k >= len(all) { // charts and briefing take seconds
			continue
		}
		if err := a.report(dir, "", false); err == nil {
			for _, name := range []string{"manifest.json", "summary.json", "derived.json", "scenario.lock.yaml"} {
				if x, there := bad[name]; !there || !bytes.Equal(x, good[name]) {
					if name == "scenario.lock.yaml" { // a letter of a comment changes nothing
						continue
					}
					t.Errorf("damage %d, %s: report reads it as good", k, what)
				}
			}
		}
		bad.write(t, dir) // report may have mended charts
		if _, err := a.runOne(context.Background(), s, set, true, runFlags{resume: true}); err != nil {
			refused++
			if after := readFiles(t, dir); !same(after, bad) {
				t.Errorf("damage %d, %s: refused (%v), and yet the folder was changed", k, what, err)
			}
			continue
		}
		after := readFiles(t, dir)
		if err := a.verify(dir, 5, false); err != nil {
			if _, stray := strayOf(after, good); !stray {
				t.Errorf("damage %d, %s: made anew, and verify says %v", k, what, err)
			}
			refused++
			continue
		}
		mended++
		if !same(after, good) {
			t.Errorf("damage %d, %s: made anew, the folder is another", k, what)
		}
	}
	t.Logf("of %d damaged folders %d were made anew to the byte and %d refused", len(all), mended, refused)
	if mended < len(all)*7/10 {
		t.Errorf("only %d of %d were mended", mended, len(all))
	}
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
