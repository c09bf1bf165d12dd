package brief

// Data tables of the page. A table is for reading: what is too long for that is cut or folded, and the CSV file
// beside the chart has all of it.

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/plots"
	"parley/sim/results"
)

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

// text escapes a text and lets a browser break its long words, so that no name makes a table wider than its sheet.
func text(s string) template.HTML {
	var b strings.Builder
	for i, word := range strings.Split(s, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		if utf8.RuneCountInString(word) < 14 {
			b.WriteString(template.HTMLEscapeString(word))
			continue
		}
		run := 0
		for _, r := range word {
			b.WriteString(template.HTMLEscapeString(string(r)))
			if run++; strings.ContainsRune("./#-_;,", r) || run == 12 {
				b.WriteString("<wbr>")
				run = 0
			}
		}
	}
	return template.HTML(b.String())
}

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

// looksNumeric tells cells that read best aligned to the right: numbers, and the words that stand for one.
func looksNumeric(s string) bool {
	switch s {
	case "", "–", "none", "under 1", "over 99":
		return true
	}
	rest := strings.TrimLeft(s, "+-"+minus+"<>")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9' && len(s) <= 16 && !strings.Contains(s, "(")
}

// Rows of a chart's table: up to longestTable all are shown, else the first shownRows.
const (
	longestTable = 30
	shownRows    = 15
)

// dataTable is a chart's table as the page shows it. The deal space is counted rather than listed, the
// flip-point map is laid out as the grid it is, and of the dots every fifth is given.
func (b *builder) dataTable(c plots.Chart, data plots.Table) table {
	switch {
	case c.ID == "c3" && b.in.Derived != nil && b.in.Derived.Packages != nil:
		return spaceTable(b.in.Manifest, b.in.Derived.Packages)
	case c.ID == "c5" && len(data.Head) >= 3:
		if t, ok := gridTable(data); ok {
			return t
		}
	}
	if c.ID == "c7" && len(data.Rows) == 50 {
		var rows [][]string
		for i := 4; i < len(data.Rows); i += 5 {
			rows = append(rows, data.Rows[i])
		}
		return plainTable(c.Title+": every fifth of 50 dots; the CSV file beside the chart has all", data.Head, rows)
	}
	caption := c.Title
	if len(data.Rows) > longestTable {
		caption += fmt.Sprintf(": the first %d of %s rows; the CSV file beside the chart has all", shownRows, thousands(int64(len(data.Rows))))
		data.Rows = data.Rows[:shownRows]
	}
	if data.Page > 0 && data.Page < len(data.Head) {
		data.Head = data.Head[:data.Page]
		rows := make([][]string, len(data.Rows))
		for i, r := range data.Rows {
			rows[i] = r[:data.Page]
		}
		data.Rows = rows
	}
	return plainTable(caption, data.Head, data.Rows)
}

// spaceTable counts the packages left after each hurdle.
func spaceTable(m *results.Manifest, p *results.Packages) table {
	both := 0
	left := make([]int, len(p.Vetoes))
	for _, x := range p.All {
		if !x.Both {
			continue
		}
		both++
		for i := range p.Vetoes {
			if i >= len(x.Blocked) || x.Blocked[i] {
				break
			}
			left[i]++
		}
	}
	rows := [][]string{{"on the grid", thousands(int64(len(p.All)))}, {"suit both sides", thousands(int64(both))}}
	for i, id := range p.Vetoes {
		rows = append(rows, []string{"and pass " + actorTitle(m, id), thousands(int64(left[i]))})
	}
	return plainTable("Deal space: packages left after each hurdle; the CSV file beside the chart has every package", []string{"Packages that", "Number"}, rows)
}

// gridTable lays out rows of (x, y, value, ...) as a grid: one row for each y, one column for each x.
func gridTable(data plots.Table) (table, bool) {
	var xs, ys []string
	at := map[[2]string]string{}
	for _, r := range data.Rows {
		if len(r) < 3 {
			return table{}, false
		}
		if !slices.Contains(xs, r[0]) {
			xs = append(xs, r[0])
		}
		if !slices.Contains(ys, r[1]) {
			ys = append(ys, r[1])
		}
		at[[2]string{r[0], r[1]}] = r[2]
	}
	if len(xs)*len(ys) != len(data.Rows) || len(xs) > 14 {
		return table{}, false
	}
	head := append([]string{"↓ / →"}, xs...)
	var rows [][]string
	for i := len(ys) - 1; i >= 0; i-- { // highest first, as the map has it
		row := []string{ys[i]}
		for _, x := range xs {
			row = append(row, at[[2]string{x, ys[i]}])
		}
		rows = append(rows, row)
	}
	return plainTable(fmt.Sprintf("%s by %s (down) and %s (across)", data.Head[2], data.Head[1], data.Head[0]), head, rows), true
}
