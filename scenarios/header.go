package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/sim/diag"
)

// The head of a scenario: lists of names, single names, months and dates.

// unread tells a key whose value could not be read or is not there: that has been reported, and nothing is known about the value.
func unread(n *diag.Node) bool { return n.Kind == diag.Broken || n.Kind == diag.Null }

// lacks reports something that a scenario cannot do without, unless a part of its text could not be read: it may well stand there.
func (l *loader) lacks(doc *diag.Node, path, message, hint string) {
	if !l.partial {
		l.findAt(diag.MissingField, diag.Place{File: doc.At.File, Line: 1, Column: 1, Width: 1}, message, "", hint, path)
	}
}

// list reads a list of ids.
func (l *loader) list(doc *diag.Node, f *field) []string {
	field, least, most := f.name, f.least, f.most
	n := doc.Get(field)
	switch {
	case n == nil:
		if least > 0 {
			l.lacks(doc, field, fmt.Sprintf("the scenario has no `%s:`", field), fmt.Sprintf("add `%s: [...]`; docs/scenario-format.md says what it means", field))
		}
		return nil
	case unread(n):
		return nil
	case n.Kind == diag.Scalar && n.Text == "none" && least == 0:
		return nil
	case n.Kind != diag.List:
		l.find(diag.WrongType, n, fmt.Sprintf("`%s:` is a list", field), fmt.Sprintf("write %s: [one, two]", field), field)
		return nil
	}
	var out []string
	for _, v := range n.Items {
		if v.Kind != diag.Scalar || v.Text == "" {
			l.find(diag.WrongType, v, "a list of names holds names only", "", field)
			continue
		}
		if slices.Contains(out, v.Text) {
			l.find(diag.BadList, v, fmt.Sprintf("%q stands here twice", v.Text), "keep one of them", field)
			continue
		}
		out = append(out, v.Text)
	}
	if len(n.Items) < least || len(n.Items) > most {
		want := fmt.Sprintf("between %d and %d", least, most)
		if least == most {
			want = fmt.Sprint(least)
		}
		l.find(diag.BadList, n, fmt.Sprintf("`%s:` has %s; it needs %s", field, entries(len(n.Items)), want), "", field)
	}
	return out
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// one reads one id; none and nothing are "".
func (l *loader) one(doc *diag.Node, field string) string {
	n := doc.Get(field)
	if n == nil || n.Kind != diag.Scalar || n.Text == "none" { // of the wrong type has been reported
		return ""
	}
	return n.Text
}

// horizon reads "24 months" or "2 years".
func (l *loader) horizon(doc *diag.Node) int {
	n := doc.Get("horizon")
	if n == nil {
		l.lacks(doc, "horizon", "the scenario has no horizon", "add `horizon: 24 months`")
		return 1
	}
	if unread(n) || n.Kind != diag.Scalar { // reported as being of the wrong type
		return 1
	}
	units := map[string]int{"": 1, "month": 1, "months": 1, "year": 12, "years": 12}
	number, unit, _ := strings.Cut(strings.Join(strings.Fields(n.Text), " "), " ")
	if months, known := units[unit]; known {
		if count, err := strconv.Atoi(number); err == nil {
			m := 0
			if count >= 1 && count <= 240 {
				m = count * months
			}
			if m < 1 || m > 240 {
				l.find(diag.OutOfRange, n, fmt.Sprintf("a horizon of %s is outside 1 to 240 months", strings.TrimSpace(n.Text)), "", "horizon")
			}
			return max(1, min(240, m))
		}
	}
	l.find(diag.WrongType, n, "the horizon is a whole number of months or years", "write `horizon: 24 months`", "horizon")
	return 1
}

var monthNames = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// date reads 2025-03-04 and writes 4 March 2025.
func (l *loader) date(doc *diag.Node) string {
	n := doc.Get("cutoff")
	if n == nil || unread(n) {
		return ""
	}
	part := strings.Split(n.Text, "-")
	if n.Kind == diag.Scalar && len(part) == 3 && len(part[0]) == 4 && len(part[1]) == 2 && len(part[2]) == 2 {
		y, err1 := strconv.ParseUint(part[0], 10, 16)
		m, err2 := strconv.ParseUint(part[1], 10, 8)
		d, err3 := strconv.ParseUint(part[2], 10, 8)
		if err1 == nil && err2 == nil && err3 == nil && m >= 1 && m <= 12 && d >= 1 && d <= days(y, m) {
			return fmt.Sprintf("%d %s %d", d, monthNames[m-1], y)
		}
	}
	l.find(diag.WrongType, n, "the cut-off is a date", "write `cutoff: 2025-03-04`: year, month, day", "cutoff")
	return ""
}

// days is the length of a month of the Gregorian calendar.
func days(year, month uint64) uint64 {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}
