package scenarios

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parley/actors"
	"parley/seeds"
	"parley/sim/diag"
	"parley/sim/results"
)

// loader reads files and remembers their texts for excerpts.
type loader struct {
	texts    diag.Sources
	folder   string // of the user's scenario as findings name it, "" for an embedded one
	files    fs.FS  // what is in it
	findings diag.Findings
	partial  bool            // part of what was asked for could not be read: what is missing may well stand there
	baseless bool            // the scenario built on could not be read: issues and actors that are missing may stand there
	unsure   bool            // the same for the folder's evidence
	broken   map[string]bool // groups at the top of a file that could not be read
	profiles map[string]*diag.Node
	generics map[string]*diag.Node
}

func newLoader(folder string, files fs.FS) *loader {
	return &loader{texts: diag.Sources{}, broken: map[string]bool{}, profiles: map[string]*diag.Node{}, generics: map[string]*diag.Node{}, folder: folder, files: files}
}

// Load reads a scenario: the name of an embedded one, a file, or a folder with scenario.yaml and, if it likes, evidence/ and
// actors/ of its own, which are looked up first. sets are applied on top. With errors among the findings the scenario is nil or
// incomplete and must not be played.
func Load(arg string, sets []results.Override) (*Scenario, diag.Findings) {
	l := newLoader("", nil)
	file, text, name, finding := l.open(arg)
	if finding != nil {
		return nil, diag.Findings{*finding}
	}
	return l.load(file, text, name, sets)
}

// LoadIn reads a scenario file at the top of a folder that may lie anywhere, such as among the files of the program; evidence/ and
// actors/ beside it are looked up first. folder is what findings call it.
func LoadIn(files fs.FS, folder, file string, sets []results.Override) (*Scenario, diag.Findings) {
	l := newLoader(folder, files)
	text, ok := l.own(file)
	if !ok {
		return nil, diag.Findings{{Code: diag.Unreadable, Severity: diag.Error, File: path.Join(folder, file), Message: "there is no file of this name"}}
	}
	return l.load(path.Join(folder, file), text, slug(strings.TrimSuffix(file, path.Ext(file))), sets)
}

// load resolves the text of a scenario.
func (l *loader) load(file string, text []byte, name string, sets []results.Override) (*Scenario, diag.Findings) {
	s := &Scenario{Name: name, file: file, voc: newVocabulary(), loader: l, lib: seeds.Embedded(), Overrides: sets, Sources: l.texts}
	if l.folder != "" {
		s.lib = l.evidence().Join(s.lib)
	}
	doc := l.tree(file, text)
	if doc == nil {
		return s, l.findings.Sort()
	}
	doc = l.extend(doc, []string{name})
	generic := l.tree("scenarios/generic.yaml", mustRead("generic.yaml"))
	s.doc = diag.Over(generic, doc).Clone()
	for _, o := range sets {
		at := diag.Place{File: "--set " + o.Path}
		v, findings := diag.ReadValue(at, o.Value)
		l.findings = append(l.findings, findings...)
		if v != nil {
			s.apply(s.doc, o.Path, at, v, byCommand)
		}
	}
	s.resolve()
	return s, l.findings.Sort()
}

// evidence is what the user's folder holds of it.
func (l *loader) evidence() *seeds.Library {
	own, findings := seeds.Load(l.files, "evidence")
	for i, f := range findings {
		findings[i].File = filepath.ToSlash(filepath.Join(l.folder, f.File))
		if text, ok := l.own("evidence", path.Base(f.File)); ok {
			l.texts[findings[i].File] = string(text)
		}
	}
	l.unsure = findings.HasErrors()
	l.findings = append(l.findings, findings...)
	return own
}

