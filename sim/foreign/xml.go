package foreign

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is a part of an XML file.
type element struct {
	name string
	attr map[string]string
	text string
	line int
	kids []*element
}

// all are the children of a name.
func (e *element) all(name string) []*element {
	var out []*element
	for _, k := range e.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// first is the first child of a name, nil when there is none.
func (e *element) first(name string) *element {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// words is the text of the first child of a name.
func (e *element) words(name string) string {
	if k := e.first(name); k != nil {
		return k.text
	}
	return ""
}

// parseXML reads an XML file. Document types and entities of its own are refused: nothing that is read here needs them, and
// they are how a small file becomes a large one or asks for other files.
func parseXML(s source) (*element, error) {
	p := &parser{source: s}
	d := xml.NewDecoder(bytes.NewReader(s.text))
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "utf-8", "us-ascii":
			return in, nil
		case "iso-8859-1", "latin1", "latin-1": // every byte is the character of that number
			bytes, err := io.ReadAll(in)
			runes := make([]rune, len(bytes))
			for i, b := range bytes {
				runes[i] = rune(b)
			}
			return strings.NewReader(string(runes)), err
		}
		return nil, errors.New("encoding " + charset + " is not read; save it as UTF-8")
	}
	var open []*element
	var root *element
	for {
		tok, err := d.Token()
		line, _ := d.InputPos()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			text := err.Error()
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				line, text = syntax.Line, syntax.Msg
			}
			return nil, s.fault(line, "not XML: %s", text)
		}
		switch t := tok.(type) {
		case xml.Directive:
			return nil, s.fault(line, "document types and entities (<!%s) are not read", strings.ToUpper(strings.SplitN(short(string(t)), " ", 2)[0]))
		case xml.StartElement:
			if err := p.grow(line, len(open)+1); err != nil {
				return nil, err
			}
			e := &element{name: t.Name.Local, line: line, attr: map[string]string{}}
			for _, a := range t.Attr {
				if _, twice := e.attr[a.Name.Local]; twice && a.Name.Space == "" {
					return nil, s.fault(line, "attribute %q stands twice", short(a.Name.Local))
				}
				e.attr[a.Name.Local] = a.Value
			}
			if len(open) > 0 {
				up := open[len(open)-1]
				up.kids = append(up.kids, e)
			} else if root != nil {
				return nil, s.fault(line, "a second root element <%s>", short(e.name))
			} else {
				root = e
			}
			open = append(open, e)
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += strings.TrimSpace(string(t))
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	if root == nil {
		return nil, s.fault(0, "not XML: no element in it")
	}
	return root, nil
}
