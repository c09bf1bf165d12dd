package main

import (
	"strings"
	"unicode"
)

// capital begins a sentence.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// orNone shows that something is empty.
func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// quote protects an argument that a shell would take apart.
func quote(s string) string {
	if strings.ContainsAny(s, " \t'\"$&|;()<>*?#~!\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
