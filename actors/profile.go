package actors

import (
	"embed"
	"slices"
	"strings"
)

//go:embed *.yaml kinds/*.yaml
var files embed.FS

// Profile is the text of an embedded actor profile, actors/<id>.yaml; ok is false when there is none.
func Profile(id string) (text []byte, ok bool) {
	text, err := files.ReadFile(id + ".yaml")
	return text, err == nil
}

// Generic is the text of the generic values of a kind, actors/kinds/<kind>.yaml.
func Generic(kind string) (text []byte, ok bool) {
	text, err := files.ReadFile("kinds/" + kind + ".yaml")
	return text, err == nil
}

// Embedded lists the ids of the embedded profiles, sorted.
func Embedded() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids) // files come in the order of iran-hardliners.yaml, iran.yaml
	return ids
}
