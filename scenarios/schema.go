package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/sim/dist"
	"parley/sim/protocol"
	"parley/sim/stats"
)

// Schema is the JSON Schema (draft 2020-12) of scenario files, for editors: made from the same vocabulary that the reader goes by. It says
// which keys may stand where and what they mean; whether names resolve and numbers fit is for `simulate validate`.
func Schema() ([]byte, error) {
	v := newVocabulary()
	root := object(v.root)
	props := root["properties"].(map[string]any)
	kinds := []any{}
	for _, k := range v.kinds {
		a := object(v.actors[k])
		a["properties"].(map[string]any)["kind"] = map[string]any{"const": k, "description": v.actors[k].doc}
		a["required"] = []string{"kind"}
		kinds = append(kinds, a)
	}
	// An actor whose profile says its kind may leave it out here; then any kind's fields may stand.
	loose := map[string]any{"type": "object", "additionalProperties": false, "properties": map[string]any{}}
	all := loose["properties"].(map[string]any)
	for _, k := range v.kinds {
		for name, p := range object(v.actors[k])["properties"].(map[string]any) {
			if have, ok := all[name]; ok && fmt.Sprint(have) != fmt.Sprint(p) {
				all[name] = map[string]any{"anyOf": []any{have, p}}
			} else {
				all[name] = p
			}
		}
	}
	delete(all, "kind")
	props["actors"] = map[string]any{"type": "object", "description": "Who is there.", "propertyNames": map[string]any{"pattern": idPattern},
		"additionalProperties": map[string]any{"anyOf": append(kinds, loose)}}
	var stages []string
	for _, e := range protocol.List() {
		stages = append(stages, e.Name)
	}
	props["stages"] = map[string]any{"type": "array", "items": map[string]any{"enum": stages}, "description": v.root.kid("stages").doc}
	var scales []string
	for _, s := range stats.Scales() {
		scales = append(scales, s.Name)
	}
	props["brief"].(map[string]any)["properties"].(map[string]any)["scale"] = map[string]any{"enum": scales, "description": "Likelihood scale."}
	delete(props, "correlations")
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Parley scenario"
	root["description"] = "A negotiation: who is at the table, what each wants and how sure we are of it, who mediates, who can veto."
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, fmt.Errorf("writing the schema: %w", err)
	}
	return b.Bytes(), nil
}

const idPattern = `^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`

func object(f *field) map[string]any {
	props := map[string]any{}
	o := map[string]any{"type": "object", "additionalProperties": false, "properties": props}
	if f.doc != "" {
		o["description"] = f.doc
	}
	for i, k := range f.kids {
		if f.wild != "" && i == 0 {
			o["additionalProperties"] = node2schema(k)
			if f.wild != "level" && f.wild != "path" {
				o["propertyNames"] = map[string]any{"pattern": idPattern}
			}
			continue
		}
		props[k.name] = node2schema(k)
	}
	return o
}

// node2schema is the schema of one field.
func node2schema(f *field) map[string]any {
	doc := f.doc
	switch f.leaf {
	case branch:
		return object(f)
	case quantity:
		k := f.knob
		doc = fmt.Sprintf("%s (%s", k.Title, k.Path)
		if k.Unit != "" {
			doc += ", " + k.Unit
		}
		doc += fmt.Sprintf("; %g to %g). %s", k.Min, k.Max, k.Doc)
		if k.Source != "" {
			doc += " Source: " + k.Source + "."
		}
		if len(k.Levels) > 0 {
			doc += " Levels: " + strings.Join(k.Levels, ", ") + "."
		}
		return map[string]any{"type": "string", "pattern": `\sfrom\s+\S`, "description": doc, "examples": []string{example(f)}}
	case choice:
		if f.choice.Ref != "" {
			return map[string]any{"type": "string", "description": doc}
		}
		return map[string]any{"enum": f.choice.Words, "description": doc}
	case names:
		return map[string]any{"description": doc, "anyOf": []any{map[string]any{"type": "array", "items": map[string]any{"type": "string"}, "uniqueItems": true}, map[string]any{"const": "none"}}}
	case months:
		return map[string]any{"type": []string{"string", "integer"}, "description": doc}
	case free:
		return map[string]any{"type": []string{"string", "array", "number"}, "description": doc}
	}
	return map[string]any{"type": []string{"string", "number"}, "description": doc}
}

func example(f *field) string {
	k := f.knob
	if len(k.Levels) > 0 {
		return k.Levels[0] + " from assumption"
	}
	return fmt.Sprintf("pert %g %g %g from assumption", k.Min, (k.Min+k.Max)/2, k.Max)
}

// RunBlock is the scenario's run: block, settings that are not part of its hash.
func (s *Scenario) RunBlock() map[string]any {
	out := map[string]any{}
	if n := s.doc.get("run"); n != nil && n.kind == mapNode {
		for i, k := range n.keys {
			out[k.name] = n.items[i].value
		}
	}
	return out
}

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
			fmt.Fprintf(&b, "| `%s%s%s` | %s |\n", name, mid, k.name, k.doc)
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
		return strings.Join(append(slices.Clone(list), "or an "+ref), ", ")
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
