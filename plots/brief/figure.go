package brief

// Figures of the page: a chart of package plots with its caption, its picture for wide and narrow screens and its
// data table.

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"strconv"

	"parley/plots"
)

// figure is one chart on the page.
type figure struct {
	Anchor   string
	Class    string
	Number   string
	Title    string
	Subtitle string
	Edited   bool
	SVG      template.HTML
	Aspect   float64 // height over width of the picture; 0 when it does not say
	Narrow   template.HTML
	Notes    []string
	Table    table
	CSV      string
}

// figure makes one figure, or nil when the result lacks what the chart needs. prefix keeps the ids of a chart that
// stands twice apart.
func (b *builder) figure(id string, size plots.Size, prefix, number string) (*figure, error) {
	c, ok := plots.Find(id)
	if !ok {
		return nil, fmt.Errorf("briefing: no chart %s", id)
	}
	if err := c.Needs(b.in); err != nil {
		if errors.Is(err, plots.ErrNoData) {
			return nil, nil
		}
		return nil, fmt.Errorf("briefing: %w", err)
	}
	draw := func(z plots.Size, place string) (template.HTML, error) {
		svg, err := plots.SVG(c, b.in, plots.Options{Size: z, Inline: true, IDPrefix: prefix + "-" + id + place})
		if err != nil {
			return "", fmt.Errorf("briefing: chart %s: %w", id, err)
		}
		return inline(svg), nil
	}
	o := plots.Options{Size: size, Inline: true}
	say, data := c.Takeaway(b.in, o), c.Table(b.in, o)
	f := &figure{Anchor: prefix + "-" + id, Class: string(size), Number: number, Title: say.Title, Subtitle: say.Subtitle, Edited: say.Edited,
		Table: b.dataTable(c, data)}
	if say.Note != "" {
		f.Notes = []string{say.Note}
	}
	if b.o.Charts != "" {
		f.CSV = b.o.Charts + "/" + c.FileName() + ".csv"
	}
	var err error
	if f.SVG, err = draw(size, "-"); err != nil {
		return nil, err
	}
	f.Aspect = aspect(f.SVG)
	if size != plots.Half {
		if f.Narrow, err = draw(plots.Half, "-narrow-"); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// inline takes an XML prologue off a picture.
func inline(svg []byte) template.HTML {
	if i := bytes.Index(svg, []byte("<svg")); i > 0 {
		svg = svg[i:]
	}
	return template.HTML(svg)
}

var viewBox = regexp.MustCompile(`viewBox="0 0 ([0-9.]+) ([0-9.]+)"`)

// aspect reads height over width off a picture's view box.
func aspect(svg template.HTML) float64 {
	m := viewBox.FindStringSubmatch(string(svg))
	if m == nil {
		return 0
	}
	w, _ := strconv.ParseFloat(m[1], 64)
	h, _ := strconv.ParseFloat(m[2], 64)
	if w <= 0 {
		return 0
	}
	return h / w
}

// render prints one named part of the template.
func (b *builder) render(name string, data any) (template.HTML, error) {
	var out bytes.Buffer
	if err := b.t.ExecuteTemplate(&out, name, data); err != nil {
		return "", fmt.Errorf("briefing: %w", err)
	}
	return template.HTML(out.Bytes()), nil
}
