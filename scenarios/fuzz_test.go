package scenarios

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"parley/sim/diag"
)

// The reader survives any text: no panic, no hang; and what it takes can be compiled, described and locked. An execution takes tens of
// milliseconds, so fuzz with -fuzzminimizetime 1x.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{"baseline", "exchange"} {
		f.Add(mustRead(name + ".yaml"))
	}
	f.Add([]byte("extends: baseline\nactors: {iran: {trust: {us: 0.2 from assumption}}}\n"))
	f.Add([]byte("a: &x [*x]\n"))
	f.Add([]byte("? - ? - ?\n"))
	wrong, _ := filepath.Glob("testdata/findings/*.yaml")
	for _, file := range wrong {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		file := dir + "/s.yaml"
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Skip()
		}
		s, findings := Load(file, nil)
		if s != nil {
			diag.Render(io.Discard, findings, s.Sources, true)
		}
		if s != nil && !findings.HasErrors() {
			for _, o := range s.Options {
				if _, err := s.Spec(o.ID); err != nil {
					t.Fatal(err)
				}
			}
			s.Manifest()
			s.Hash()
			s.Lock()
		}
	})
}
