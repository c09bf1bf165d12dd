package plots

import "parley/sim/results"

// Futures is the picture of a part of the space of assumptions: which stretch of each input's draws lies in it. It is drawn of an answer; the chart of a
// result (conditions) says the same of any deal.
type Futures struct {
	Title, Subtitle, Note string
	Limits                []results.BoxLimit
}

// Draw draws it as ".svg" or ".png".
func (f Futures) Draw(ending string, o Options) ([]byte, error) {
	if o.IDPrefix == "" {
		o.IDPrefix = "futures"
	}
	return f.picture().write(ending, o)
}

func (f Futures) picture() picture {
	desc := f.Title + "."
	for _, l := range f.Limits {
		desc += " " + l.Title + ": " + bound(l) + "."
	}
	return picture{title: f.Title, subtitle: f.Subtitle, note: f.Note, desc: desc, draw: func(s *Scene, b rect) float64 { return s.limits(f.Limits, b) }}
}
