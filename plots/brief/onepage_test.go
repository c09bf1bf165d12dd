package brief

import (
	"bytes"
	"errors"
	"html/template"
	"strings"
	"testing"

	"parley/plots/brief/internal/browser"
	"parley/sim/results"
)

func TestCheckFront_saysWhatToShorten(t *testing.T) {
	long := strings.Repeat("sanctions and guarantees ", 300) // 7,500 characters
	v := &view{Paper: "A4", Title: "A title", BottomLine: "Short.", Judgements: []Judgement{{"a", "b"}, {long, "c"}, {"d", "e"}}}
	v.Outcomes = &figure{Title: strings.Repeat("caption ", 20)}
	v.BottomLine = strings.Repeat("sentence ", 60)
	err := checkFront(v)
	var o *Overflow
	if !errors.As(err, &o) {
		t.Fatalf("error = %v, want an *Overflow", err)
	}
	if o.Text != "key judgement 2" || o.Limit != judgementLimit+confidenceLimit || o.Length != runes(long)+2 || o.Lines < 1 {
		t.Errorf("overflow = %+v, want key judgement 2 with %d characters", o, runes(long)+2)
	}
	if want := "page 1 exceeds one page by "; !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), "of 420 characters)") {
		t.Errorf("message = %q", err)
	}
}

func TestHTML_refusesWhatDoesNotFit(t *testing.T) {
	in := fixture()
	in.Manifest.Title = strings.Repeat("A title that says everything about the negotiation ", 40)
	_, err := HTML(in, Options{})
	var o *Overflow
	if !errors.As(err, &o) || o.Text != "the title" {
		t.Errorf("error = %v, want an *Overflow about the title", err)
	}
}

// Whatever the generators write within their limits has to fit: only an analyst's texts can be too long.
func TestCheckFront_generatedTextsAlwaysFit(t *testing.T) {
	for _, paper := range []string{"A4", "letter"} {
		for name, in := range variants() {
			if _, err := HTML(in, Options{Paper: paper}); err != nil {
				t.Errorf("%s, %s: %v", paper, name, err)
			}
		}
		v := &view{Paper: template.CSS(paper), Title: filler(titleLimit), BottomLine: filler(bottomLineLimit - 12), ReadAs: readAs(provenance{All: 1888, Assumed: 1666}),
			Outcomes: &figure{Title: filler(captionLimit - 12), Subtitle: filler(140), Number: "Fig 1"},
			Drivers:  &figure{Title: filler(50), Subtitle: filler(140), Number: "Fig 2"}, FlipMap: &figure{Title: filler(50), Subtitle: filler(140), Number: "Fig 3"},
			FrontFoot: []footLine{{Text: filler(150)}, {Text: filler(120)}}}
		for range 3 {
			v.Judgements = append(v.Judgements, Judgement{filler(judgementLimit - 12), filler(confidenceLimit - 12)})
			v.Turning = append(v.Turning, filler(turningLimit-12))
			v.Carrying = append(v.Carrying, carried{ID: "A1", Text: filler(carryingLimit - 12)})
		}
		if err := checkFront(v); err != nil {
			t.Errorf("%s, every text at its limit: %v (%.1f of %.1f mm)", paper, err, frontHeight(v, sheets[paper]), sheets[paper].height)
		}
	}
}

// filler is a text of ordinary words of about n characters.
func filler(n int) string {
	words := strings.Fields("the sides weigh what a text gives against what going without would cost them at home and abroad")
	text := "Filler"
	for i := 0; runes(text) < n; i++ {
		text += " " + words[i%len(words)]
	}
	return text
}

// Pages that checkFront barely lets pass have to print on one sheet of either paper. The texts grow one after
// another until the next word would be refused.
func TestBrowser_fullestPageOnePrintsOnOneSheet(t *testing.T) {
	b := browser.Find(t)
	tmpl, err := parsePage()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ paper, first string }{{"A4", "judgements"}, {"A4", "boxes"}, {"letter", "judgements"}} {
		paper, first := c.paper, c.first
		build := builder{in: fixture(), o: Options{Paper: paper, Library: emptyLibrary()}, t: tmpl, n: read(fixture())}
		v, err := build.view()
		if err != nil {
			t.Fatal(err)
		}
		for n := 40; n < 700; n += 10 {
			was := *v
			judgements, turning := append([]Judgement(nil), v.Judgements...), append([]string(nil), v.Turning...)
			if first == "judgements" {
				judgements[n/10%3] = Judgement{filler(n), "Confidence in this judgement is low: filler."}
			} else {
				turning[n/10%3] = filler(n)
			}
			v.Judgements, v.Turning = judgements, turning
			if checkFront(v) != nil {
				*v = was
				break
			}
		}
		v.Heights = grown(v).heights()
		var out bytes.Buffer
		if err := tmpl.ExecuteTemplate(&out, "brief.html.tmpl", v); err != nil {
			t.Fatal(err)
		}
		file := write(t, "fullest-"+first+"-"+paper+".html", out.String())
		pdf := strings.TrimSuffix(file, ".html") + ".pdf"
		b.Print(t, file, pdf)
		pages := browser.Pages(t, pdf)
		if !strings.Contains(pages[0], "To rebuild:") || !strings.Contains(pages[1], "How talks end") {
			t.Errorf("%s, %s: estimated %.1f of %.1f mm, yet page 1 does not hold; page 2 begins: %.300s", paper, first,
				frontHeight(v, sheets[paper]), sheets[paper].height, pages[1])
		}
	}
}

func TestRunningFoot_hasWhatReproducesIt(t *testing.T) {
	got := runningFoot(fixtureManifest())
	for _, want := range []string{"baseline", "scenario 7f3a91c2", "evidence b04e11d9", "seed 1", "100,000 runs", "engine 0.1.0", "table 51e6d0b0"} {
		if !strings.Contains(got, want) {
			t.Errorf("footer %q lacks %q", got, want)
		}
	}
}

func TestCommand_quotesForTheShell(t *testing.T) {
	in := fixture()
	in.Manifest.Overrides = []results.Override{{Path: "interim.size", Value: "0.2"}, {Path: "agenda", Value: "[relief, regional]"}, {Path: "title", Value: "Iran's offer"}}
	b := builder{in: in}
	want := `simulate run baseline --runs 100000 --seed 1 --set interim.size=0.2 --set 'agenda=[relief, regional]' --set 'title=Iran'\''s offer'`
	if got := b.command(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
