package brief

// What would change our mind: where one input, moved alone, turns the likelihood word of the headline.

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/seeds"
	"parley/sim/results"
)

// turningLimit holds a turning point within the two lines that page 1 has for it, in characters.
const turningLimit = 118

// flip is one row of that table.
type flip struct {
	Path, Title, Actor string
	Unit               string
	Now                string // median
	Assumed            string // 10 to 90 % of draws
	At                 string // where the word turns
	Distance           string // from the median, in widths of the 10 to 90 range
	Beyond             string // share of draws beyond the turning point
	Where              string // "above 0.57": for the register
	Turns              string // the word on the far side, with its range
	Rests              []Ref
	Long, Sentence     string // in a sentence; the second fits page 1
	distance           float64
}

// flipTable splits the inputs into those that turn the word, nearest first, and the titles of those that do not
// turn it anywhere in their range.
func flipTable(m *results.Manifest, d *results.Derived, lib *seeds.Library) (turn []flip, never []string) {
	if d == nil {
		return nil, nil
	}
	for _, f := range d.Flips {
		name := inputName(m, f.Title, f.Actor)
		if f.At == nil {
			never = append(never, name)
			continue
		}
		turn = append(turn, readFlip(m, f, name, citations(m, f.Path), lib))
	}
	sort.SliceStable(turn, func(i, j int) bool { return turn[i].distance < turn[j].distance })
	return turn, never
}

func readFlip(m *results.Manifest, f results.Flip, name string, from []results.Citation, lib *seeds.Library) flip {
	at := *f.At
	up := at > f.Base // the turning point lies above the median
	far := f.Level
	if up != f.Above {
		far = math.Nextafter(f.Level, 0)
	}
	word := lexiconOf(m).at(far)
	side, end := "below", "lowest"
	if up {
		side, end = "above", "highest"
	}
	r := flip{Path: f.Path, Title: name, Unit: f.Unit, Now: amount(f.Base), At: amount(at), Turns: word,
		Assumed: amount(f.P10) + " to " + amount(f.P90), Beyond: percent(f.Share), Where: side + " " + amount(at), distance: math.Inf(1)}
	if f.Actor != "" {
		r.Actor = actorTitle(m, f.Actor)
	}
	if width := f.P90 - f.P10; width > 0 {
		r.distance = math.Abs(at-f.Base) / width
		r.Distance = fmt.Sprintf("%.1f widths %s", r.distance, side)
	}
	for _, c := range from {
		r.Rests = append(r.Rests, refOf(c, lib))
	}
	where := fmt.Sprintf("in the %s %s of its draws", end, percent(f.Share))
	if f.Share < 0.005 {
		where = fmt.Sprintf("at the %s end of its range (%s of draws)", end, percent(f.Share))
	}
	tail := fmt.Sprintf(": %s, some deal becomes %s.", where, word)
	brief := fmt.Sprintf(": some deal is %s in its %s %s.", word, end, percent(f.Share))
	r.Long = capital(name) + tail
	r.Sentence = first(turningLimit, r.Long, capital(name)+brief, capital(unowned(f.Title))+tail, capital(unowned(f.Title))+brief, "One input"+tail)
	return r
}

func citations(m *results.Manifest, path string) []results.Citation {
	for _, q := range m.Quantities {
		if q.Path == path {
			return q.From
		}
	}
	return nil
}

// inputName names an input as prose does, with whose it is at the end: "veto power, Iran (hardliners)". Titles come
// as "Iran (hardliners): veto power", or bare with the actor beside them.
func inputName(m *results.Manifest, title, actor string) string {
	owner := ""
	if actor != "" {
		owner = actorTitle(m, actor)
	}
	return owned(title, owner)
}

func owned(title, owner string) string {
	if who, what, ok := strings.Cut(title, ": "); ok {
		return what + ", " + who
	}
	if owner == "" || strings.Contains(title, owner) {
		return title
	}
	return title + ", " + owner
}

// unowned is an input's name without whose it is.
func unowned(title string) string {
	if _, what, ok := strings.Cut(title, ": "); ok {
		return what
	}
	return title
}
