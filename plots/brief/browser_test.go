package brief

import (
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
	for _, paper := range []string{"A4", "letter"} {
		for _, name := range []string{"as it stands", "no options", "long names", "options that hurt"} {
			t.Run(paper+", "+name, func(t *testing.T) {
				in := variants()[name]
				file := write(t, "print-"+paper+"-"+strings.ReplaceAll(name, " ", "-")+".html", render(t, in, Options{Paper: paper}))
				pdf := strings.TrimSuffix(file, ".html") + ".pdf"
				b.Print(t, file, pdf)
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
				if name == "as it stands" && !strings.Contains(strings.Join(pages[1:], ""), "Of 100") {
					t.Error("data tables are not printed")
				}
			})
		}
	}
}
