package plots

import (
	"strings"

	"parley/sim/results"
)

// drawAnchors writes what values of an issue mean, each label under its tick: first the two ends, then those between in the room that is
// left up to their neighbours. One that finds no room keeps its tick.
func drawAnchors(s *Scene, is results.Issue, b rect, y float64, px func(float64) float64) float64 {
	z := s.size
	var kept []results.Level
	for _, a := range anchors(is) {
		if strings.TrimSpace(a.Label) != "" {
			s.line(px(a.At), y-3, px(a.At), y, axis, axisWidth)
			kept = append(kept, a)
		}
	}
	height, gap := 0.0, 0.6*z.axis
	write := func(lines []string, x float64, side align) (width float64) {
		for k, l := range lines {
			s.text(x, y+(0.85+1.1*float64(k))*z.axis, l, z.axis, false, side, muted)
			width = max(width, textWidth(l, z.axis, false))
		}
		height = max(height, (0.2+1.1*float64(len(lines)))*z.axis)
		return width
	}
	lo, hi := b.x, b.right() // what the ends leave
	if k := len(kept); k > 0 && kept[0].At <= 0.02 {
		lo = b.x + write(endLabel(kept[0].Label, z.axis, b.w), b.x, left) + gap
		kept = kept[1:]
	}
	if k := len(kept); k > 0 && kept[k-1].At >= 0.98 {
		hi = b.right() - write(endLabel(kept[k-1].Label, z.axis, b.w), b.right(), right) - gap
		kept = kept[:k-1]
	}
	for i, a := range kept {
		x, from, to := px(a.At), lo, hi
		if i > 0 {
			from = max(from, (px(kept[i-1].At)+x)/2+gap/2)
		}
		if i+1 < len(kept) {
			to = min(to, (px(kept[i+1].At)+x)/2-gap/2)
		}
		w := 2 * min(x-from, to-x)
		if lines := wrap(a.Label, z.axis, false, w); w > 0 && len(lines) <= 3 && !broken(a.Label, lines) {
			write(lines, x, center)
		}
	}
	return height
}

// endLabel wraps the label of an end: into up to three lines, no wider than it must be nor than 45 % of the strip.
func endLabel(text string, size, w float64) []string {
	for _, try := range []struct {
		share float64
		most  int
	}{{0.14, 1}, {0.18, 2}, {0.2, 3}, {0.3, 3}} {
		if lines := wrap(text, size, false, try.share*w); len(lines) <= try.most && !broken(text, lines) {
			return lines
		}
	}
	return wrapTo(text, size, false, 0.45*w, 4)
}

// broken tells whether wrapping had to cut a word in two.
func broken(s string, lines []string) bool {
	return len(strings.Fields(strings.Join(lines, " "))) != len(strings.Fields(clean(s)))
}
