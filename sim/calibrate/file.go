package calibrate

// Reading a file of base rates: which scenario is played, what may be moved, and what is known.

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/scenarios"
	"parley/sim/diag"
)

// File is a file of base rates with its scenario.
type File struct {
	Scenario   *scenarios.Scenario
	Parameters []Parameter
	Targets    []Target
	Orders     []Order
}

// Parameter is one factor that may be moved: 1 leaves the scenario as it is.
type Parameter struct {
	ID     string
	Title  string
	Scales []string // quantities whose values it multiplies
	Low    float64  // bounds of the factor, 0 < Low < 1 < High
	High   float64
	Why    string // these bounds
}

// Target is one published share.
type Target struct {
	ID      string
	Title   string
	Among   []Part // options that are pooled
	Measure Measure
	Value   float64 // published, with its interval
	Low     float64
	High    float64
	N       int // cases that it rests on
	From    string
}

// Part is one option with its weight among those pooled.
type Part struct {
	Option string
	Weight float64
}

// Order is targets whose shares rise in the order given.
type Order struct {
	ID      string
	Title   string
	Targets []string
	From    string
}

// MaxParameters bounds what is fitted: with as many parameters as base rates a fit would say nothing.
const MaxParameters = 5

var (
	fileKeys      = []string{"scenario", "parameters", "targets", "orders"}
	parameterKeys = []string{"title", "scales", "low", "high", "why"}
	targetKeys    = []string{"title", "among", "measure", "issue", "than", "value", "low", "high", "n", "from"}
	orderKeys     = []string{"title", "targets", "from"}
)

// reader reads one file and remembers what is wrong with it.
type reader struct {
	findings diag.Findings
	root     *diag.Node
}

// Load reads a file of base rates in a folder that may lie anywhere; its scenario and evidence/ stand beside it. label is what findings
// call the folder. With errors among the findings the file is not to be played.
func Load(files fs.FS, label, name string) (*File, diag.Findings, diag.Sources) {
	full := path.Join(label, name)
	sources := diag.Sources{}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, diag.Findings{{Code: diag.Unreadable, Severity: diag.Error, File: full, Message: "there is no file of this name, or it cannot be read"}}, sources
	}
	sources[full] = string(text)
	root, findings := diag.ReadYAML(full, text)
	if root == nil || findings.HasErrors() {
		return nil, findings, sources
	}
	r := &reader{findings: findings, root: root}
	r.keys(root, fileKeys, "a file of base rates")
	f := &File{}
	at := root.Get("scenario")
	if at == nil || at.Kind != diag.Scalar {
		r.note(at, diag.MissingField, "no `scenario:` to play", "name a scenario file beside this one, as in  scenario: generic-crisis.yaml")
		return nil, r.findings.Sort(), sources
	}
	if _, err := fs.Stat(files, at.Text); err != nil {
		r.note(at, diag.UnknownName, fmt.Sprintf("no scenario %q beside this file", at.Text), "")
		return nil, r.findings.Sort(), sources
	}
	s, more := scenarios.LoadIn(files, label, at.Text, nil)
	r.findings = append(r.findings, more...)
	if s != nil {
		for file, text := range s.Sources {
			sources[file] = text
		}
	}
	if more.HasErrors() {
		return nil, r.findings.Sort(), sources
	}
	f.Scenario = s
	f.Parameters = r.parameters(s)
	f.Targets = r.targets(s)
	f.Orders = r.orders(f.Targets)
	if len(f.Parameters) >= len(f.Targets) && !r.findings.HasErrors() {
		r.note(root.Get("parameters"), diag.BadList, fmt.Sprintf("%d parameters for %d targets", len(f.Parameters), len(f.Targets)), "fit fewer parameters than there are base rates, or the fit says nothing")
	}
	return f, r.findings.Sort(), sources
}

func (r *reader) note(n *diag.Node, code, message, hint string) {
	at := r.root.At
	if n != nil {
		at = n.At
	}
	f := at.Find(code, message)
	f.Hint = hint
	r.findings = append(r.findings, f)
}

// keys complains about keys that are not among those known.
func (r *reader) keys(n *diag.Node, known []string, what string) {
	if n.Kind != diag.Map {
		r.note(n, diag.WrongType, what+" is a map", "")
		return
	}
	for _, k := range n.Keys {
		if slices.Contains(known, k.Name) {
			continue
		}
		f := k.At.Find(diag.UnknownField, fmt.Sprintf("unknown field %q in %s", k.Name, what))
		f.Hint = "there are: " + strings.Join(known, ", ")
		if near := diag.Suggest(k.Name, known); near != "" {
			f.Hint = fmt.Sprintf("did you mean %q?", near)
		}
		r.findings = append(r.findings, f)
	}
}

// each calls do for every entry of a map below the root, with its keys checked.
func (r *reader) each(block string, must bool, known []string, what string, do func(id string, n *diag.Node)) {
	all := r.root.Get(block)
	if all == nil && !must {
		return
	}
	if all == nil || all.Kind != diag.Map || len(all.Keys) == 0 {
		r.note(all, diag.MissingField, "`"+block+":` names nothing", "")
		return
	}
	for i, k := range all.Keys {
		r.keys(all.Items[i], known, what)
		if all.Items[i].Kind == diag.Map {
			do(k.Name, all.Items[i])
		}
	}
}

func (r *reader) word(n *diag.Node, key string) string {
	v := n.Get(key)
	if v == nil || v.Kind != diag.Scalar || strings.TrimSpace(v.Text) == "" {
		at := v
		if at == nil {
			at = n
		}
		r.note(at, diag.MissingField, fmt.Sprintf("no `%s:` in words", key), "")
		return ""
	}
	return strings.TrimSpace(v.Text)
}

// number reads a number of the open interval (lo, hi).
func (r *reader) number(n *diag.Node, key string, lo, hi float64) float64 {
	v := n.Get(key)
	if v == nil || v.Kind != diag.Scalar {
		at := v
		if at == nil {
			at = n
		}
		r.note(at, diag.MissingField, fmt.Sprintf("no `%s:`, a number between %g and %g", key, lo, hi), "")
		return (lo + hi) / 2
	}
	x, err := strconv.ParseFloat(v.Text, 64)
	if err != nil || !(x > lo && x < hi) {
		r.note(v, diag.OutOfRange, fmt.Sprintf("%s: %q is not a number between %g and %g", key, v.Text, lo, hi), "")
		return (lo + hi) / 2
	}
	return x
}

// list reads a list of words.
func (r *reader) list(n *diag.Node, key string) []*diag.Node {
	v := n.Get(key)
	if v == nil || v.Kind != diag.List || len(v.Items) == 0 {
		at := v
		if at == nil {
			at = n
		}
		r.note(at, diag.WrongType, fmt.Sprintf("`%s:` is a list of at least one name", key), "")
		return nil
	}
	return v.Items
}

// oneOf complains about a word that is not among those known.
func (r *reader) oneOf(n *diag.Node, word string, known []string, what string) bool {
	if slices.Contains(known, word) {
		return true
	}
	hint := "there are: " + strings.Join(known, ", ")
	if len(known) > 20 {
		hint = ""
	}
	if near := diag.Suggest(word, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	r.note(n, diag.UnknownName, fmt.Sprintf("no %s %q", what, word), hint)
	return false
}
