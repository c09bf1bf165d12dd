package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"parley/sim/protocol"
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
	props["actors"] = map[string]any{"type": "object", "description": "Who is there.", "maxProperties": v.root.kid("actors").most, "propertyNames": idSchema(),
		"additionalProperties": map[string]any{"anyOf": append(kinds, loose)}}
	var stages []string
	for _, e := range protocol.List() {
		stages = append(stages, e.Name)
	}
	props["stages"] = map[string]any{"type": "array", "items": map[string]any{"enum": stages}, "minItems": 1, "description": v.root.kid("stages").doc}
	strength := `^\s*-?(1|0?\.[0-9]+|[01]\.0*|0)\s+from\s+` + evidencePattern + `(\s*,\s*` + evidencePattern + `)*\s*$`
	props["correlations"] = map[string]any{"type": "array", "description": v.root.kid("correlations").doc, "items": map[string]any{
		"type": "object", "additionalProperties": false, "required": []string{"of", "spearman"}, "properties": map[string]any{
			"of":       map[string]any{"type": "array", "minItems": 2, "items": map[string]any{"type": "string"}, "description": "Paths of the quantities, such as actors.iran.trust.us."},
			"spearman": map[string]any{"type": "string", "pattern": strength, "description": "Spearman's rank correlation of each pair, -1 to 1, with its evidence.", "examples": []string{"0.6 from assumption"}},
			"copula":   map[string]any{"type": "string", "pattern": `^(gaussian|t [0-9]+)$`, "description": "gaussian (default), or t with degrees of freedom, as `t 4`: extremes come together more often.", "examples": []string{"t 4"}},
		}}}
	defs := map[string]any{}
	var collect func(f *field)
	collect = func(f *field) {
		if f.leaf == quantity {
			defs[definition(f.knob.Levels)] = map[string]any{"type": "string", "pattern": quantityPattern(f.knob.Levels), "patternErrorMessage": quantityMessage}
		}
		for _, k := range f.kids {
			collect(k)
		}
	}
	collect(v.root)
	for _, a := range v.actors {
		collect(a)
	}
	root["$defs"] = defs
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

// idSchema is that of names: none that YAML can take for a number, true, false or nothing.
func idSchema() map[string]any {
	return map[string]any{"pattern": idPattern, "maxLength": 60, "patternErrorMessage": "names are lower case words with hyphens", "not": map[string]any{"pattern": `^([0-9]+(e[0-9]+)?|` + strings.Join(yamlWords[:], "|") + `)$`}}
}

func object(f *field) map[string]any {
	props := map[string]any{}
	o := map[string]any{"type": "object", "additionalProperties": false, "properties": props}
	if f.most > 0 {
		o["maxProperties"] = f.most
	}
	if f.doc != "" {
		o["description"] = f.doc
	}
	for i, k := range f.kids {
		if f.wild != "" && i == 0 {
			o["additionalProperties"] = node2schema(k)
			switch f.wild {
			case "level", "path":
			case "chart":
				o["propertyNames"] = map[string]any{"enum": ChartNames()}
			default:
				o["propertyNames"] = idSchema()
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
		return map[string]any{"$ref": "#/$defs/" + definition(k.Levels), "description": doc, "examples": []string{example(f)}}
	case choice:
		if f.choice.Ref != "" {
			return map[string]any{"type": "string", "description": doc}
		}
		return map[string]any{"enum": f.choice.Words, "description": doc}
	case names:
		list := map[string]any{"type": "array", "items": map[string]any{"type": "string", "minLength": 1}, "uniqueItems": true, "minItems": f.least, "maxItems": f.most}
		if f.least > 0 {
			list["description"] = doc
			return list
		}
		return map[string]any{"description": doc, "anyOf": []any{list, map[string]any{"const": "none"}}}
	case months:
		return map[string]any{"description": doc, "anyOf": []any{map[string]any{"type": "string", "pattern": `^\s*[1-9][0-9]*(\s+(months?|years?))?\s*$`}, map[string]any{"type": "integer", "minimum": 1, "maximum": 240}}}
	case date:
		return map[string]any{"type": "string", "pattern": `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, "description": doc}
	case whole:
		number := map[string]any{"type": "integer", "minimum": f.least}
		if f.most > 0 {
			number["maximum"] = f.most
		}
		return map[string]any{"description": doc, "anyOf": []any{number, map[string]any{"type": "string", "pattern": `^\s*[0-9][0-9_]*\s*$`}}}
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
	return fmt.Sprintf("pert %g %.3g %g from assumption", k.Min, (k.Min+k.Max)/2, k.Max)
}
