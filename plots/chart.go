package plots

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley/sim/results"
)

// Input is all a chart may read.
type Input struct {
	Manifest *results.Manifest
	Summary  *results.Summary
	Derived  *results.Derived
}

// Size is the place a chart is made for; it is drawn at that width, never scaled.
type Size string

// The sizes: a page's width, half of it, a slide.
const (
	Full  Size = "full"
	Half  Size = "half"
	Slide Size = "slide"
)

// Options say how a chart is drawn.
type Options struct {
	Size     Size
	Grey     bool   // for printing without colour
	Inline   bool   // into a page that has title, subtitle and note of its own
	IDPrefix string // makes ids in a page unique
	Metric   string // of the dotplot
}

// Takeaway is what a chart says: generated from the numbers it draws.
type Takeaway struct {
	Title    string
	Subtitle string
	Alt      string // at most 150 characters
	LongDesc string
	Note     string
	Facts    []string // every number of the title, as in the table
	Edited   bool     // the title is the analyst's
}

// Table is the data behind a chart, as it is printed.
type Table struct {
	Head []string
	Rows [][]string
}

// ErrNoData is the error of a chart whose tables a result does not have.
var ErrNoData = errors.New("no data for this chart")

// Chart is one entry of the list.
type Chart struct {
	ID       string // "c1"
	Name     string // "outcomes", as in file names
	Title    string
	Doc      string
	takeaway func(in Input, o Options) Takeaway
	table    func(in Input, o Options) Table
	ready    func(in Input) error
	height   func(in Input, o Options) float64 // of the drawing, without title and note, in points
	draw     func(s *Scene, in Input, o Options, box rect)
}

// rect is the part of a scene that a chart's drawing may use.
type rect struct{ x, y, w, h float64 }

// Charts is the list of charts. Add a chart here and nowhere else.
func Charts() []Chart {
	return []Chart{outcomes, stages, dealSpace, drivers, flipMap, options, dotplot, overTime, terms}
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

// Needs says why the chart cannot be drawn from this input, nil when it can.
func (c Chart) Needs(in Input) error {
	if in.Manifest == nil || in.Summary == nil || len(in.Summary.Options) == 0 || in.Summary.Options[0].N == 0 {
		return fmt.Errorf("%s: %w: the result has no runs", c.Name, ErrNoData)
	}
	if c.ready != nil {
		if err := c.ready(in); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	return nil
}

// Takeaway is what the chart says. An analyst's own title takes the place of the generated one, and the note says so.
func (c Chart) Takeaway(in Input, o Options) Takeaway {
	t := c.takeaway(in, o)
	if own, ok := in.Manifest.Charts[c.ID]; ok && own.Title != "" {
		t.Title, t.Edited = own.Title, true
		t.Note = strings.TrimSpace(t.Note + " Title edited.")
	}
	if r := []rune(t.Alt); len(r) > 150 {
		t.Alt = string(r[:149]) + "…"
	}
	return t
}

// Table is the data behind the chart.
func (c Chart) Table(in Input, o Options) Table { return c.table(in, o) }

// FileName is the chart's name in a result folder, without ending.
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

// PNG draws a chart as a picture of 220 dots per inch.
func PNG(c Chart, in Input, o Options) ([]byte, error) {
	o.Inline = false
	s, _, err := compose(c, in, &o)
	if err != nil {
		return nil, err
	}
	return writePNG(s)
}

// CSV is a table as comma-separated values.
func CSV(t Table) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(t.Head)
	_ = w.WriteAll(t.Rows)
	return b.Bytes()
}

// WriteAll writes every chart that can be drawn as SVG, PNG, CSV and alternative text, and returns the names of those it could not.
func WriteAll(dir string, in Input, o Options) (missing []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("writing charts: %w", err)
	}
	for _, c := range Charts() {
		if c.Needs(in) != nil {
			missing = append(missing, c.Name)
			continue
		}
		if err := Write(dir, c, in, o); err != nil {
			return missing, err
		}
	}
	return missing, nil
}

// Write writes one chart's four files.
func Write(dir string, c Chart, in Input, o Options) error {
	svg, err := SVG(c, in, o)
	if err != nil {
		return err
	}
	img, err := PNG(c, in, o)
	if err != nil {
		return err
	}
	t := c.Takeaway(in, o)
	for ending, text := range map[string][]byte{".svg": svg, ".png": img, ".csv": CSV(c.Table(in, o)), ".alt.txt": []byte(t.Alt + "\n\n" + t.LongDesc + "\n")} {
		if err := results.WriteFile(filepath.Join(dir, c.FileName()+ending), text); err != nil {
			return err
		}
	}
	return nil
}
