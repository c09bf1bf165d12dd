package brief

// The HTML page: the view that the template prints, and HTML, which builds it.

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"regexp"
	"sort"
	"strings"
	"time"

	"parley/plots"
	"parley/seeds"
	"parley/sim/results"
	"parley/sim/stats"
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
	Running    string // footer of every printed page
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

type row struct {
	Name, Value string
	Code        bool
}

// carried is an assumption that carries the result, for page 1.
type carried struct{ ID, Anchor, Text string }

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
	b.c = rubric(b.n, b.p, m.Brief)
	css, err := pageFiles.ReadFile("page/brief.css")
	if err != nil {
		return nil, err
	}
	v := &view{Title: m.Title, Cutoff: date(m.Cutoff), CSS: template.CSS(css), Paper: "A4", Side: "15mm", Running: runningFoot(m), ReadAs: readAs(b.p)}
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
	kj := judgements(b.n, b.c)
	v.Judgements = kj[:]
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
	if err := checkFront(v); err != nil {
		return nil, err
	}
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
func rubric(n numbers, p provenance, text results.BriefText) Confidence {
	m := measures{Provenance: p, RulesSame: n.RulesSame, Rules: len(n.Rules)}
	if n.Sets != nil {
		m.Sets, m.Stability = n.Sets.Count, n.Sets.Stability
	}
	return judge(m, text.ConfidenceOverride, text.ConfidenceReason)
}

// turningTexts are the three nearest turning points, for page 1.
func turningTexts(turn []flip, never []string) (texts []string, none string) {
	for _, f := range turn[:min(3, len(turn))] {
		texts = append(texts, f.Sentence)
	}
	switch {
	case len(texts) > 0:
		return texts, ""
	case len(never) > 0:
		return nil, fmt.Sprintf("No single input does: none of the %d swept turns the likelihood word anywhere in its assumed range.", len(never))
	}
	return nil, "Not measured in this result."
}

// carryingLimit holds such a line within the two lines that page 1 has for it, in characters.
const carryingLimit = 90

// carrying are the first three assumptions of the register, when they move the answer.
func carrying(groups []Group) (out []carried, none string) {
	for _, g := range groups {
		for _, e := range g.Entries {
			if !e.Moves || len(out) == 3 {
				continue
			}
			tail := fmt.Sprintf(": %s (%s)", e.Impact, e.Basis())
			out = append(out, carried{e.ID, e.Anchor, first(carryingLimit, capital(owned(e.Title, ""))+tail, capital(unowned(e.Title))+tail, "see the register"+tail)})
		}
	}
	if len(out) == 0 {
		return nil, "No input moves the answer beyond noise, or none was measured."
	}
	return out, ""
}

// runningFoot stands at the foot of every printed page.
func runningFoot(m *results.Manifest) string {
	parts := []string{m.Scenario, "scenario " + short(m.ScenarioHash), "evidence " + short(m.EvidenceHash), fmt.Sprintf("seed %d", m.Seed),
		counted(m.Runs, "run", "runs") + " per option", "engine " + m.Engine, "table " + short(m.TableHash)}
	return strings.Join(parts, " · ")
}

// short is the first eight digits of a hash.
func short(hash string) string {
	if len(hash) > 8 {
		return hash[:8]
	}
	if hash == "" {
		return "none"
	}
	return hash
}

func reproduction(m *results.Manifest, command string) []row {
	rows := []row{
		{"Scenario", m.Scenario, false},
		{"Scenario SHA-256", m.ScenarioHash, true},
		{"Evidence SHA-256", m.EvidenceHash, true},
		{"Table SHA-256", m.TableHash, true},
		{"Seed", fmt.Sprint(m.Seed), false},
		{"Runs", counted(m.Runs, "run", "runs") + " for each of " + counted(int64(len(m.Options)), "option", "options"), false},
		{"Design", m.Design, false},
		{"Generator", m.Generator, false},
		{"Engine", m.Engine, false},
		{"Results format", fmt.Sprintf("schema %d", m.Schema), false},
		{"Command", command, true},
	}
	if m.Partial {
		rows = append(rows, row{"Stopped early", fmt.Sprintf("%s of %s runs asked for are in this result", thousands(m.Runs), thousands(m.Asked)), false})
	}
	out := rows[:0]
	for _, r := range rows {
		if r.Value != "" {
			out = append(out, r)
		}
	}
	return out
}

// command is the one command that makes the same result again.
func (b *builder) command() string {
	if b.o.Command != "" {
		return b.o.Command
	}
	m := b.in.Manifest
	parts := []string{"simulate run", shellWord(m.Scenario), fmt.Sprintf("--runs %d --seed %d", m.Runs, m.Seed)}
	for _, o := range m.Overrides {
		parts = append(parts, "--set "+shellWord(o.Path+"="+o.Value))
	}
	return strings.Join(parts, " ")
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./=:,+-]+$`)

// shellWord quotes a word for a shell where it needs it.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// strongWords are set in bold wherever generated text has them: a likelihood word with its range, and a level of
// confidence.
func strongWords() *regexp.Regexp {
	var names []string
	for _, s := range stats.Scales() {
		for _, b := range s.Bands {
			names = append(names, regexp.QuoteMeta(b.Word))
		}
	}
	sort.Slice(names, func(i, j int) bool { return len(names[i]) > len(names[j]) })
	return regexp.MustCompile(`(?:` + strings.Join(names, "|") + `) \(\d+–\d+%\)|Confidence in this judgement is (?:low|moderate|high)`)
}

// rich escapes a text and sets its strong words in bold.
func rich(s string) template.HTML {
	var b strings.Builder
	last := 0
	for _, at := range strongWords().FindAllStringIndex(s, -1) {
		b.WriteString(template.HTMLEscapeString(s[last:at[0]]))
		strong := template.HTMLEscapeString(s[at[0]:at[1]])
		if i := strings.LastIndex(strong, "("); i > 0 { // the range stays on one line
			strong = strong[:i] + `<span class="whole">` + strong[i:] + `</span>`
		}
		b.WriteString("<strong>" + strong + "</strong>")
		last = at[1]
	}
	b.WriteString(template.HTMLEscapeString(s[last:]))
	return template.HTML(b.String())
}
