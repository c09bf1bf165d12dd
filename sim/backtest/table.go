package backtest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Decision is one issue that several actors settled: a row of the table per actor.
type Decision struct {
	Issue   string
	Line    int // first row in the file
	Actors  []Stand
	Outcome float64 // 0 to 100
}

// Stand is what one actor wants on one issue.
type Stand struct {
	Actor      string
	Position   float64 // 0 to 100
	Salience   float64 // 0 to 100
	Capability float64 // above 0
}

var tableColumns = []string{"issue", "actor", "position", "salience", "capability", "outcome"}

// ReadTable reads coded decisions: a CSV file with a heading line and one row per actor and issue, columns issue, actor, position,
// salience, capability and outcome in any order, other columns ignored. An actor without a position on an issue has no row or an empty
// cell and is left out; the outcome stands in every row of the issue or in one. All faults are reported together, each with its line.
func ReadTable(name string, from io.Reader) ([]Decision, error) {
	r := csv.NewReader(from)
	r.TrimLeadingSpace = true
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no heading line: %w", name, err)
	}
	at := map[string]int{}
	for i, h := range head {
		at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))] = i
	}
	for _, c := range tableColumns {
		if _, ok := at[c]; !ok {
			return nil, fmt.Errorf("%s:1: no column %q; the columns are %s", name, c, strings.Join(tableColumns, ", "))
		}
	}
	var out []Decision
	var faults []error
	known := map[string]bool{} // issues with an outcome
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err) // csv names the line
		}
		line, _ := r.FieldPos(0)
		cell := func(c string) string { return strings.TrimSpace(row[at[c]]) }
		number := func(c string, lo, hi float64) float64 {
			x, err := strconv.ParseFloat(cell(c), 64)
			if err != nil || !(x >= lo && x <= hi) {
				faults = append(faults, fmt.Errorf("%s:%d: %s %q is not a number from %g to %g", name, line, c, cell(c), lo, hi))
			}
			return x
		}
		issue := cell("issue")
		if issue == "" {
			faults = append(faults, fmt.Errorf("%s:%d: no issue", name, line))
			continue
		}
		i := slices.IndexFunc(out, func(d Decision) bool { return d.Issue == issue })
		if i < 0 {
			i = len(out)
			out = append(out, Decision{Issue: issue, Line: line})
		}
		if cell("outcome") != "" {
			y := number("outcome", 0, 100)
			if known[issue] && y != out[i].Outcome {
				faults = append(faults, fmt.Errorf("%s:%d: issue %s has two outcomes, %g and %g", name, line, issue, out[i].Outcome, y))
			}
			known[issue], out[i].Outcome = true, y
		}
		if cell("position") == "" {
			continue
		}
		if slices.ContainsFunc(out[i].Actors, func(s Stand) bool { return s.Actor == cell("actor") }) {
			faults = append(faults, fmt.Errorf("%s:%d: actor %q stands twice under issue %s", name, line, cell("actor"), issue))
		}
		out[i].Actors = append(out[i].Actors, Stand{cell("actor"), number("position", 0, 100), number("salience", 0, 100), number("capability", 1e-9, 1e9)})
	}
	for _, d := range out {
		weight := 0.0
		for _, s := range d.Actors {
			weight += float64(s.Capability * s.Salience)
		}
		switch {
		case !known[d.Issue]:
			faults = append(faults, fmt.Errorf("%s:%d: issue %s has no outcome", name, d.Line, d.Issue))
		case len(d.Actors) < 2:
			faults = append(faults, fmt.Errorf("%s:%d: issue %s has fewer than two actors with a position", name, d.Line, d.Issue))
		case !(weight > 0):
			faults = append(faults, fmt.Errorf("%s:%d: nobody cares about issue %s: all saliences are 0", name, d.Line, d.Issue))
		}
	}
	if len(out) == 0 && len(faults) == 0 {
		faults = append(faults, fmt.Errorf("%s: no rows below the heading", name))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return out, nil
}
