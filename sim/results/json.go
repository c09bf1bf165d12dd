package results

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
)

// WriteJSON writes a value as indented JSON under a temporary name, flushes it to disk and renames it. The same value gives the same
// bytes: fields in order of declaration, keys of maps sorted, the shortest digits that read back as the same number. A NaN or infinity,
// which JSON does not know, is null. The value is an object with at least one field; the file ends with a hash of what stands before it (Seal).
func WriteJSON(path string, v any) error {
	compact, err := appendJSON(nil, reflect.ValueOf(v))
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", "  "); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return WriteSealed(path, func(w io.Writer) error {
		_, err := w.Write(unclosed(out.Bytes()))
		return err
	})
}

// ReadJSON reads what WriteJSON wrote, and nothing else; null where a number stands is NaN.
func ReadJSON(path string, v any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := CheckSeal(text); err != nil {
		return fmt.Errorf("%s is damaged: %w", path, err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("%s is damaged: %w", path, err)
	}
	if !bytes.Contains(text, []byte("null")) {
		return nil
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return fmt.Errorf("%s is damaged: %w", path, err)
	}
	fillNaN(tree, reflect.ValueOf(v))
	return nil
}

// appendJSON is encoding/json but for NaN and infinities. It knows what result types are made of: no interfaces, no embedded
// structs.
func appendJSON(dst []byte, v reflect.Value) ([]byte, error) {
	if !v.IsValid() {
		return append(dst, "null"...), nil
	}
	if v.CanInterface() && v.Kind() != reflect.Pointer {
		switch v.Interface().(type) {
		case json.Marshaler, encoding.TextMarshaler:
			return appendPlain(dst, v)
		}
	}
	var err error
	switch v.Kind() {
	case reflect.Float64, reflect.Float32:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			return append(dst, "null"...), nil
		}
		return appendPlain(dst, v)
	case reflect.Pointer:
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
		return appendJSON(dst, v.Elem())
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() {
			return append(dst, "null"...), nil
		}
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return appendPlain(dst, v)
		}
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = appendJSON(dst, v.Index(i)); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	case reflect.Map:
		if v.Type().Key().Kind() != reflect.String {
			return appendPlain(dst, v)
		}
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		dst = append(dst, '{')
		for i, k := range keys {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = appendPlain(dst, k); err != nil {
				return nil, err
			}
			if dst, err = appendJSON(append(dst, ':'), v.MapIndex(k)); err != nil {
				return nil, err
			}
		}
		return append(dst, '}'), nil
	case reflect.Struct:
		dst = append(dst, '{')
		begun := false
		for _, f := range fieldsOf(v.Type()) {
			x := v.Field(f.at)
			if f.omitEmpty && isEmpty(x) {
				continue
			}
			if begun {
				dst = append(dst, ',')
			}
			begun = true
			dst = append(dst, '"')
			dst = append(dst, f.name...)
			if dst, err = appendJSON(append(dst, '"', ':'), x); err != nil {
				return nil, err
			}
		}
		return append(dst, '}'), nil
	}
	return appendPlain(dst, v)
}

func appendPlain(dst []byte, v reflect.Value) ([]byte, error) {
	text, err := json.Marshal(v.Interface())
	return append(dst, text...), err
}

// isEmpty is what omitempty leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Map, reflect.Slice, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

type field struct {
	at        int
	name      string
	omitEmpty bool
}

func fieldsOf(t reflect.Type) []field {
	var out []field
	for i := range t.NumField() {
		f := t.Field(i)
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		out = append(out, field{i, name, strings.Contains(rest, "omitempty")})
	}
	return out
}

// fillNaN sets the numbers that stand as null in the text.
func fillNaN(tree any, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if tree != nil && !v.IsNil() {
			fillNaN(tree, v.Elem())
		}
	case reflect.Float64, reflect.Float32:
		if tree == nil && v.CanSet() {
			v.SetFloat(math.NaN())
		}
	case reflect.Slice, reflect.Array:
		list, _ := tree.([]any)
		for i := range min(len(list), v.Len()) {
			fillNaN(list[i], v.Index(i))
		}
	case reflect.Struct:
		keys, _ := tree.(map[string]any)
		for _, f := range fieldsOf(v.Type()) {
			if x, ok := keys[f.name]; ok {
				fillNaN(x, v.Field(f.at))
			}
		}
	case reflect.Map:
		keys, _ := tree.(map[string]any)
		for k, x := range keys {
			if x == nil && v.Type().Elem().Kind() == reflect.Float64 && v.Type().Key().Kind() == reflect.String {
				v.SetMapIndex(reflect.ValueOf(k).Convert(v.Type().Key()), reflect.ValueOf(math.NaN()).Convert(v.Type().Elem()))
			}
		}
	}
}
