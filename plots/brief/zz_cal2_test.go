package brief

import (
	"os"
	"strings"
	"testing"

	"parley/plots/brief/internal/browser"
)

func TestCal2(t *testing.T) {
	b := browser.Find(t)
	in := variants()["as it stands"]
	build := builder{in: in, o: Options{Library: emptyLibrary()}, n: read(in)}
	build.t, _ = parsePage()
	v, _ := build.view()
	var out strings.Builder
	build.t.ExecuteTemplate(&out, "brief.html.tmpl", v)
	os.WriteFile("/tmp/look/cal.html", []byte(out.String()), 0o644)
	b.Print(t, "/tmp/look/cal.html", "/tmp/look/cal.pdf")
	s := sheets["A4"]
	t.Log("title", setTitle.height(v.Title, s.measure), "bl", setBottom.height(v.BottomLine, s.measure))
	for _, j := range v.Judgements {
		t.Log("kj", setJudgement.height(j.Text+" "+j.Confidence, s.measure-5.5))
	}
	t.Log("c1", figureHeight(v.Outcomes, setCaption, s.measure, s.outcomes), "c4", figureHeight(v.Drivers, setHalf, s.column, s.drivers), "c5", figureHeight(v.FlipMap, setHalf, s.column, s.flipMap))
	t.Log(v.Drivers.Title, "|", v.Drivers.Subtitle, "|", v.FlipMap.Title, v.FlipMap.Subtitle)
	for _, x := range v.Turning {
		t.Log("turn", setBox.height(x, s.column))
	}
	for _, x := range v.Carrying {
		t.Log("carry", setBox.height(x.ID+" "+x.Text, s.column))
	}
	t.Log("readas", setReadAs.height("READ THIS AS "+v.ReadAs, s.measure-6.1))
	for _, x := range v.FrontFoot {
		t.Log("foot", setFoot.height(x.Text+x.Code, s.measure))
	}
}
