package diag

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// What the YAML library says about a text it cannot read is put in our words here, with the line that is really at fault: the
// library often notices a mistake only a line later.

// block is a run of lines that begins with a key in the first column.
type block struct {
	first, end int // lines from 1; end is behind the last
	key        string
}

// topLevel cuts a file at the keys in its first column.
func topLevel(src *Source) []block {
	var blocks []block
	for i, line := range src.Lines {
		if line == "" || line == "---" && len(blocks) == 0 || strings.ContainsRune(" #-]}\t", rune(line[0])) {
			continue
		}
		if len(blocks) > 0 {
			blocks[len(blocks)-1].end = i + 1
		}
		key, _, _ := strings.Cut(line, ":")
		blocks = append(blocks, block{i + 1, len(src.Lines) + 1, strings.Trim(key, `'" `)})
	}
	return blocks
}

// piecewise reads a file block by block after it could not be read as one, so that a mistake in one block does not hide those in
// the others. err is what was wrong with the whole.
func (r *reader) piecewise(blocks []block, err error) (*Node, Findings) {
	const most = 400 // blocks that are tried
	second := 0      // line in which a second document begins: what stands there is another scenario
	if strings.Contains(loadError(err).Message, "expected single document") {
		f := r.secondDocument()
		r.note(f)
		second = f.Line
	}
	out := &Node{Kind: Map, At: Place{r.src.Name, 1, 1, 1}, source: r.src}
	failed := 0
	for i, b := range blocks {
		if i == most || second > 0 && b.first >= second {
			break
		}
		if second > 0 {
			b.end = min(b.end, second)
		}
		piece := strings.Join(r.src.Lines[b.first-1:b.end-1], "\n") + "\n"
		r.offset = b.first - 1
		doc, err := r.load([]byte(piece))
		if err == nil && loadedMap(doc.Kind == 0, piece) {
			before := len(r.findings)
			if n := r.root(doc); n != nil {
				for j, k := range n.Keys {
					if at, twice := out.Key(k.Name); twice {
						f := k.At.Find(DuplicateKey, fmt.Sprintf("%s is given twice", quote(k.Name)))
						f.Label, f.Hint = fmt.Sprintf("given before in line %d", at.Line), "keep one of the two"
						r.note(f)
						continue
					}
					out.Set(k, n.Items[j])
				}
				continue
			}
			r.findings = r.findings[:before]
		}
		if err == nil {
			err = errors.New("could not find expected ':'")
		}
		failed++
		at := Place{r.src.Name, b.first, 1, utf8.RuneCountInString(b.key)}
		out.Set(Key{b.key, at}, &Node{Kind: Broken, At: at, source: r.src})
		r.note(r.explain(err, r.offset))
	}
	if failed == 0 && second == 0 { // it is the joining that fails
		r.note(r.explain(err, 0))
	}
	return out, r.findings
}

// loadedMap is false for a piece without a colon: a lone word is valid YAML, and means nothing.
func loadedMap(empty bool, piece string) bool { return !empty && strings.Contains(piece, ":") }

