package dist

import (
	"math"
	"strings"
	"testing"
)

// Whatever is written, the reader answers: with a distribution that works and reads back the same, or with an error
// that points into the text.
func FuzzParseQuantity(f *testing.F) {
	for _, form := range Forms() {
		f.Add(form.Example+" from assumption", "")
	}
	f.Add("discrete 0.65:facilitation 0.35:formulation from article/p9#a, b/c", "facilitation formulation")
	f.Add("between 20% 60% 0% 100% from a/b", "")
	f.Add("pert 0.5 0.3 0.2 from assumption,", "")
	f.Add("NaN from inf", "low high")
	f.Fuzz(func(t *testing.T, text, names string) {
		var levels []string
		if names != "" {
			levels = strings.Fields(names)
		}
		q, err := ParseQuantity(text, levels)
		if err != nil {
			if err.Offset < 0 || err.Len < 0 || err.Offset+err.Len > len(text) {
				t.Fatalf("%q: carets at %d+%d of %d", text, err.Offset, err.Len, len(text))
			}
			if err.Len == 0 && err.Offset != len(text) || err.Message == "" || err.Class == "" {
				t.Fatalf("%q: %+v", text, err)
			}
			return
		}
		if len(q.From) == 0 {
			t.Fatalf("%q: no evidence", text)
		}
		d := q.Dist
		lo, hi := d.Support()
		if !(lo <= hi) {
			t.Fatalf("%q: support %v to %v", text, lo, hi)
		}
		before := lo
		for _, u := range []float64{0x1p-53, 1e-9, 0.01, 0.3, 0.5, 0.8, 0.999, 1 - 0x1p-53} {
			x := d.Quantile(u)
			room := 1e-9 * (1e-300 + math.Abs(x) + math.Abs(before))
			if !(x >= before-room && x >= lo && x <= hi) {
				t.Fatalf("%q: quantile(%v) = %v after %v, support %v to %v", text, u, x, before, lo, hi)
			}
			before = x
		}
		table, room := Compile(d), 1e-6*width(d)
		for _, u := range []float64{1e-6, 0.003, 0.26, 0.51, 0.77, 0.9999} {
			if got, want := table.Quantile(u), d.Quantile(u); !(math.Abs(got-want) <= room) {
				t.Fatalf("%q: table at %v: %v, exact %v", text, u, got, want)
			}
		}
		if m := d.Mean(); m != m || m < lo-1e-9*math.Abs(lo) || m > hi+1e-9*math.Abs(hi) {
			t.Fatalf("%q: mean %v, support %v to %v", text, m, lo, hi)
		}
		again, err := ParseQuantity(q.String(), levels)
		if err != nil || again.String() != q.String() || again.Dist.Quantile(0.3) != d.Quantile(0.3) {
			t.Fatalf("%q: canonical form %q: %v", text, q.String(), err)
		}
	})
}
