package scenarios

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"parley/sim/dist"
	"parley/sim/protocol"
)

// FormatDoc is docs/scenario-format.md: every key, with its meaning, unit, range and source.
func FormatDoc() []byte {
	v := newVocabulary()
	var b bytes.Buffer
	b.WriteString(formatIntro)
	b.WriteString("\n## Distributions\n\n| form | what it is | example |\n|---|---|---|\n")
	for _, f := range dist.Forms() {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", strings.ReplaceAll(strings.TrimSpace(f.Name+" "+f.Args), "|", "\\|"), f.Doc, f.Example)
	}
	b.WriteString("\n## The head\n\n| key | meaning |\n|---|---|\n")
	for _, k := range v.root.kids {
		if k.leaf != branch && k.leaf != free {
			fmt.Fprintf(&b, "| `%s` | %s |\n", k.name, k.doc)
		}
	}
	b.WriteString(correlationDoc)
	b.WriteString("\n## Blocks\n")
	for _, block := range protocol.Blocks() {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n", block.Name, block.Doc)
		if block.Name == "issues" {
			b.WriteString("Beside the quantities each issue has a `title`, `by` (the principal who delivers it), `at0` and `at1` (what the ends mean) and `levels` (anchors in between, `0.4: label`).\n\n")
		}
		var rows []row
		for _, k := range block.Knobs {
			rows = append(rows, row{k.Path, k.Unit, fmt.Sprintf("%g to %g", k.Min, k.Max), k.Doc, k.Source})
		}
		for _, c := range block.Choices {
			rows = append(rows, row{c.Path, "switch", words(c.Words, c.Ref), c.Doc, ""})
		}
		writeRows(&b, rows)
	}
	b.WriteString("\n## Actors\n\nBeside these every actor has a `title`, a `kind` and, where it belongs to one, a `side`. Paths stand below `actors.<id>`.\n")
	for _, name := range v.kinds {
		f := v.actors[name]
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n", name, f.doc)
		var rows []row
		var walk func(f *field, path string)
		walk = func(f *field, path string) {
			for _, k := range f.kids {
				p := strings.TrimPrefix(path+"."+k.name, ".")
				switch k.leaf {
				case quantity:
					r := fmt.Sprintf("%g to %g", k.knob.Min, k.knob.Max)
					if len(k.knob.Levels) > 0 {
						r = strings.Join(k.knob.Levels, ", ")
					}
					rows = append(rows, row{p, k.knob.Unit, r, k.knob.Doc, k.knob.Source})
				case choice:
					rows = append(rows, row{p, "switch", words(k.choice.Words, k.ref), k.doc, ""})
				case branch:
					walk(k, p)
				}
			}
		}
		walk(f, "")
		writeRows(&b, rows)
	}
	b.WriteString("\n## Options, briefing, settings\n\n| key | meaning |\n|---|---|\n")
	for _, name := range []string{"options", "brief", "charts", "run"} {
		f := v.root.kid(name)
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, f.doc)
		kids := f.kids
		if f.wild != "" {
			kids = f.kids[0].kids
		}
		for _, k := range kids {
			mid := "."
			if f.wild != "" {
				mid = "." + f.kids[0].name + "."
			}
			meaning := k.doc
			if k.leaf == choice {
				meaning += " One of " + words(k.choice.Words, "") + "."
			}
			fmt.Fprintf(&b, "| `%s%s%s` | %s |\n", name, mid, k.name, meaning)
		}
	}
	return b.Bytes()
}

type row struct{ path, unit, span, doc, source string }

func writeRows(b *bytes.Buffer, rows []row) {
	b.WriteString("| path | unit | range | meaning | source |\n|---|---|---|---|---|\n")
	for _, r := range rows {
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", r.path, r.unit, r.span, r.doc, r.source)
	}
}

func words(list []string, ref string) string {
	if ref != "" {
		article := "or a "
		if strings.ContainsAny(ref[:1], "aeiou") {
			article = "or an "
		}
		return strings.Join(append(slices.Clone(list), article+ref), ", ")
	}
	return strings.Join(list, ", ")
}

const formatIntro = `# The scenario file

Made from the program's own lists by ` + "`go test ./scenarios -update`" + `; a test holds it equal to what the reader accepts.

A scenario is one YAML file, or a folder with ` + "`scenario.yaml`" + `, ` + "`evidence/`" + ` and ` + "`actors/`" + ` of its own. Things with a name are maps
keyed by it; names are lower case words with hyphens. Lists hold names and are replaced whole; maps merge key by key.
` + "`extends:`" + ` lays the file over another scenario; options are not inherited. Every scenario stands on ` + "`scenarios/generic.yaml`" + `, every
actor on the generic values of its kind: what you leave out has a generic value, and the briefing lists it as an assumption.

Every number says what it rests on:

    trust: {us: pert 0.10 0.25 0.45 from article/p9#distrust}
    holdout: 0.3 from assumption

` + "`from`" + ` takes one name or several with commas: a statement (` + "`article/p9#distrust`" + `), a published source (` + "`literature/ucdp-durability`" + `), an entry
of the list of assumptions (` + "`assumption/deadline`" + `), or the bare word ` + "`assumption`" + `. In braces (` + "`{us: ... from a, b}`" + `) YAML itself splits at the
comma: write such a value on a line of its own, or in quotes. A number and its source are replaced together. ` + "`40%`" + ` is 0.4.

In a path, ` + "`{issue}`" + `, ` + "`{principal}`" + ` and ` + "`{shock}`" + ` stand for each name of that sort, and ` + "`any`" + ` for all that are not named.
`

// correlationDoc is the part on correlations.
const correlationDoc = `
## Correlations

Quantities are drawn independently unless the file says which go together:

    correlations:
      - {of: [actors.iran.trust.us, actors.khamenei.trust.us], spearman: 0.6 from assumption}
      - of: [actors.us.no-deal.base, actors.iran.no-deal.base]
        spearman: 0.4 from assumption/economy
        copula: t 4

` + "`spearman`" + ` is the rank correlation of each pair of ` + "`of`" + `, within an actor or between actors; distributions of single quantities stay as they are.
Quantities that are linked, directly or through others, form a group; pairs of a group that are not stated have correlation 0, and
correlations that cannot hold together are refused with the three quantities that contradict each other. The copula of a group is
` + "`gaussian`" + ` or ` + "`t`" + ` with 3 to 60 degrees of freedom: with few, extremes come together more often. A quantity with few values, or with much weight on one, ties ranks: its draws
show the correlation that is asked for, ties at the middle of their ranks, or it is refused with the least and the greatest that the two can show. An option may fix a quantity of a group: the others keep their draws. The block
is replaced whole by a scenario that extends another. The briefing prints the headline with and without correlations.
`