// explain says in our words what the library found, and where.
func (r *reader) explain(err error, offset int) Finding {
	e := loadError(err)
	at, from := Place{r.src.Name, e.Mark.Line + offset, e.Mark.Column, 1}, Place{r.src.Name, e.ContextMark.Line + offset, e.ContextMark.Column, 1}
	if e.Mark.Line == 0 {
		at = Place{r.src.Name, offset + 1, 1, 1}
	}
	if e.ContextMark.Line == 0 {
		from = at
	}
	msg := e.Message
	has := func(s string) bool { return strings.Contains(msg, s) }
	switch {
	case has("max depth"):
		f := at.Find(Unreadable, fmt.Sprintf("maps and lists in each other more than %d levels deep", maxDepth))
		f.Hint = "a scenario needs six"
		return f
	case has("expected single document"):
		return r.secondDocument()
	case has("no documents"):
		f := Place{r.src.Name, 0, 0, 0}.Find(MissingField, "the file is empty")
		f.Hint = "`simulate init NAME` writes one to start from"
		return f
	case has("unknown anchor"):
		f := at.Find(NotAllowed, "an alias is not used in these files")
		f.Hint = "write the value out here; text that begins with * needs quotes"
		return f
	case has("mapping values are not allowed"):
		return r.strayColon(at)
	case has("could not find expected ':'"):
		if f, ok := r.noBlank(from.Line); ok {
			return f
		}
		from.Width = max(1, r.length(from.Line)-from.Column+1)
		return fault(from, "a key without a colon", "a line is  key: value", "write a colon and a blank after the key")
	case has("did not find expected ',' or ']'"), has("did not find expected ',' or '}'"):
		what := "the bracket"
		if from.Line >= 1 && from.Line <= len(r.src.Lines) {
			if row := []rune(r.src.Lines[from.Line-1]); from.Column <= len(row) {
				what = "the bracket " + string(row[from.Column-1])
			}
		}
		hint := "put commas between the parts and close it with ] or }"
		if at.Line == from.Line {
			hint = fmt.Sprintf("look at column %d: a comma or the closing bracket is missing there", at.Column)
		}
		return fault(from, what+" is not closed", "opened here", hint)
	case has("did not find expected node content"):
		return fault(at, "a value is missing here", "", "look for a bracket above that is not closed, or for a comma too many")
	case has("unexpected end of stream") || has("document indicator"):
		return fault(from, "the quote is not closed", "opened here", "close it; a quote inside the text is written twice ('')")
	case has("cannot start any token"):
		c := "this character"
		if at.Line >= 1 && at.Line <= len(r.src.Lines) {
			if row := []rune(r.src.Lines[at.Line-1]); at.Column >= 1 && at.Column <= len(row) {
				c = string(row[at.Column-1])
			}
		}
		return fault(at, "a value cannot begin with "+c, "", "put the text in quotes")
	case has("did not find expected key"), has("did not find expected '-' indicator"), has("did not find expected <document start>"):
		return r.misplaced(at, from)
	case has("escape"), has("hexdecimal"), has("while parsing a quoted"):
		return fault(at, "an escape that YAML does not know", "", "in double quotes a backslash is written \\\\; single quotes take text as it is")
	}
	return fault(at, "the text cannot be read as YAML: "+strings.ToLower(msg), "", "")
}

func fault(at Place, message, label, hint string) Finding {
	f := at.Find(NotYAML, message)
	f.Label, f.Hint = label, hint
	return f
}

func (r *reader) length(line int) int {
	if line < 1 || line > len(r.src.Lines) {
		return 0
	}
	return utf8.RuneCountInString(strings.TrimRight(r.src.Lines[line-1], " "))
}

// secondDocument finds the line that begins another document.
func (r *reader) secondDocument() Finding {
	seen := false
	for i, line := range r.src.Lines {
		content := strings.TrimSpace(line)
		if strings.HasPrefix(line, "---") && seen || strings.HasPrefix(line, "...") && seen {
			f := Place{r.src.Name, i + 1, 1, 3}.Find(NotAllowed, "a second document in the file")
			f.Label, f.Hint = "one file holds one scenario", "delete this line, or move what follows to a file of its own"
			return f
		}
		if content != "" && !strings.HasPrefix(content, "#") && !strings.HasPrefix(line, "%") {
			seen = true
		}
	}
	return Place{File: r.src.Name}.Find(NotAllowed, "more than one document in the file")
}

// strayColon explains a colon where none can stand: a line indented too far, a text with a colon in it, or a key before it whose
// colon has no blank.
func (r *reader) strayColon(at Place) Finding {
	if at.Line < 1 || at.Line > len(r.src.Lines) {
		return fault(at, "a colon where none can stand", "", "")
	}
	line := r.src.Lines[at.Line-1]
	before := line[:min(len(line), byteOf(line, at.Column))]
	if strings.Contains(strings.TrimLeft(before, " -"), ": ") {
		return fault(at, "a second colon in one line", "", "text with a colon in it needs quotes")
	}
	if prev := r.previous(at.Line); prev > 0 {
		above := r.src.Lines[prev-1]
		if indent(above) < indent(line) && strings.Contains(above, ": ") {
			return r.indentation(at.Line, indent(above))
		}
		if f, ok := r.noBlank(prev); ok {
			return f
		}
		if !strings.Contains(above, ":") {
			return fault(Place{r.src.Name, prev, indent(above) + 1, max(1, utf8.RuneCountInString(strings.TrimSpace(above)))}, "a key without a colon", "a line is  key: value", "write a colon and a blank after the key")
		}
	}
	return fault(at, "a colon where none can stand", "", "text with a colon in it needs quotes")
}

