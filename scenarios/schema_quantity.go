package scenarios

import (
	"regexp"
	"strings"

	"parley/sim/dist"
)

// The JSON Schema's pattern of a quantity: one of the forms of sim/dist with as many numbers as it takes, then its evidence. Whether the
// numbers make a distribution (a mode within its bounds, weights that add up) is beyond a pattern and left to `simulate validate`.

const (
	numberPattern   = `[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?%?`
	quantityMessage = "a quantity is a number or a distribution, then the evidence it rests on: 0.4 from assumption, or pert 0.2 0.4 0.6 from article/p9#distrust" // editors show it in place of the pattern
	evidencePattern = `[a-z0-9][-a-z0-9_./#]*`
)

// quantityPattern is the pattern of a quantity whose values have these names, nil for plain numbers.
func quantityPattern(levels []string) string {
	value := numberPattern
	if levels != nil {
		value = alternatives(append(quoted(levels), numberPattern))
	}
	var forms []string
	for _, f := range dist.Forms() {
		forms = append(forms, formPattern(f, value))
	}
	return `^\s*` + alternatives(forms) + `\s+from\s+` + evidencePattern + `(\s*,\s*` + evidencePattern + `)*\s*$`
}

// definition names the pattern of a quantity in the schema.
func definition(levels []string) string {
	if levels == nil {
		return "quantity"
	}
	return "quantity-" + strings.Join(levels, "-")
}

func alternatives(words []string) string { return "(" + strings.Join(words, "|") + ")" }

func quoted(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, regexp.QuoteMeta(w))
	}
	return out
}

// formPattern follows a form's Args: words are numbers, a:b pairs, "..." repeats what stands before it, brackets are optional.
func formPattern(f dist.Form, value string) string {
	if strings.Contains(f.Args, "form") { // a distribution of distributions
		return f.Name + `\s+\S.*`
	}
	out, space, last := f.Name, `\s+`, ""
	if f.Name == "" {
		space = ""
	}
	args := strings.NewReplacer("[", " [ ", "]", " ] ").Replace(f.Args)
	for _, word := range strings.Fields(args) {
		switch word {
		case "[":
			out += "("
		case "]":
			out += ")?"
		case "...":
			out += "(" + last + ")*"
		default:
			at := numberPattern
			switch {
			case strings.Contains(word, ":"):
				at = numberPattern + ":" + value
			case word == "value":
				at = value
			}
			last = space + at
			out, space = out+last, `\s+`
			last = `\s+` + at
		}
	}
	return out
}
