package backtest

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Decision is one issue that several actors settled.
type Decision struct {
	Issue   string
	Line    int // first row in the file
	Actors  []Stand
	Outcome float64 // 0 to 100

	Reference  float64 // what holds without a decision, 0 to 100, where Referenced
	Referenced bool
}

// Stand is what one actor wants on one issue.
type Stand struct {
	Actor      string
	Position   float64 // 0 to 100
	Salience   float64 // 0 to 100
	Capability float64 // above 0
}

// Table is a file of decisions.
type Table struct {
	Decisions []Decision
	LeftOut   []LeftOut
}

// LeftOut is an issue that cannot be scored.
type LeftOut struct {
	Issue string `json:"issue"`
	Line  int    `json:"line"`
	Why   string `json:"why"`
}

// ReadTable reads coded decisions, a CSV file with a heading line, in one of two forms; columns stand in any order, others are ignored:
//
//   - one row per issue and actor: issue, actor, position, salience, capability, outcome, the outcome in every row of the issue or in one;
//   - one row per issue: issue, outcome, and for each actor `position NAME`, `salience NAME` and, for all of them or for none, `capability
//     NAME` (also with _ . or : between the words). Without capabilities all actors count alike.
//
// `reference`, in either form, is what holds without a decision; rules that need one leave out the issues without.
//
// Cells are parted by commas, or by semicolons or tabs if the heading has these and no comma. An empty cell, a lone point, NA and NaN are missing values. An actor without position or salience on an issue is left out there; an issue
// without outcome, with fewer than two actors, or that nobody cares about is left out and listed. All faults are reported together, with
// their lines.
func ReadTable(name string, from io.Reader) (*Table, error) {
	text := bufio.NewReader(from)
	first, _ := text.Peek(4096) // a shorter file is no error here
	line, _, _ := strings.Cut(string(first), "\n")
	r := csv.NewReader(text)
	r.TrimLeadingSpace = true
	for _, comma := range ";\t" {
		if strings.ContainsRune(line, comma) && !strings.Contains(line, ",") {
			r.Comma, r.TrimLeadingSpace = comma, comma != '\t' // a leading tab is an empty cell
		}
	}
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no heading line: %w", name, err)
	}
	t := &tableReader{name: name, known: map[string]bool{}, at: map[string]int{}}
	for i, h := range head {
		h = strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))
		if k := strings.ToLower(h); slices.Contains(longColumns, k) || k == referenceColumn {
			if _, twice := t.at[k]; twice {
				return nil, fmt.Errorf("%s:1: column %q stands twice", name, k)
			}
			t.at[k] = i
		} else if err := t.wide(h, i); err != nil {
			return nil, err
		}
	}
	if err := t.columns(); err != nil {
		return nil, err
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err) // csv names the line
		}
		t.row = row
		t.line, _ = r.FieldPos(0)
		t.take()
	}
	return t.done()
}

// referenceColumn may stand in either form.
const referenceColumn = "reference"

var longColumns = []string{"issue", "actor", "position", "salience", "capability", "outcome"}

// tableReader reads one file.
type tableReader struct {
	name   string
	at     map[string]int // columns of the long form
	actors []wideActor    // of the wide form, none in the long one
	out    []Decision
	known  map[string]bool // issues with an outcome
	faults []error

	row  []string
	line int
}

// wideActor is where an actor's values stand in a row; -1 for nowhere.
type wideActor struct {
	name string
	at   [3]int // position, salience, capability
}

// wide takes a heading such as `position France`; any other is ignored.
func (t *tableReader) wide(heading string, column int) error {
	end := strings.IndexAny(heading, " _.:")
	if end < 0 || end == len(heading)-1 {
		return nil
	}
	what, actor := strings.ToLower(heading[:end]), strings.TrimSpace(heading[end+1:])
	k := slices.Index([]string{"position", "salience", "capability"}, what)
	if k < 0 || actor == "" {
		return nil
	}
	i := slices.IndexFunc(t.actors, func(a wideActor) bool { return a.name == actor })
	if i < 0 {
		i = len(t.actors)
		t.actors = append(t.actors, wideActor{actor, [3]int{-1, -1, -1}})
	}
	if t.actors[i].at[k] >= 0 {
		return fmt.Errorf("%s:1: column %q stands twice", t.name, heading)
	}
	t.actors[i].at[k] = column
	return nil
}

// columns checks that the columns of one of the two forms are there.
func (t *tableReader) columns() error {
	_, long := t.at["actor"]
	need := longColumns
	if long {
		t.actors = nil
	} else if len(t.actors) > 0 {
		need = []string{"issue", "outcome"}
	}
	for _, c := range need {
		if _, ok := t.at[c]; !ok {
			return fmt.Errorf("%s:1: no column %q; the columns are %s with one row per issue and actor, or issue, outcome, `position NAME`, `salience NAME` and `capability NAME` with one row per issue",
				t.name, c, strings.Join(longColumns, ", "))
		}
	}
	capable := 0
	for _, a := range t.actors {
		for k, what := range []string{"position", "salience"} {
			if a.at[k] < 0 {
				return fmt.Errorf("%s:1: no column %q beside the others of that actor", t.name, what+" "+a.name)
			}
		}
		if a.at[2] >= 0 {
			capable++
		}
	}
	if capable > 0 && capable < len(t.actors) {
		return fmt.Errorf("%s:1: %d of %d actors have a column `capability NAME`: give all of them one, or none for all alike", t.name, capable, len(t.actors))
	}
	return nil
}

