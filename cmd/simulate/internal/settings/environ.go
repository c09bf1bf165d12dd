package settings

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/diag"
)

// prefix is what variables of this program begin with.
const prefix = "SIMULATE_"

// others are variables that are no settings: the number of shards of a job, and the browser that pages are shown in.
var others = [...]string{"SHARDS", "BROWSER"}

// Unread names the variables of an environment that look like settings and are none, a sentence for each: a mistyped one would be ignored without a word.
// What the tests of this program read (SIMULATE_REQUIRE_...) is left alone.
func Unread(environ []string) []string {
	var known []string
	for _, key := range Keys() {
		known = append(known, variable(key))
	}
	for _, name := range others {
		known = append(known, prefix+name)
	}
	var out []string
	for _, line := range environ {
		name, _, _ := strings.Cut(line, "=")
		if !strings.HasPrefix(strings.ToUpper(name), prefix) || strings.HasPrefix(name, prefix+"REQUIRE_") {
			continue
		}
		if slices.Contains(known, name) {
			continue
		}
		hint, near := "there are: "+strings.Join(known, " "), strings.ToUpper(name)
		if !slices.Contains(known, near) {
			near = diag.Suggest(near, known)
		}
		if near != "" {
			hint = "did you mean " + near + "?"
		}
		out = append(out, fmt.Sprintf("%s is no setting and changes nothing; %s", name, hint))
	}
	return out
}

// variable is the name of a setting in the environment.
func variable(key string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}
