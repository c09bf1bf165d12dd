package plots

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// Input is all a chart may read.
type Input struct {
	Manifest *results.Manifest
	Summary  *results.Summary
	Derived  *results.Derived
	Record   *results.Record // of the model on past cases; nil for none
}

// Size is the place a chart is made for; it is drawn at that width, never scaled.
type Size string

// The sizes: a page's width (178 mm), half of it (86 mm), a slide (12.3 inches).
const (
	Full  Size = "full"
	Half  Size = "half"
	Slide Size = "slide"
)

// Options say how a chart is drawn. The zero value is a full-width picture in colour with title and note.
type Options struct {
	Size     Size
	Grey     bool   // for printing without colour
	Inline   bool   // into a page that has title, subtitle and note of its own
	IDPrefix string // makes ids unique in a page
	Metric   string // of the dotplot; months to a deal when empty
}

// Takeaway is what a chart says: generated from the numbers it draws.
type Takeaway struct {
	Title    string
	Subtitle string
	Alt      string // at most 150 characters
	LongDesc string
	Note     string
	Facts    []string // every number of the title, as it stands in the table
	Edited   bool     // the title is the analyst's
}

// Table is the data behind a chart, as it is printed.
type Table struct {
	Head []string
	Rows [][]string
	// Page is how many columns a page shows, from the left; 0 is all. The CSV file has every column.
	Page int
}

// ErrNoData is the error of a chart whose tables a result does not have.
var ErrNoData = errors.New("no data for this chart")

// Chart is one entry of the list.
type Chart struct {
	ID    string // "c1"
	Name  string // "outcomes", as in file names
	Title string
	Doc   string

	takeaway func(in Input, o Options) Takeaway
	table    func(in Input, o Options) Table
	ready    func(in Input) error // nil: a summary is enough
	// draw draws from the top left of b, b.w wide, and returns the height it used.
	draw func(s *Scene, in Input, o Options, b rect) float64
}

// Charts is the list of charts. Add a chart here and nowhere else.
func Charts() []Chart {
	return []Chart{outcomes, stages, dealSpace, drivers, flipMap, comparison, dotplot, overTime, terms, regret, statements, conditions, worth}
}

// Find finds a chart by id or name.
func Find(name string) (Chart, bool) {
	for _, c := range Charts() {
		if c.ID == name || c.Name == name {
			return c, true
		}
	}
	return Chart{}, false
}

// Needs says why the chart cannot be drawn from this input, nil when it can. The error is ErrNoData.
func (c Chart) Needs(in Input) error {
	if in.Manifest == nil || in.Summary == nil || len(in.Summary.Options) == 0 || total(in.Summary.Options[0].Endings) == 0 {
		return fmt.Errorf("%s: %w: the result has no runs", c.Name, ErrNoData)
	}
	if c.ready == nil {
		return nil
	}
	if err := c.ready(in); err != nil {
		return fmt.Errorf("%s: %w: %w", c.Name, ErrNoData, err)
	}
	return nil
}

// Takeaway is what the chart says; Needs must be nil. An analyst's own title takes the place of the generated one, and the note says so.
func (c Chart) Takeaway(in Input, o Options) Takeaway {
	if o.Size == "" {
		o.Size = Full
	}
	t := c.takeaway(in, o)
	for _, key := range []string{c.ID, c.Name} {
		if own := strings.TrimSpace(clean(in.Manifest.Charts[key].Title)); own != "" && !t.Edited {
			t.Title, t.Edited, t.Facts = own, true, nil
			t.Note = strings.TrimSpace(t.Note + " Title edited.")
		}
	}
	if text := stats.FailedOf(baseline(in)).Text(); text != "" {
		t.Note = strings.TrimSpace(t.Note + " " + text + ".")
	}
	return t
}

// Table is the data behind the chart; Needs must be nil.
func (c Chart) Table(in Input, o Options) Table { return c.table(in, o) }

// FileName is the chart's name in a result folder, without ending: "01-outcomes".
func (c Chart) FileName() string {
	return fmt.Sprintf("%02s-%s", strings.TrimPrefix(c.ID, "c"), c.Name)
}

// SVG draws a chart.
func SVG(c Chart, in Input, o Options) ([]byte, error) {
	s, t, err := compose(c, in, &o)
	if err != nil {
		return nil, err
	}
	return writeSVG(s, o, t.Title, t.LongDesc), nil
}

// PNG draws a chart as a picture of DPI dots per inch, always with title and note.
func PNG(c Chart, in Input, o Options) ([]byte, error) {
	o.Inline = false
	s, _, err := compose(c, in, &o)
	if err != nil {
		return nil, err
	}
	return writePNG(s)
}

// CSV is a table as comma-separated values (RFC 4180).
func CSV(t Table) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// a bytes.Buffer takes everything
	_ = w.Write(t.Head)
	_ = w.WriteAll(t.Rows)
	return b.Bytes()
}