// cell is a cell's text, empty for a missing value.
func (t *tableReader) cell(column int) string {
	switch x := strings.TrimSpace(t.row[column]); strings.ToLower(x) {
	case ".", "na", "nan", "n/a":
		return ""
	default:
		return x
	}
}

func (t *tableReader) number(what string, column int, lo, hi float64) float64 {
	text := t.cell(column)
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= lo && x <= hi) {
		t.faults = append(t.faults, fmt.Errorf("%s:%d: %s %q is not a number from %g to %g", t.name, t.line, what, text, lo, hi))
	}
	return x
}

// take takes a row.
func (t *tableReader) take() {
	issue := t.cell(t.at["issue"])
	if issue == "" {
		t.faults = append(t.faults, fmt.Errorf("%s:%d: no issue", t.name, t.line))
		return
	}
	i := slices.IndexFunc(t.out, func(d Decision) bool { return d.Issue == issue })
	if i < 0 {
		i = len(t.out)
		t.out = append(t.out, Decision{Issue: issue, Line: t.line})
	} else if len(t.actors) > 0 {
		t.faults = append(t.faults, fmt.Errorf("%s:%d: issue %s has a row already, line %d", t.name, t.line, issue, t.out[i].Line))
		return
	}
	d := &t.out[i]
	if column := t.at["outcome"]; t.cell(column) != "" {
		y := t.number("outcome", column, 0, 100)
		if t.known[issue] && y != d.Outcome {
			t.faults = append(t.faults, fmt.Errorf("%s:%d: issue %s has two outcomes, %g and %g", t.name, t.line, issue, d.Outcome, y))
		}
		t.known[issue], d.Outcome = true, y
	}
	if column, ok := t.at[referenceColumn]; ok && t.cell(column) != "" {
		q := t.number(referenceColumn, column, 0, 100)
		if d.Referenced && q != d.Reference {
			t.faults = append(t.faults, fmt.Errorf("%s:%d: issue %s has two references, %g and %g", t.name, t.line, issue, d.Reference, q))
		}
		d.Reference, d.Referenced = q, true
	}
	if len(t.actors) == 0 {
		t.stand(d, t.cell(t.at["actor"]), "", [3]int{t.at["position"], t.at["salience"], t.at["capability"]})
	}
	for _, a := range t.actors {
		t.stand(d, a.name, " of "+a.name, a.at)
	}
}

// stand adds what an actor wants, if it has a position and cares to a known degree.
func (t *tableReader) stand(d *Decision, actor, of string, at [3]int) {
	if t.cell(at[0]) == "" || t.cell(at[1]) == "" {
		return
	}
	if slices.ContainsFunc(d.Actors, func(s Stand) bool { return s.Actor == actor }) {
		t.faults = append(t.faults, fmt.Errorf("%s:%d: actor %q stands twice under issue %s", t.name, t.line, actor, d.Issue))
	}
	s := Stand{Actor: actor, Position: t.number("position"+of, at[0], 0, 100), Salience: t.number("salience"+of, at[1], 0, 100), Capability: 1}
	if at[2] >= 0 {
		s.Capability = t.number("capability"+of, at[2], 1e-9, 1e9)
	}
	d.Actors = append(d.Actors, s)
}

// done leaves out what cannot be scored.
func (t *tableReader) done() (*Table, error) {
	if len(t.faults) > 0 {
		return nil, errors.Join(t.faults...)
	}
	out := &Table{}
	for _, d := range t.out {
		weight, why := 0.0, ""
		for _, s := range d.Actors {
			weight += float64(s.Capability * s.Salience)
		}
		switch {
		case !t.known[d.Issue]:
			why = "no outcome"
		case len(d.Actors) < 2:
			why = "fewer than two actors with position and salience"
		case !(weight > 0):
			why = "nobody cares: all saliences are 0"
		default:
			out.Decisions = append(out.Decisions, d)
			continue
		}
		out.LeftOut = append(out.LeftOut, LeftOut{d.Issue, d.Line, why})
	}
	if len(out.Decisions) == 0 {
		why := "no rows below the heading"
		if len(out.LeftOut) > 0 {
			why = fmt.Sprintf("no issue can be scored; the first, %s, has: %s", out.LeftOut[0].Issue, out.LeftOut[0].Why)
		}
		return nil, fmt.Errorf("%s: %s", t.name, why)
	}
	return out, nil
}
