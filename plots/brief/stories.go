package brief

// Three single runs told month by month: never one alone, since one story near a reader's worry is overweighted.

import (
	"fmt"
	"sort"

	"parley/sim/results"
)

type story struct {
	Title, Label string
	Lines        []string
}

func (b *builder) stories(w *writer) {
	if b.in.Derived == nil || len(b.in.Derived.Stories) < 3 {
		return
	}
	w.s.Lead = append(w.s.Lead, "Three single runs, told month by month. Each is a typical run of its ending, and no more likely than any other.")
	for _, s := range pickStories(b.in.Derived.Stories, b.n) {
		e := endingIndex(s.Ending)
		label := fmt.Sprintf("Run %s, one of the %s that end like this", thousands(s.Run), b.n.Endings[e].Of)
		w.add("story", story{Title: b.n.Endings[e].Title, Label: label, Lines: s.Lines})
	}
	w.prose("Any other run can be read the same way: simulate explain followed by its number.")
}

// pickStories chooses three: the most frequent deal, the most frequent failure and the most frequent of what is
// left, in the order of the endings.
func pickStories(all []results.Story, n numbers) []results.Story {
	sorted := append([]results.Story(nil), all...)
	count := func(s results.Story) int64 { return n.Endings[endingIndex(s.Ending)].K }
	sort.SliceStable(sorted, func(i, j int) bool { return count(sorted[i]) > count(sorted[j]) })
	var picked []results.Story
	take := func(want func(e int) bool) {
		for i, s := range sorted {
			if want(endingIndex(s.Ending)) {
				picked = append(picked, s)
				sorted = append(sorted[:i], sorted[i+1:]...)
				return
			}
		}
	}
	take(func(e int) bool { return e < 2 })
	take(func(e int) bool { return e >= 2 })
	for len(picked) < 3 && len(sorted) > 0 {
		take(func(int) bool { return true })
	}
	sort.SliceStable(picked, func(i, j int) bool { return endingIndex(picked[i].Ending) < endingIndex(picked[j].Ending) })
	return picked
}

func endingIndex(id string) int {
	for i, e := range endingIDs {
		if e == id {
			return i
		}
	}
	return 5
}
