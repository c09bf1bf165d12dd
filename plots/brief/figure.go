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
	"strings"

	"parley/plots"
	"parley/sim/stats"
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

// table is a data table.
type table struct {
	Caption string
	Class   string
	Head    []column
	Bodies  []body
}

// body is a stretch of rows, under a heading of its own or without one.
type body struct {
	Heading string
	Rows    []tableRow
}

type column struct {
	Text   string
	Number bool
}

type tableRow struct {
	Anchor string
	Cells  []cell
}

type cell struct {
	Body   template.HTML
	Head   bool // names the row
	Number bool
}

func text(s string) template.HTML { return template.HTML(template.HTMLEscapeString(s)) }

// plainTable is a table of plain texts whose first column names the row.
func plainTable(caption string, head []string, rows [][]string) table {
	t := table{Caption: caption}
	numeric := make([]bool, len(head))
	for c := range head {
		numeric[c] = c > 0 && len(rows) > 0
		for _, r := range rows {
			if c < len(r) && !looksNumeric(r[c]) {
				numeric[c] = false
			}
		}
		t.Head = append(t.Head, column{head[c], numeric[c]})
	}
	var all []tableRow
	for _, r := range rows {
		var row tableRow
		for c, s := range r {
			row.Cells = append(row.Cells, cell{Body: text(s), Head: c == 0, Number: c < len(numeric) && numeric[c]})
		}
		all = append(all, row)
	}
	t.Bodies = []body{{Rows: all}}
	return t
}

// looksNumeric tells cells that read best aligned to the right.
func looksNumeric(s string) bool {
	if s == "" {
		return true
	}
	rest := strings.TrimLeft(s, "+-"+minus+"<>")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9' && len(s) <= 24
}

// longestTable is the most rows that a figure's table shows in the page.
const longestTable = 60

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
	cut := len(data.Rows) - longestTable
	if cut > 0 { // the whole of it stands in the CSV file
		data.Rows = data.Rows[:longestTable]
	}
	f := &figure{Anchor: prefix + "-" + id, Class: string(size), Number: number, Title: say.Title, Subtitle: say.Subtitle, Edited: say.Edited,
		Table: plainTable(c.Title, data.Head, data.Rows)}
	if say.Note != "" {
		f.Notes = []string{say.Note}
	}
	if cut > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("The table shows %d of %s rows; the CSV file has all.", longestTable, stats.Thousands(int64(longestTable+cut))))
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
