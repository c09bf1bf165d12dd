package diag

import "unicode/utf8"

// longestSlip is the length in bytes beyond which a word is no mistyped name, but something else that is not worth comparing.
const longestSlip = 200

// Suggest finds the candidate a mistyped word was probably meant to be: at most two edits away (one for words under five letters), and
// only when no other candidate is as near. "" when there is none.
func Suggest(word string, candidates []string) string {
	if len(word) > longestSlip {
		return ""
	}
	limit := 2
	if utf8.RuneCountInString(word) < 5 {
		limit = 1
	}
	best, at, ties := limit+1, "", 0
	for _, c := range candidates {
		if c == word { // no correction
			continue
		}
		switch d := distance(word, c, best); {
		case d < best:
			best, at, ties = d, c, 1
		case d == best && c != at && d <= limit:
			ties++
		}
	}
	if best > limit || ties != 1 {
		return ""
	}
	return at
}

// distance counts the edits from a to b: insertions, deletions, changes, and swaps of neighbours (Damerau 1964, restricted).
// Beyond limit it may stop early.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