// noBlank finds a key whose colon has no blank behind it: YAML takes such a line for one word.
func (r *reader) noBlank(n int) (Finding, bool) {
	if n < 1 || n > len(r.src.Lines) {
		return Finding{}, false
	}
	line := r.src.Lines[n-1]
	i := strings.IndexByte(line, ':')
	if i <= 0 || strings.Contains(line, ": ") || strings.HasSuffix(line, ":") {
		return Finding{}, false
	}
	return fault(Place{r.src.Name, n, utf8.RuneCountInString(line[:i]) + 1, 1}, "no blank after the colon", "", "write "+strings.TrimSpace(line[:i])+": "+line[i+1:]), true
}

// misplaced explains a line that belongs to nothing around it.
func (r *reader) misplaced(at, from Place) Finding {
	if at.Line < 1 || at.Line > len(r.src.Lines) {
		return fault(at, "the file ends too soon", "", "")
	}
	line := r.src.Lines[at.Line-1]
	if at.Column-1 > indent(line) { // something behind a complete value
		f := fault(at, "text after a value that is complete", "", "put the whole value in quotes")
		if strings.ContainsAny(line[:min(len(line), byteOf(line, at.Column))], `'"`) {
			f.Hint = "the quote before it ends the value: put the whole in quotes, with quotes inside written twice ('')"
		}
		return f
	}
	// The indents of the blocks around it, innermost first.
	own, best := indent(line), -1
	limit := 1 << 30
	for i := at.Line - 2; i >= 0; i-- {
		l := r.src.Lines[i]
		if strings.TrimSpace(l) == "" || strings.HasPrefix(strings.TrimSpace(l), "#") {
			continue
		}
		if n := indent(l); n < limit {
			limit = n
			if best < 0 || abs(n-own) < abs(best-own) {
				best = n
			}
		}
		if limit == 0 {
			break
		}
	}
	if best >= 0 && best != own {
		return r.indentation(at.Line, best)
	}
	if strings.HasPrefix(strings.TrimSpace(line), "-") {
		return fault(at, "a list item where a key belongs", "", "lists stand under a key of their own:  key: [a, b]")
	}
	return fault(at, "this line belongs to nothing around it", fmt.Sprintf("what is open here began in line %d", from.Line), "check the lines above it for a missing colon, quote or bracket")
}

// indentation is the finding for a line whose siblings begin elsewhere. want is their indent in blanks.
func (r *reader) indentation(line, want int) Finding {
	own := indent(r.src.Lines[line-1])
	f := Place{r.src.Name, line, own + 1, 1}.Find(Indentation, "wrong indentation")
	f.Label = fmt.Sprintf("starts in column %d; the lines it belongs with start in column %d", own+1, want+1)
	verb, n := "add", want-own
	if n < 0 {
		verb, n = "remove", -n
	}
	f.Hint = fmt.Sprintf("%s %d blanks", verb, n)
	if n == 1 {
		f.Hint = verb + " one blank"
	}
	return f
}

// previous is the number of the line above that says something, 0 for none.
func (r *reader) previous(line int) int {
	for i := line - 1; i >= 1; i-- {
		if t := strings.TrimSpace(r.src.Lines[i-1]); t != "" && !strings.HasPrefix(t, "#") {
			return i
		}
	}
	return 0
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// byteOf is the byte offset of a column counted in characters.
func byteOf(line string, column int) int {
	n := 1
	for i := range line {
		if n == column {
			return i
		}
		n++
	}
	return len(line)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
