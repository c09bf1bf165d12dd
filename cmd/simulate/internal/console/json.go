package console

import "encoding/json"

// WriteJSON writes one value as indented JSON on the first stream. Maps come out sorted by key.
func (c *Console) WriteJSON(v any) error {
	e := json.NewEncoder(c.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// WriteLine writes one value as JSON on a line of its own.
func (c *Console) WriteLine(v any) error {
	e := json.NewEncoder(c.Out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
