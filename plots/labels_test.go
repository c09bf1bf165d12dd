package plots

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// No label leaves the picture and no two overlap, for every chart that an input allows, at every size.
func TestLabels_neitherClipNorOverlap(t *testing.T) {
	for name, in := range fixtures() {
		for _, c := range Charts() {
			if c.Needs(in) != nil {
				continue
			}
			for _, size := range []Size{Full, Half, Slide} {
				for _, inline := range []bool{false, true} {
					checkLabels(t, name, c, in, Options{Size: size, Inline: inline})
				}
			}
		}
	}
}

func checkLabels(t *testing.T, name string, c Chart, in Input, o Options) {
	t.Helper()
	s, _, err := compose(c, in, &o)
	if err != nil {
		t.Errorf("%s, %s: %v", name, c.Name, err)
		return
	}
	const slack = 0.6
	for i, a := range s.labels {
		if a.x0 < -slack || a.y0 < -slack || a.x1 > s.W+slack || a.y1 > s.H+slack {
			t.Errorf("%s, %s, %s, inline %v: %q leaves the picture: %.1f %.1f to %.1f %.1f of %.1f x %.1f", name, c.Name, o.Size, o.Inline, a.s, a.x0, a.y0, a.x1, a.y1, s.W, s.H)
		}
		for _, b := range s.labels[i+1:] {
			if a.x0+slack < b.x1 && b.x0+slack < a.x1 && a.y0+slack < b.y1 && b.y0+slack < a.y1 {
				t.Errorf("%s, %s, %s, inline %v: %q and %q overlap", name, c.Name, o.Size, o.Inline, a.s, b.s)
			}
		}
	}
}

// Every SVG is well-formed whatever actors are called, names itself, and is the same twice.
func TestSVG_wellFormedAndStable(t *testing.T) {
	for name, in := range fixtures() {
		for _, c := range Charts() {
			if c.Needs(in) != nil {
				continue
			}
			for _, o := range []Options{{}, {Inline: true, Size: Half}, {Grey: true, Size: Slide}} {
				a, err := SVG(c, in, o)
				if err != nil {
					t.Fatalf("%s, %s: %v", name, c.Name, err)
				}
				b, _ := SVG(c, in, o)
				if !bytes.Equal(a, b) {
					t.Errorf("%s, %s: two drawings differ", name, c.Name)
				}
				d := xml.NewDecoder(bytes.NewReader(a))
				for {
					if _, err := d.Token(); err == io.EOF {
						break
					} else if err != nil {
						t.Fatalf("%s, %s: %v", name, c.Name, err)
					}
				}
				if s := string(a); !strings.Contains(s, `role="img"`) || !strings.Contains(s, "<title") || !strings.Contains(s, "<desc") || strings.Contains(s, "<script>") {
					t.Errorf("%s, %s: no role, title or description, or a script", name, c.Name)
				}
			}
		}
	}
}

func TestWriteAll(t *testing.T) {
	dir := t.TempDir()
	missing, err := WriteAll(dir, fixtures()["bare"], Options{})
	if err != nil || len(missing) != 4 { // deal space, drivers, flip map, and options, of which there is one
		t.Errorf("missing %v, %v", missing, err)
	}
}
