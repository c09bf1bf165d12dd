package plots

import (
	"errors"
	"fmt"
	"strings"

	"parley/sim/results"
)

// statements is C21: which statement or source the odds of a deal hang on, and how much is luck.
var statements = Chart{ID: "c21", Name: "statements", Title: "What the odds rest on",
	Doc:      "Which statement, if it were wrong, moves the odds most? Fair shares of the variance of any deal by the statement or source that numbers rest on.",
	takeaway: statementsTakeaway, table: statementsTable, draw: drawStatements,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Questions == nil || len(in.Derived.Questions.Statements) == 0 {
			return errors.New("shares by statement were not computed")
		}
		return nil
	}}

// statementRows are the groups above noise, by falling share.
func statementRows(in Input) (out []results.GroupShare) {
	q := in.Derived.Questions
	for _, g := range q.Statements {
		if g.Share > q.Noise && !g.Rest {
			out = append(out, g)
		}
	}
	return out
}

// AtMost is an upper bound in words: what is "under 0.1" is so at most.
func AtMost(number string) string {
	if strings.HasPrefix(number, "under ") {
		return number
	}
	return "at most " + number
}

// parts is a share of variance of 100 parts.
func parts(x float64) string {
	switch p := 100 * x; {
	case p < 0.05:
		return "under 0.1"
	case p < 9.95:
		return fmt.Sprintf("%.1f", p)
	case p >= 99.5:
		return "over 99"
	default:
		return fmt.Sprintf("%.0f", p)
	}
}

func statementsTakeaway(in Input, o Options) Takeaway {
	q, rows := in.Derived.Questions, statementRows(in)
	t := Takeaway{Note: fmt.Sprintf("Shapley effects by regression; of 100 parts of the variance of any deal in one run, %s are what is not known about the actors and %s are luck in play (±%s).",
		parts(q.Ignorance), parts(q.Luck), parts(1.96*q.Error))}
	t.Subtitle = "Fair shares, of 100 parts of the variance of any deal, by the statement or source that inputs rest on; the rest is luck and what regressions miss"
	descriptive := "What the odds of a deal rest on"
	switch {
	case len(rows) == 0:
		t.choose(o.Size, nil, "No statement by itself carries a detectable part of the odds", "No statement stands out")
	case len(rows) == 1 || rows[0].Share-rows[1].Share > 2*q.Noise:
		share := parts(rows[0].Share)
		name := sourceTitle(rows[0].Name)
		t.choose(o.Size, []string{share, SourceName(rows[0].Name)},
			fmt.Sprintf("If one source were wrong, %s would matter most: %s of 100 parts", name, share),
			fmt.Sprintf("%s carries most: %s of 100 parts", capital(name), share), descriptive)
	default:
		a, b := sourceTitle(rows[0].Name), sourceTitle(rows[1].Name)
		t.choose(o.Size, []string{SourceName(rows[0].Name), SourceName(rows[1].Name)},
			fmt.Sprintf("%s and %s carry most of what can be told apart", capital(a), b),
			fmt.Sprintf("%s and %s carry most", capital(a), b), descriptive)
	}
	t.describe("Bars of shares by statement", descriptive)
	var say []string
	for _, r := range rows {
		say = append(say, fmt.Sprintf("%s: %s of 100 parts from %d inputs", SourceName(r.Name), parts(r.Share), r.Inputs))
	}
	t.LongDesc = strings.Join(append(say, "The rest is luck and what regressions miss"), ". ") + "."
	return t
}

func statementsTable(in Input, _ Options) Table {
	t := Table{Head: []string{"Grouped by", "Group", "Inputs", "Of 100 parts of the variance", "Remark"}}
	q := in.Derived.Questions
	add := func(by string, all []results.GroupShare) {
		for _, g := range all {
			remark := ""
			switch {
			case g.Share <= q.Noise:
				remark = "not above noise"
			case g.Proxy:
				remark = "goes with others, adds nothing itself"
			}
			t.Rows = append(t.Rows, []string{by, SourceName(g.Name), fmt.Sprint(g.Inputs), parts(g.Share), remark})
		}
	}
	add("statement or source", q.Statements)
	add("actor", q.Actors)
	t.Rows = append(t.Rows, []string{"all inputs", "ignorance", "", parts(q.Ignorance), ""}, []string{"", "luck", "", parts(q.Luck), ""})
	return t
}

func drawStatements(s *Scene, in Input, o Options, b rect) float64 {
	rows := statementRows(in)
	shown := rows[:min(len(rows), mostRows(o.Size))]
	var all []bar
	most := 0.0
	for _, r := range shown {
		name := sourceText(in, r.Name, o.Size)
		if r.Proxy {
			name = "(Goes with others) " + name
		}
		all = append(all, bar{name: name, low: r.Share, high: r.Share, text: parts(r.Share)})
		most = max(most, r.Share)
	}
	y := s.bars(all, max(most, 1e-9), b)
	if more := len(rows) - len(shown); more > 0 {
		y += 0.3*s.size.axis + s.block(b.x, b.y+y+0.3*s.size.axis, fmt.Sprintf("%d smaller ones are in the table", more), s.size.axis, false, left, muted, b.w, 2)
	}
	if len(shown) == 0 {
		y += s.block(b.x, b.y, "none above noise", s.size.axis, false, left, muted, b.w, 2)
	}
	return y
}
