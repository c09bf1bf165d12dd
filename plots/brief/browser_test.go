package brief

import (
	"encoding/json"
	"html"
	"math"
	"regexp"
	"strings"
	"testing"

	"parley/plots/brief/internal/browser"
)

func TestBrowser_loadsSilentlyAndAlone(t *testing.T) {
	b := browser.Find(t)
	file := write(t, "brief.html", render(t, fixture(), Options{Charts: "charts"}))
	dom, console, requests := b.Load(t, file)
	if !strings.Contains(dom, "Bottom line") || strings.Count(dom, "<figure") != 11 {
		t.Errorf("the loaded page lacks its headline or its figures:\n%.400s", dom)
	}
	for _, c := range console {
		t.Errorf("console: %s", c)
	}
	for _, r := range requests {
		t.Errorf("the page asked for %s", r)
	}
}

func TestBrowser_pageOnePrintsOnOneSheet(t *testing.T) {
	b := browser.Find(t)
	for _, c := range []struct{ paper, name string }{{"A4", "as it stands"}, {"A4", "long names"}, {"letter", "as it stands"}} {
		paper, name := c.paper, c.name
		t.Run(paper+", "+name, func(t *testing.T) {
			in := variants()[name]
			file := write(t, "print-"+paper+"-"+strings.ReplaceAll(name, " ", "-")+".html", render(t, in, Options{Paper: paper}))
			pdf := strings.TrimSuffix(file, ".html") + ".pdf"
			b.Print(t, file, pdf)
			// The masthead is set in 8 pt; Liberation Sans is 1.117 em high, DejaVu Sans, which takes its place where it is not installed, 1.164. A table
			// wider than the sheet makes the browser shrink every page.
			if h := browser.WordHeight(t, pdf, "Negotiation"); math.Abs(h/(8*1.117)-1) > 0.01 && math.Abs(h/(8*1.164)-1) > 0.01 {
				t.Errorf("8 pt type prints %.2f pt high: the browser shrank the pages", h)
			}
			pages := browser.Pages(t, pdf)
			if len(pages) < 5 {
				t.Fatalf("%d pages, want the whole briefing", len(pages))
			}
			if !strings.Contains(pages[0], "To rebuild:") {
				t.Errorf("page 1 does not hold its last line; page 2 begins: %.300s", pages[1])
			}
			if !strings.Contains(pages[1], "How talks end and where they fail") {
				t.Errorf("page 2 does not begin the second part: %.300s", pages[1])
			}
			for i, p := range pages {
				if !strings.Contains(p, "scenario 7f3a91c2") || !strings.Contains(p, "seed 1") {
					t.Errorf("page %d has no reproducibility footer", i+1)
				}
			}
			if name == "as it stands" && !strings.Contains(strings.Join(pages[1:], ""), "packages left after each hurdle") {
				t.Error("data tables, closed on the screen, are not printed")
			}
		})
	}
}

// probe reports, in the page's title, figures without a visible picture, how far the page reaches beyond the window,
// and targets smaller than 24 pixels. It replaces the policy that forbids scripts, which no briefing has.
const probe = `<script>
const bare = [...document.querySelectorAll("figure")].filter(f => ![...f.querySelectorAll("svg")].some(s => s.getBoundingClientRect().height > 20)).map(f => f.id);
const small = [...document.querySelectorAll("summary, nav a")].filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent);
document.title = JSON.stringify({bare, small, beyond: document.documentElement.scrollWidth - window.innerWidth});
</script></body>`

func TestBrowser_narrowAndWideScreens(t *testing.T) {
	b := browser.Find(t)
	page := render(t, fixture(), Options{})
	page = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAllString(page, "")
	page = strings.Replace(page, "</body>", probe, 1)
	file := write(t, "probe.html", page)
	for _, width := range []int{320, 400, 800, 1200} {
		dom := b.DOM(t, file, width)
		title := dom[strings.Index(dom, "<title>")+7 : strings.Index(dom, "</title>")]
		var found struct {
			Bare, Small []string
			Beyond      int
		}
		if err := json.Unmarshal([]byte(html.UnescapeString(title)), &found); err != nil {
			t.Fatalf("at %d pixels the probe left %q: %v", width, title, err)
		}
		if len(found.Bare) > 0 {
			t.Errorf("at %d pixels no picture in %v", width, found.Bare)
		}
		if len(found.Small) > 0 {
			t.Errorf("at %d pixels smaller than 24 pixels: %q", width, found.Small)
		}
		if found.Beyond > 0 {
			t.Errorf("at %d pixels the page reaches %d pixels beyond the window", width, found.Beyond)
		}
	}
}
