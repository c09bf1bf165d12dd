package plots

// Ranking is the picture of rows of bars from zero: what knowing is worth, by how much an option falls short. It is drawn of an answer, not of a result,
// so it is no entry of the list of charts.
type Ranking struct {
	Title, Subtitle, Note string
	Rows                  []Ranked
}

// Ranked is one row: the dark bar goes to Low, the light one to High.
type Ranked struct {
	Name      string
	Low, High float64
	Text      string // at the end of the bar
	Strong    bool   // the row that the title speaks of
}

// Draw draws it as ".svg" or ".png".
func (r Ranking) Draw(ending string, o Options) ([]byte, error) {
	if o.IDPrefix == "" {
		o.IDPrefix = "ranking"
	}
	return r.picture().write(ending, o)
}

func (r Ranking) picture() picture {
	desc := r.Title + "."
	most := 1e-9
	var rows []bar
	for _, x := range r.Rows {
		desc += " " + x.Name + ": " + x.Text + "."
		most = max(most, x.Low, x.High)
		rows = append(rows, bar{name: x.Name, low: max(0, x.Low), high: max(0, x.High), text: x.Text, strong: x.Strong})
	}
	return picture{title: r.Title, subtitle: r.Subtitle, note: r.Note, desc: desc, draw: func(s *Scene, b rect) float64 { return s.bars(rows, most, b) }}
}
