package brief

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parley/plots/brief/internal/browser"
)

func TestCal(t *testing.T) {
	b := browser.Find(t)
	for _, paper := range []string{"A4", "letter"} {
		for _, name := range []string{"as it stands", "no options", "long names", "options that hurt", "nothing derived"} {
			in := variants()[name]
			build := builder{in: in, o: Options{Paper: paper, Library: emptyLibrary()}, n: read(in)}
			build.t, _ = parsePage()
			v, err := build.view()
			if v == nil {
				t.Log(paper, name, err)
				continue
			}
			var out strings.Builder
			build.t.ExecuteTemplate(&out, "brief.html.tmpl", v)
			file := write(t, "cal.html", out.String())
			b.Print(t, file, file+".pdf")
			txt, _ := exec.Command("pdftotext", "-bbox", "-f", "1", "-l", "2", file+".pdf", "-").Output()
			m := regexp.MustCompile(`yMax="([0-9.]+)">rebuild`).FindAllSubmatchIndex(txt, -1)
			for _, x := range m {
				y, _ := strconv.ParseFloat(string(txt[x[2]:x[3]]), 64)
				page := strings.Count(string(txt[:x[0]]), "<page ")
				t.Logf("%s %s: page %d ends at %.1f mm below the margin; estimated %.1f of %.1f", paper, name, page, y*25.4/72-9, frontHeight(v, sheets[paper]), sheets[paper].height)
			}
		}
	}
}