// open finds the file an argument means.
func (l *loader) open(arg string) (file string, text []byte, name string, finding *diag.Finding) {
	lost := func(code, message, hint string) *diag.Finding {
		return &diag.Finding{Code: code, Severity: diag.Error, File: arg, Message: message, Hint: hint}
	}
	st, err := os.Stat(arg)
	isPath := strings.ContainsAny(arg, `/\`) || strings.HasSuffix(arg, ".yaml") || strings.HasSuffix(arg, ".yml") || arg == "."
	if slices.Contains(Names(), arg) && !(err == nil && st.IsDir()) {
		file := "scenarios/" + arg + ".yaml"
		return file, mustRead(arg + ".yaml"), arg, nil
	}
	if err != nil {
		if isPath {
			return "", nil, "", lost(diag.Unreadable, "there is no file or folder of this name", "")
		}
		hint := "built-in scenarios: " + strings.Join(Names(), ", ")
		if near := diag.Suggest(arg, Names()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return "", nil, "", lost(diag.UnknownName, fmt.Sprintf("no scenario %q", arg), hint)
	}
	path := arg
	if st.IsDir() {
		path = filepath.Join(arg, "scenario.yaml")
	}
	l.folder = filepath.Dir(path)
	l.files = os.DirFS(l.folder)
	if st, err := os.Stat(path); err != nil || st.IsDir() {
		return "", nil, "", lost(diag.Unreadable, "the folder has no scenario.yaml", "`simulate init NAME` writes one to start from")
	}
	text, err = read(path)
	if err != nil {
		return "", nil, "", lost(diag.Unreadable, err.Error(), "")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	name = strings.TrimSuffix(filepath.Base(abs), filepath.Ext(abs))
	if name == "scenario" {
		name = filepath.Base(filepath.Dir(abs))
	}
	return filepath.ToSlash(path), text, slug(name), nil
}

// read is a file's text, cut where it is too large: the reader then says so.
func read(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if st, err := f.Stat(); err != nil || !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", file)
	}
	return io.ReadAll(io.LimitReader(f, diag.MaxBytes+1))
}

// own is the text of a file in the user's folder.
func (l *loader) own(parts ...string) ([]byte, bool) {
	if l.folder == "" {
		return nil, false
	}
	f, err := l.files.Open(path.Join(parts...))
	if err != nil {
		return nil, false
	}
	defer f.Close()
	if st, err := f.Stat(); err != nil || !st.Mode().IsRegular() {
		return nil, false
	}
	text, err := io.ReadAll(io.LimitReader(f, diag.MaxBytes+1))
	return text, err == nil
}

// tree parses a file, remembering its text and findings; nil when it cannot be used.
func (l *loader) tree(file string, text []byte) *diag.Node {
	l.texts[file] = string(text)
	n, findings := diag.ReadYAML(file, text)
	l.findings = append(l.findings, findings...)
	l.partial = l.partial || findings.HasErrors()
	if n != nil {
		for i, k := range n.Keys {
			if n.Items[i].Kind == diag.Broken {
				l.broken[k.Name] = true
			}
		}
	}
	return n
}

// extend lays a scenario over the one it builds on, and so on down.
func (l *loader) extend(doc *diag.Node, chain []string) *diag.Node {
	e := doc.Get("extends")
	if e == nil {
		return doc
	}
	base := word(e)
	var text []byte
	file := "scenarios/" + base + ".yaml"
	if slices.Contains(Names(), base) {
		text = mustRead(base + ".yaml")
	} else if isFileName(base) {
		if own, ok := l.own(base + ".yaml"); ok {
			text, file = own, filepath.ToSlash(filepath.Join(l.folder, base+".yaml"))
		}
	}
	switch {
	case base == "":
		l.partial, l.baseless = true, true // reported as being of the wrong type
		return doc
	case slices.Contains(chain, base):
		l.partial, l.baseless = true, true
		l.find(diag.UnknownName, e, fmt.Sprintf("%q builds on itself: %s", base, strings.Join(append(chain, base), " -> ")), "remove one `extends:`", "extends")
		return doc
	case text == nil:
		l.partial, l.baseless = true, true
		hint := "write the name of a built-in scenario (simulate list), or of a file beside this one, without its .yaml"
		if s := diag.Suggest(strings.TrimSuffix(base, ".yaml"), l.bases()); s != "" {
			hint = fmt.Sprintf("did you mean %q?", s)
		} else if plain := strings.TrimSuffix(base, ".yaml"); slices.Contains(l.bases(), plain) {
			hint = "write it without its .yaml: " + plain
		}
		l.find(diag.UnknownName, e, fmt.Sprintf("no scenario %q to build on", base), hint, "extends")
		return doc
	}
	below := l.tree(file, text)
	if below == nil {
		l.baseless = true
		return doc
	}
	below = l.extend(below, append(chain, base))
	below.Drop("options") // options belong to the file that asks the question
	return diag.Over(below, doc)
}

// bases are the names that `extends:` may give: built-in scenarios, and the other YAML files of the folder.
func (l *loader) bases() []string {
	names := slices.Clone(Names())
	if l.folder != "" {
		files, err := fs.Glob(l.files, "*.yaml")
		for _, f := range files {
			if name := strings.TrimSuffix(f, ".yaml"); err == nil && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// find records an error at a node.
func (l *loader) find(code string, n *diag.Node, message, hint, path string) {
	l.findAt(code, n.At, message, "", hint, path)
}

func (l *loader) findAt(code string, at diag.Place, message, label, hint, path string) {
	severity := diag.Error
	if strings.HasPrefix(code, "W") {
		severity = diag.Warning
	}
	l.findings = append(l.findings, diag.Finding{Code: code, Severity: severity, Message: message, Path: path, File: at.File, Line: at.Line,
		Column: at.Column, Width: at.Width, Label: label, Hint: hint})
}

// profile is the tree of an actor's profile: the user's own, else the embedded one; nil when there is none.
func (l *loader) profile(id string) *diag.Node {
	if n, ok := l.profiles[id]; ok {
		return n
	}
	var n *diag.Node
	if isID(id) {
		if t, ok := l.own("actors", id+".yaml"); ok {
			n = l.tree(filepath.ToSlash(filepath.Join(l.folder, "actors", id+".yaml")), t)
		} else if t, ok := actors.Profile(id); ok {
			n = l.tree("actors/"+id+".yaml", t)
		}
	}
	l.profiles[id] = n
	return n
}

// generic is the tree of a kind's generic values.
func (l *loader) generic(kind string) *diag.Node {
	if n, ok := l.generics[kind]; ok {
		return n
	}
	var n *diag.Node
	if t, ok := actors.Generic(kind); ok {
		n = l.tree("actors/kinds/"+kind+".yaml", t)
	}
	l.generics[kind] = n
	return n
}

// yamlWords are words that YAML, or its older version, reads as something else than a text.
var yamlWords = [...]string{"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
