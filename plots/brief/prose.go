package brief

// Small pieces of English: joining, plurals, numbers as words, whole months.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/sim/stats"
)

// and joins names as prose does: "a", "a and b", "a, b and c".
func and(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// counted is a count with its noun: "1 option", "3 options", "1,296 packages".
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

func thousands(n int64) string { return stats.Thousands(n) }

// capital makes the first letter a capital one and leaves the rest.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentence is a clause as a sentence: a capital first and one full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return capital(s)
}

// clause is a text an analyst wrote, made fit to follow a colon: blanks folded, no full stop at the end.
func clause(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ". ")
}

// runes is the length of a text as a reader counts it.
func runes(s string) int { return utf8.RuneCountInString(s) }

// first is the first candidate of at most limit characters, or the last candidate when none is short enough.
func first(limit int, candidates ...string) string {
	for _, c := range candidates {
		if c != "" && runes(c) <= limit {
			return c
		}
	}
	for i := len(candidates) - 1; i >= 0; i-- {
		if candidates[i] != "" {
			return candidates[i]
		}
	}
	return ""
}
