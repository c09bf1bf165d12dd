package brief

import (
	"strings"
	"testing"

	"parley/sim/results"
)

func TestPickStories_aDealAFailureAndTheNextMostCommon(t *testing.T) {
	n := read(fixture()) // 13, 17, 3, 21, 32 and 14 of 100
	all := []results.Story{{Ending: "escalation"}, {Ending: "full-deal"}, {Ending: "no-talks"}, {Ending: "limited-deal"}, {Ending: "breakdown"}, {Ending: "blocked"}}
	var got []string
	for _, s := range pickStories(all, n) {
		got = append(got, s.Ending)
	}
	if want := "limited-deal no-talks breakdown"; strings.Join(got, " ") != want {
		t.Errorf("picked %v, want %s: the most common deal and failure and the next, in the order of endings", got, want)
	}
	got = nil
	for _, s := range pickStories([]results.Story{{Ending: "breakdown"}, {Ending: "no-talks"}, {Ending: "escalation"}}, n) {
		got = append(got, s.Ending)
	}
	if want := "no-talks breakdown escalation"; strings.Join(got, " ") != want {
		t.Errorf("without a deal: picked %v, want %s", got, want)
	}
}

func TestHTML_neverFewerThanThreeStories(t *testing.T) {
	in := fixture()
	in.Derived.Stories = in.Derived.Stories[:2]
	if text := visible(render(t, in, Options{})); strings.Contains(text, "Three stories") || strings.Contains(text, "talks open through Russia") {
		t.Error("two stories were told; a reader takes a lone story for the typical one")
	}
	if text := visible(render(t, fixture(), Options{})); !strings.Contains(text, "Run 4,821, one of the 32 of 100 that end like this") {
		t.Error("a story does not say how common its ending is")
	}
}
