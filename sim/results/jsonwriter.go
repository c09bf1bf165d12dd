package results

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonWriter is encoding/json with two blanks of indentation, but for NaN and infinities, and piece by piece. It knows what result types are made
// of: no interfaces, no embedded structs. After an error it writes nothing more.
type jsonWriter struct {
	w     io.Writer
	buf   []byte
	depth int
	err   error
}

var (
	marshaler     = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// pieceSize is how much text is gathered before it is written.
const pieceSize = 1 << 14

// flush hands on what is gathered, if it is more than so much.
func (j *jsonWriter) flush(more int) {
	if len(j.buf) <= more {
		return
	}
	if j.err == nil {
		_, j.err = j.w.Write(j.buf)
	}
	j.buf = j.buf[:0]
}

func (j *jsonWriter) text(s string) { j.buf = append(j.buf, s...) }

// object writes all of an object but its last brace.
func (j *jsonWriter) object(v reflect.Value) {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Map {
		j.fields(v)
	} else {
		j.members(v)
	}
}

// line begins the next element of a list or an object.
func (j *jsonWriter) line(first bool) {
	if !first {
		j.text(",")
	}
	j.text("\n")
	for range j.depth {
		j.text("  ")
	}
	j.flush(pieceSize)
}

// end closes a list or an object, on a line of its own unless it is empty.
func (j *jsonWriter) end(empty bool, bracket string) {
	j.depth--
	if !empty {
		j.line(true)
	}
	j.text(bracket)
}

func (j *jsonWriter) value(v reflect.Value) {
	switch {
	case j.err != nil:
		return
	case !v.IsValid():
		j.text("null")
		return
	case v.Kind() != reflect.Pointer && (v.Type().Implements(marshaler) || v.Type().Implements(textMarshaler)):
		j.plain(v)
		return
	}
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		j.buf = strconv.AppendInt(j.buf, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		j.buf = strconv.AppendUint(j.buf, v.Uint(), 10)
	case reflect.String:
		j.quote(v)
	case reflect.Float64, reflect.Float32:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			j.text("null")
			return
		}
		j.plain(v)
	case reflect.Pointer:
		j.value(v.Elem())
	case reflect.Slice, reflect.Array:
		j.list(v)
	case reflect.Map:
		switch {
		case v.Type().Key().Kind() != reflect.String:
			j.plain(v)
		case v.IsNil():
			j.text("null")
		default:
			j.end(j.fields(v), "}")
		}
	case reflect.Struct:
		j.end(j.members(v), "}")
	default:
		j.plain(v)
	}
}

func (j *jsonWriter) list(v reflect.Value) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		j.text("null")
		return
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		j.bytes(v.Bytes())
		return
	}
	j.text("[")
	j.depth++
	for i := range v.Len() {
		j.line(i == 0)
		j.value(v.Index(i))
	}
	j.end(v.Len() == 0, "]")
}

// bytes writes them in base 64, as encoding/json does.
func (j *jsonWriter) bytes(b []byte) {
	j.text("\"")
	for piece := range slices.Chunk(b, pieceSize/4*3) {
		j.buf = base64.StdEncoding.AppendEncode(j.buf, piece)
		j.flush(pieceSize)
	}
	j.text("\"")
}

// fields writes a map with names for keys up to its last brace and tells whether it is empty.
func (j *jsonWriter) fields(v reflect.Value) (empty bool) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	j.text("{")
	j.depth++
	for i, k := range keys {
		j.line(i == 0)
		j.quote(k)
		j.text(": ")
		j.value(v.MapIndex(k))
	}
	return len(keys) == 0
}

// members writes a struct up to its last brace and tells whether it is empty.
func (j *jsonWriter) members(v reflect.Value) (empty bool) {
	j.text("{")
	j.depth++
	empty = true
	for _, f := range fieldsOf(v.Type()) {
		x := v.Field(f.at)
		if f.omitEmpty && isEmpty(x) {
			continue
		}
		j.line(empty)
		empty = false
		j.text("\"" + f.name + "\": ")
		j.value(x)
	}
	return empty
}

// quote writes a string, by itself where nothing in it needs to be escaped.
func (j *jsonWriter) quote(v reflect.Value) {
	s := v.String()
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			j.plain(v)
			return
		}
	}
	j.text("\"")
	j.text(s)
	j.text("\"")
}

// plain writes a value as encoding/json does.
func (j *jsonWriter) plain(v reflect.Value) {
	if j.err != nil {
		return
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		j.err = err
		return
	}
	if text[0] != '{' && text[0] != '[' {
		j.buf = append(j.buf, text...)
		return
	}
	var out bytes.Buffer
	j.err = json.Indent(&out, text, strings.Repeat("  ", j.depth), "  ")
	j.buf = append(j.buf, out.Bytes()...)
}
