package dist

// nearest finds the one candidate that a mistyped word most likely meant: within edit distance 2, or 1 for words
// under five letters, and none where two are equally near.
func nearest(text string, candidates []string) string {
	if len(text) > 40 {
		return ""
	}
	best, found := 3, ""
	if len(text) < 5 {
		best = 2
	}
	for _, c := range candidates {
		switch d := editDistance(text, c); {
		case d < best:
			best, found = d, c
		case d == best && found != c:
			found = ""
		}
	}
	return found
}

// editDistance counts insertions, deletions, substitutions and swaps of neighbours. Source: Damerau 1964, in the
// restricted form of optimal string alignment.
func editDistance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
