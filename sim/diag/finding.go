// Package diag holds findings in files that users write: what is wrong, where, why, and what to do about it. All findings of a file are
// collected in one pass and shown together. A failure of the program or of the outside world is an error, not a finding.
package diag

import "sort"

// Severity of a finding.
type Severity string

// An Error keeps a scenario from being played; a Warning does not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Finding is one thing wrong at one place.
type Finding struct {
	Code     string   `json:"code"` // "E102"; see Codes
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // lower case, no full stop
	Path     string   `json:"path,omitempty"`
	File     string   `json:"file"`
	Line     int      `json:"line"`   // from 1; 0 when the finding is about a whole file
	Column   int      `json:"column"` // from 1, in characters
	Width    int      `json:"width"`  // of the stretch to mark, in characters
	Label    string   `json:"label,omitempty"`
	Hint     string   `json:"hint,omitempty"`
}

// Findings are all findings of a scenario and the files it draws on.
type Findings []Finding

// HasErrors reports whether any of them keeps the scenario from being played.
func (fs Findings) HasErrors() bool {
	for _, f := range fs {
		if f.Severity == Error {
			return true
		}
	}
	return false
}

// Count is the number of findings of a severity.
func (fs Findings) Count(s Severity) int {
	n := 0
	for _, f := range fs {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Sort puts findings in the order of the files' lines and removes repetitions: a value that several options share is checked under each.
func (fs Findings) Sort() Findings {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := fs[i], fs[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	out := fs[:0]
	seen := map[Finding]bool{}
	for _, f := range fs {
		if !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	return out
}
