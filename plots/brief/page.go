package brief

// The HTML page: the view that the template prints, and HTML, which builds it.

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"parley/plots"
	"parley/seeds"
	"parley/sim/results"
)

//go:embed page/brief.html.tmpl page/brief.css
var pageFiles embed.FS

// Options are the settings of a briefing.
type Options struct {
	// Library holds the source material; nil for the embedded one.
	Library *seeds.Library
	// Command rebuilds the result; empty for the one made from the manifest.
	Command string
	// Charts is the folder of the charts' CSV files as seen from the page, such as "charts"; empty for no links.
	Charts string
	// Paper is the sheet the page is laid out for when printed: "A4" (default) or "letter".
	Paper string
}

// HTML writes the briefing of a result: one self-contained page that needs no network and no script. Equal
// input gives equal bytes. It fails when a text an analyst wrote does not fit page 1; the error is then an
// *Overflow and says what to shorten.
func HTML(in plots.Input, o Options) ([]byte, error) {
	if in.Manifest == nil || in.Summary == nil || len(in.Summary.Options) == 0 {
		return nil, fmt.Errorf("briefing: the result has no manifest or no summary")
	}
	if o.Library == nil {
		o.Library = seeds.Embedded()
	}
	t, err := parsePage()
	if err != nil {
		return nil, fmt.Errorf("briefing: %w", err)
	}
	b := builder{in: in, o: o, t: t, n: read(in)}
	v, err := b.view()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "brief.html.tmpl", v); err != nil {
		return nil, fmt.Errorf("briefing: %w", err)
	}
	return out.Bytes(), nil
}

func parsePage() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{"rich": rich}).ParseFS(pageFiles, "page/brief.html.tmpl")
}

// view is what the template prints.
type view struct {
	Title      string
	Cutoff     string
	CSS        template.CSS
	Paper      template.CSS
	Side       template.CSS // margin left and right, so that both papers have nearly the same measure
	PaperClass string
	Heights    template.CSS // of the pictures on page 1
	Running    string       // footer of every printed page
	BottomLine string
	Judgements []Judgement
	Outcomes   *figure
	Drivers    *figure
	FlipMap    *figure
	Turning    []string
	NoTurning  string
	Carrying   []carried
	NoCarrying string
	ReadAs     string
	FrontFoot  []footLine
	Contents   []link
	Sections   []section
	Repro      []row
}

type link struct{ ID, Title string }

type section struct {
	ID, Title string
	Break     bool // starts a printed page
	Lead      []string
	Blocks    []template.HTML
}

// builder makes the view.
type builder struct {
	in plots.Input
	o  Options
	t  *template.Template
	n  numbers
	c  Confidence
	p  provenance
}

func (b *builder) view() (*view, error) {
	m, d := b.in.Manifest, b.in.Derived
	if d == nil {
		d = &results.Derived{}
	}
	turn, never := flipTable(m, d, b.o.Library)
	groups := register(m, d, b.o.Library, turn)
	b.p = readProvenance(m.Quantities, readEffects(d).weights())
	b.c = rubric(b.n, b.p, m.Brief, b.in.Record)
	css, err := pageFiles.ReadFile("page/brief.css")
	if err != nil {
		return nil, err
	}
	v := &view{Title: m.Title, Cutoff: date(m.Cutoff), CSS: template.CSS(css), Paper: "A4", Side: "15mm", Running: runningFoot(m), ReadAs: tried(readAs(b.p), b.in.Record)}
	if v.Title == "" {
		v.Title = m.Scenario
	}
	switch strings.ToLower(b.o.Paper) {
	case "", "a4":
	case "letter":
		v.Paper, v.Side, v.PaperClass = "letter", "16mm", "letter"
	default:
		return nil, fmt.Errorf("briefing: paper %q is neither A4 nor letter", b.o.Paper)
	}
	v.BottomLine = bottomLine(b.n)
	v.Turning, v.NoTurning = turningTexts(turn, never)
	v.Carrying, v.NoCarrying = carrying(groups)
	v.FrontFoot = frontFoot(b.n, m, b.command())
	if v.Outcomes, err = b.figure("c1", plots.Full, "p1", "Fig 1"); err != nil {
		return nil, err
	}
	if v.Drivers, err = b.figure("c4", plots.Half, "p1", "Fig 2"); err != nil {
		return nil, err
	}
	if v.FlipMap, err = b.figure("c5", plots.Half, "p1", "Fig 3"); err != nil {
		return nil, err
	}
	for _, limit := range []int{roomyJudgement, 350, judgementLimit} {
		kj := judgements(b.n, b.c, limit)
		v.Judgements = kj[:]
		if err = checkFront(v); err == nil {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	v.Heights = grown(v).heights()
	if v.Sections, err = b.sections(turn, never, groups); err != nil {
		return nil, err
	}
	for _, s := range v.Sections {
		v.Contents = append(v.Contents, link{s.ID, s.Title})
	}
	v.Contents = append(v.Contents, link{"reproduce", "Reproduce"})
	v.Repro = reproduction(m, b.command())
	return v, nil
}

// date writes a date as prose does, "4 March 2025"; anything else is left as it stands.
func date(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format("2 January 2006")
	}
	return s
}

// rubric gathers the measures of the confidence rubric.
func rubric(n numbers, p provenance, text results.BriefText, past *results.Record) Confidence {
	m := measures{Provenance: p, RulesSame: n.RulesSame, Rules: len(n.Rules)}
	if n.Sets != nil {
		m.Sets, m.Stability = n.Sets.Count, n.Sets.Stability
	}
	if past != nil {
		m.Cases, m.Calibrated = len(past.Cases), past.Better()
		if past.Theory != nil {
			held, tried, heldI, triedI := past.Theory.Count()
			m.Hold, m.Checks = held+heldI, tried+triedI
		}
		if past.Rates != nil {
			m.Inside, m.Rates = past.Rates.InsideToday, len(past.Rates.Targets)
		}
	}
	return judge(m, text.ConfidenceOverride, text.ConfidenceReason)
}
