package results

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Two hundred damaged folders: bytes turned, pieces cut out, ends cut off, in segments and manifest. None is read as another result: what
// opens and verifies holds the rows that were written.
func TestSet_twoHundredDamagedFolders(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, 700, 700, false)
	_, block := sample(0)
	want := block(1, 0, 700)
	files, err := filepath.Glob(filepath.Join(dir, "data", "*"))
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.Join(dir, ManifestFile))
	found := 0
	for k := range 200 {
		r := rand.New(rand.NewPCG(uint64(k), 9))
		file := files[k%len(files)]
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		bad := append([]byte{}, good...)
		at := r.IntN(len(bad))
		switch r.IntN(4) {
		case 0:
			bad = bad[:at]
		case 1:
			bad[at] ^= byte(1 + r.IntN(255))
		case 2:
			bad = append(bad[:at], bad[min(len(bad), at+1+r.IntN(40)):]...)
		default:
			for i := at; i < min(len(bad), at+64); i++ {
				bad[i] = 0
			}
		}
		if err := os.WriteFile(file, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir)
		if err == nil {
			err = s.Verify()
		}
		if err != nil {
			found++
		} else if s.Manifest.Runs != 700 { // a letter turned in a title or a description is no harm to the rows
			t.Errorf("damage %d of %s: %d runs", k, file, s.Manifest.Runs)
		} else if err := s.Rows("other", func(b Block) error {
			for i, x := range b.Values {
				if x != want.Values[i] && !math.IsNaN(x+want.Values[i]) {
					t.Fatalf("damage %d of %s is read as good", k, file)
				}
			}
			return nil
		}); err != nil {
			t.Errorf("damage %d: verified, then %v", k, err)
		}
		if err := os.WriteFile(file, good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if found < 150 {
		t.Errorf("only %d of 200 damages were noticed", found)
	}
}

// Damage of any kind is found: none is read as good.
func TestSet_damageIsFound(t *testing.T) {
	for name, harm := range map[string]func(dir string) error{
		"segment cut short": func(dir string) error { return os.Truncate(filepath.Join(dir, "data/other-00000.parquet"), 900) },
		"segment missing":   func(dir string) error { return os.Remove(filepath.Join(dir, "data/baseline-00000.parquet")) },
		"segment of another": func(dir string) error {
			return copyFile(dir, "data/baseline-00000.parquet", "data/other-00000.parquet")
		},
		"segment of another seed": func(dir string) error {
			other, err := os.MkdirTemp(dir, "other")
			if err != nil {
				return err
			}
			m, block := sample(0)
			m.Seed = 2
			w, err := Create(other, m)
			if err != nil {
				return err
			}
			for o := range 2 {
				if err := w.Add(block(o, 0, 500)); err != nil {
					return err
				}
			}
			if _, err := w.Close(false); err != nil {
				return err
			}
			return os.Rename(filepath.Join(other, "data/other-00000.parquet"), filepath.Join(dir, "data/other-00000.parquet"))
		},
		"segment empty":       func(dir string) error { return os.Truncate(filepath.Join(dir, "data/other-00000.parquet"), 0) },
		"segment no parquet":  func(dir string) error { return copyFile(dir, ManifestFile, "data/other-00000.parquet") },
		"segment outside":     func(dir string) error { return swap(dir, ManifestFile, "data/other-00000", "../other-00000") },
		"manifest empty":      func(dir string) error { return os.Truncate(filepath.Join(dir, ManifestFile), 0) },
		"other format":        func(dir string) error { return swap(dir, ManifestFile, `"schema": 1`, `"schema": 9`) },
		"level renamed":       func(dir string) error { return swap(dir, ManifestFile, `"b",`, `"z",`) },
		"manifest cut short":  func(dir string) error { return os.Truncate(filepath.Join(dir, ManifestFile), 100) },
		"manifest missing":    func(dir string) error { return os.Remove(filepath.Join(dir, ManifestFile)) },
		"hash changed":        func(dir string) error { return swap(dir, ManifestFile, `"table_sha256": "`, `"table_sha256": "0`) },
		"runs changed":        func(dir string) error { return swap(dir, ManifestFile, `"runs": 500,`, `"runs": 400,`) },
		"byte turned in data": func(dir string) error { return turn(filepath.Join(dir, "data/other-00000.parquet"), 700) },
	} {
		dir := t.TempDir()
		write(t, dir, 500, 100, false)
		if err := harm(dir); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir)
		if err == nil {
			err = s.Verify()
		}
		if err == nil {
			t.Errorf("%s: read as good", name)
		}
	}
}

func copyFile(dir, from, to string) error {
	text, err := os.ReadFile(filepath.Join(dir, from))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, to), text, 0o644)
}

func swap(dir, file, from, to string) error {
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, file), []byte(strings.Replace(string(text), from, to, 1)), 0o644)
}

func turn(file string, at int) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text[at] ^= 0x55
	return os.WriteFile(file, text, 0o644)
}
