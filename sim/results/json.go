package results

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
)

// WriteJSON writes a value as indented JSON under a temporary name, flushes it to disk and renames it. The same value gives the same
// bytes: fields in order of declaration, keys of maps sorted, the shortest digits that read back as the same number. A NaN or infinity,
// which JSON does not know, is null. The value is an object with at least one field; the file ends with a hash of what stands before it (Seal).
// The text is never whole in memory: a manifest of many segments has megabytes of it.
func WriteJSON(path string, v any) error {
	return WriteSealed(path, func(w io.Writer) error {
		j := jsonWriter{w: w}
		j.object(reflect.ValueOf(v))
		j.flush(0)
		return j.err
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
