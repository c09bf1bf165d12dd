package diag

import (
	"fmt"
	"strings"
	"testing"
)

// What is wrong with the form of a file, where, in our words.
func TestReadYAML_findings(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // code line:column message
	}{
		{"empty", "", []string{"E107 0:0 the file is empty"}},
		{"a list", "- a\n- b\n", []string{"E103 1:1 the file is not a map of keys and values"}},
		{"a word", "hello\n", []string{"E103 1:1 the file is not a map of keys and values"}},
		{"a tab", "a:\n\tb: 1\n", []string{"E110 2:1 a tab in the indentation"}},
		{"a tab in a comment does no harm", "a: 1\n\t# b\n", nil},
		{"one blank too many", "a:\n  b: 1\n   c: 2\n", []string{"E110 3:4 wrong indentation"}},
		{"one blank too few", "a:\n  b: 1\n c: 2\n", []string{"E110 3:2 wrong indentation"}},
		{"two blocks at fault, both are told", "a:\n  b: 1\n   c: 2\nd: [1\ne: 3\n", []string{"E110 3:4 wrong indentation", "E101 4:4 the bracket [ is not closed"}},
		{"a key twice", "a: 1\nb: 2\na: 3\n", []string{`E104 3:1 "a" is given twice`}},
		{"a key twice below", "a:\n  x: 1\n  x: 2\n", []string{`E104 3:3 "x" is given twice`}},
		{"a second document", "a: 1\n---\nb: 2\n", []string{"E105 2:1 a second document in the file"}},
		{"an alias", "a: &x 1\nb: *x\n", []string{"E105 1:4 an anchor (&x) is not used in these files", "E105 2:4 an alias (*x) is not used in these files"}},
		{"a merge key", "a: {b: 1}\nc: {<<: {d: 1}}\n", []string{"E105 2:5 a merge key (<<) is not used in these files"}},
		{"a tag", "a: !!str 1\n", []string{"E105 1:4 a tag (!!str) is not used in these files"}},
		{"a quote left open", "a: 1\nb: \"open\nc: 2\n", []string{"E101 2:4 the quote is not closed"}},
		{"no blank after the colon", "a:1\nb: 2\n", []string{"E101 1:2 no blank after the colon"}},
		{"text with a colon", "a: b: c\n", []string{"E101 1:5 a second colon in one line"}},
		{"a value that begins with an at-sign", "a: @b\n", []string{"E101 1:4 a value cannot begin with @"}},
		{"a control character", "a: b\x07\n", []string{"E106 1:5 the control character U+0007"}},
		{"not UTF-8", "a: \xff\n", []string{"E106 1:4 byte 0xff is not UTF-8"}},
		{"too deep", "a: " + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "\n", []string{"E106 1:36 maps and lists in each other more than 32 levels deep"}},
		{"too large", "a: " + strings.Repeat("x", MaxBytes) + "\n", []string{"E106 0:0 the file is too large: at most 1048576 bytes are read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, findings := ReadYAML("f.yaml", []byte(c.text))
			var got []string
			for _, f := range findings.Sort() {
				got = append(got, fmt.Sprintf("%s %d:%d %s", f.Code, f.Line, f.Column, f.Message))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// A block that cannot be read does not hide the others.
func TestReadYAML_keepsWhatCanBeRead(t *testing.T) {
	n, findings := ReadYAML("f.yaml", []byte("a: 1\nb: [1\nc: {d: 4}\n"))
	if !findings.HasErrors() || n.Find("c", "d").Text != "4" || n.Get("b").Kind != Broken {
		t.Errorf("%+v, findings %+v", n, findings)
	}
	base := &Node{Kind: Map, Keys: []Key{{Name: "b"}}, Items: []*Node{{Text: "below"}}}
	if got := Over(base, n).Get("b").Text; got != "below" {
		t.Errorf("a broken block hides the value below it: %q", got)
	}
}

// Scalars are kept as written: YAML's own ideas about numbers and truth do not apply.
func TestReadYAML_scalarsAreText(t *testing.T) {
	n, findings := ReadYAML("f.yaml", []byte("a: no\nb: 0x10\nc: 1e3\nd: 2025-03-04\ne: 'it''s'\nf: ~\ng: \"\"\nh: 0.50 # half\n"))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	for key, want := range map[string]string{"a": "no", "b": "0x10", "c": "1e3", "d": "2025-03-04", "e": "it's", "g": "", "h": "0.50"} {
		if got := n.Get(key); got.Kind != Scalar || got.Text != want {
			t.Errorf("%s: %+v, want %q", key, got, want)
		}
	}
	if n.Get("f").Kind != Null || n.Get("nowhere") != nil {
		t.Error("~ is not nothing, or nothing is something")
	}
}

// A word inside a value is found again in the file, whatever the quoting.
func TestNode_Within(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		word         string
		line, column int
	}{
		{"plain", "a: pert 1 2 3 from x\n", "2", 1, 11},
		{"in quotes", "a: \"pert 1 2 3 from x\"\n", "from", 1, 16},
		{"folded in quotes", "a: \"pert 1\n    2 3 from x\"\n", "3", 2, 7},
		{"block style", "a: >-\n  pert 1\n  2 3 from x\n", "3", 3, 5},
		{"several blanks", "a: pert   1 2\n", "1", 1, 11},
		{"umlauts before it", "ä: käse 1\n", "1", 1, 9},
		{"inside a word", "a: 0.5:high 0.5:low\n", "low", 1, 17},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, findings := ReadYAML("f.yaml", []byte(c.text))
			if len(findings) > 0 {
				t.Fatal(findings)
			}
			v := n.Items[0]
			at := v.Within(strings.Index(v.Text, c.word), len(c.word))
			if at.Line != c.line || at.Column != c.column || at.Width != len(c.word) {
				t.Errorf("%+v, want %d:%d", at, c.line, c.column)
			}
		})
	}
}

func TestReadValue(t *testing.T) {
	at := Place{File: "--set 1"}
	for text, want := range map[string]Kind{"0.5 from a": Scalar, "[a, b]": List, "": Null, "  ": Null, "{a: 1}": Map} {
		if n, findings := ReadValue(at, text); len(findings) > 0 || n.Kind != want {
			t.Errorf("%q: %+v %+v", text, n, findings)
		}
	}
	for _, text := range []string{"[a", strings.Repeat("x", 5000)} {
		if _, findings := ReadValue(at, text); !findings.HasErrors() || findings[0].File != "--set 1" || findings[0].Line != 0 {
			t.Errorf("%.20q: %+v", text, findings)
		}
	}
}

// Laying over changes neither tree; a clone shares nothing.
func TestOver(t *testing.T) {
	read := func(text string) *Node {
		n, findings := ReadYAML("f.yaml", []byte(text))
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		return n
	}
	base, top := read("a: {x: 1, y: 2}\nb: [1, 2]\n"), read("a: {y: 3, z: 4}\nb: [5]\n")
	got := Over(base, top)
	if got.Find("a", "x").Text+got.Find("a", "y").Text+got.Find("a", "z").Text != "134" || len(got.Get("b").Items) != 1 {
		t.Errorf("%+v", got)
	}
	if base.Find("a", "y").Text != "2" || base.Find("a", "z") != nil {
		t.Error("the base has changed")
	}
	clone := got.Clone()
	clone.Get("a").Set(Key{Name: "x"}, &Node{Text: "9"})
	clone.Drop("b")
	if got.Find("a", "x").Text != "1" || got.Get("b") == nil || clone.Get("b") != nil {
		t.Error("a clone shares with its original")
	}
}

// No text makes the reader panic, and every finding has a place inside the file.
func FuzzReadYAML(f *testing.F) {
	for _, s := range []string{"a: 1\n", "a:\n\tb", "a: [1\nb: 2\n", "? - ? -\n", "a: &x [*x]\n", "---\n...\n", "a: \"\nb", "\ufeffa: 1", "%YAML 1.2\n---\na: 1\n", "a: |\n x\n  y\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		n, findings := ReadYAML("f.yaml", text)
		if n == nil && len(findings) == 0 {
			t.Fatal("nothing read and nothing found")
		}
		lines := len(NewSource("f.yaml", text).Lines)
		for _, x := range findings {
			if x.Line < 0 || x.Line > lines+1 || x.Line > 0 && (x.Column < 1 || x.Width < 1) {
				t.Fatalf("%+v lies outside of %d lines", x, lines)
			}
		}
		Render(&strings.Builder{}, findings, Sources{"f.yaml": string(text)}, true)
		var walk func(n *Node)
		walk = func(n *Node) {
			n.Within(0, len(n.Text))
			n.Within(len(n.Text), 0)
			for _, c := range n.Items {
				walk(c)
			}
		}
		if n != nil {
			walk(n)
		}
	})
}
