package results

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
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
