package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/sim/diag"
)

// slug makes a folder's or file's name fit for a result folder.
func slug(s string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "scenario"
}

// isFileName tells a plain name from a path.
func isFileName(s string) bool {
	return s != "" && s != "." && s != ".." && !strings.ContainsAny(s, "/\\:\x00")
}

func near(word string, candidates []string) string {
	if s := diag.Suggest(word, candidates); s != "" {
		return fmt.Sprintf("did you mean %q?", s)
	}
	if len(candidates) > 0 && len(candidates) <= 12 {
		return "there are: " + strings.Join(candidates, ", ")
	}
	return ""
}

// idHint says what a name that is none should be: the nearest that is.
func idHint(name string) string {
	switch s := slug(name); {
	case yamlWord(name):
		return fmt.Sprintf("YAML can take %q for a number, for true, false or nothing; choose another, such as the-%s", name, name)
	case name == "none" || name == "any":
		return fmt.Sprintf("%q has a meaning of its own; choose another", name)
	case len(name) > 60:
		return "names have at most 60 characters"
	case s != "scenario" && s != name:
		return "names are lower case words with hyphens: " + s
	}
	return "names are lower case words with hyphens"
}

func yamlWord(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil && s[0] >= '0' && s[0] <= '9' || slices.Contains(yamlWords[:], s)
}

// isID tells lower case words with hyphens: they are paths' segments and columns' names.
func isID(s string) bool {
	if s == "" || len(s) > 60 || s == "none" || s == "any" || yamlWord(s) {
		return false
	}
	for i, c := range s {
		if !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(c == '-' && i > 0 && i < len(s)-1) {
			return false
		}
	}
	return true
}
