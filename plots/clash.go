package plots

import "fmt"

// Clashes lists the labels of a chart that overlap each other or leave the picture. A chart has none: tests ask for every size and input,
// and tests of scenarios for theirs.
func Clashes(c Chart, in Input, o Options) ([]string, error) {
	s, _, err := compose(c, in, &o)
	if err != nil {
		return nil, err
	}
	return clashes(s), nil
}

func clashes(s *Scene) []string {
	// half a point is less than the space that a font leaves around its letters
	const slack = 0.5
	var out []string
	for i, a := range s.labels {
		if a.x0 < -slack || a.y0 < -slack || a.x1 > s.W+slack || a.y1 > s.H+slack {
			out = append(out, fmt.Sprintf("%q leaves the picture: %.1f, %.1f to %.1f, %.1f of %.1f x %.1f", a.s, a.x0, a.y0, a.x1, a.y1, s.W, s.H))
		}
		inner := label{x0: a.x0 + slack, y0: a.y0 + slack, x1: a.x1 - slack, y1: a.y1 - slack}
		for _, b := range s.labels[i+1:] {
			if inner.meets(b) {
				out = append(out, fmt.Sprintf("%q and %q overlap at %.1f, %.1f", a.s, b.s, b.x0, b.y0))
			}
		}
	}
	return out
}
