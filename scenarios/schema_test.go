package scenarios

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"parley/sim/diag"
)

// The files made from the vocabulary are up to date.
func TestSchema_filesAreUpToDate(t *testing.T) {
	schema, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string][]byte{"scenario.schema.json": schema, "../docs/scenario-format.md": FormatDoc()} {
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the reader accepts: run go test ./scenarios -update (%v)", file, err)
		}
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("s.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainValue is a tree as an editor's YAML server hands it to the schema: what is not in quotes may be a number, true, false or nothing
// (YAML 1.2, core schema, section 10.3.2).
func plainValue(n *diag.Node) any {
	switch n.Kind {
	case diag.List:
		out := []any{}
		for _, v := range n.Items {
			out = append(out, plainValue(v))
		}
		return out
	case diag.Map:
		out := map[string]any{}
		for i, k := range n.Keys {
			out[k.Name] = plainValue(n.Items[i])
		}
		return out
	}
	if x, err := strconv.ParseFloat(n.Text, 64); !n.Quoted && err == nil && coreNumber.MatchString(n.Text) {
		return x
	}
	if !n.Quoted && (n.Text == "true" || n.Text == "false") {
		return n.Text == "true"
	}
	if n.Kind == diag.Null {
		return nil
	}
	return n.Text
}

var coreNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)

// The schema accepts every embedded scenario, in its own file and resolved.
func TestSchema_acceptsWhatTheReaderAccepts(t *testing.T) {
	schema := compiled(t)
	for _, name := range append(Names(), "generic") {
		n, findings := diag.ReadYAML(name, mustRead(name+".yaml"))
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		if err := schema.Validate(plainValue(n)); err != nil {
			t.Errorf("%s.yaml: %v", name, err)
		}
	}
	for _, name := range Names() {
		s, _ := Load(name, nil)
		n, findings := diag.ReadYAML(name, s.Lock())
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		if err := schema.Validate(plainValue(n)); err != nil {
			t.Errorf("%s resolved: %v", name, err)
		}
	}
}

// A key misspelt anywhere is refused by both; every key of the vocabulary is accepted by both.
func TestSchema_refusesWhatTheReaderRefuses(t *testing.T) {
	if testing.Short() {
		t.Skip("judges a whole scenario some hundred times, one after the other")
	}
	schema := compiled(t)
	s, _ := Load("baseline", nil)
	tried := 0
	var walk func(n *diag.Node, path []string)
	walk = func(n *diag.Node, path []string) {
		if n.Kind != diag.Map {
			return
		}
		for i, k := range n.Keys {
			below := append(append([]string{}, path...), k.Name)
			walk(n.Items[i], below)
			free := len(path) > 0 && (path[len(path)-1] == "actors" || path[len(path)-1] == "issues" || path[len(path)-1] == "shocks" || path[len(path)-1] == "levels" || path[len(path)-1] == "ideal" || path[len(path)-1] == "salience" ||
				path[len(path)-1] == "trust" || path[len(path)-1] == "channel" || path[len(path)-1] == "leverage" || path[len(path)-1] == "dependence" || path[len(path)-1] == "options" || path[len(path)-1] == "set" || path[len(path)-1] == "charts")
			if free || len(below) > 4 {
				continue
			}
			wrong := s.plain.tree.Clone()
			at := wrong
			for _, p := range path {
				at = at.Get(p)
			}
			at.Set(diag.Key{Name: k.Name + "zz"}, &diag.Node{Text: "1 from assumption"})
			tried++
			bySchema := schema.Validate(plainValue(wrong)) != nil
			probe := &Scenario{voc: newVocabulary(), loader: newLoader("", nil), doc: wrong}
			probe.checkShape(wrong)
			byReader := probe.loader.findings.HasErrors()
			if !bySchema || !byReader {
				t.Errorf("%s: refused by the schema %v, by the reader %v", strings.Join(append(path, k.Name+"zz"), "."), bySchema, byReader)
			}
		}
	}
	walk(s.plain.tree, nil)
	if tried < 200 {
		t.Errorf("%d places tried", tried)
	}
}

// Every quantity of every block and kind has a title, a meaning and a range, and paths are unique.
func TestVocabulary_isComplete(t *testing.T) {
	v := newVocabulary()
	var walk func(f *field, path string)
	walk = func(f *field, path string) {
		for _, k := range f.kids {
			p := strings.TrimPrefix(path+"."+k.name, ".")
			if k.leaf == quantity && (k.knob.Title == "" || k.knob.Doc == "" || !(k.knob.Min < k.knob.Max) || len([]rune(k.knob.Title)) > 60) {
				t.Errorf("%s: title %q, doc %q, range %g to %g", p, k.knob.Title, k.knob.Doc, k.knob.Min, k.knob.Max)
			}
			if k.leaf == choice && (k.doc == "" || len(k.choice.Words) == 0) {
				t.Errorf("%s: no meaning or no words", p)
			}
			walk(k, p)
		}
	}
	walk(v.root, "")
	for _, k := range v.kinds {
		walk(v.actors[k], k)
	}
	var any map[string]any
	text, _ := Schema()
	if err := json.Unmarshal(text, &any); err != nil {
		t.Error(err)
	}
}
