package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/sim/diag"
)

// flagError says in our words what is wrong with a flag: the library's name the functions of Go that failed.
func flagError(cmd *cobra.Command, e error) error {
	see := "; see " + cmd.CommandPath() + " --help"
	var value *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(e, &value):
		f := value.GetFlag()
		wanted := kindOfValue(f.Value.Type())
		if wanted == "" {
			return usage("--%s: %w%s", f.Name, value.Unwrap(), see)
		}
		problem := fmt.Sprintf("%q is not %s", value.GetValue(), wanted)
		if errors.Is(e, strconv.ErrRange) {
			problem = fmt.Sprintf("%s is too large", value.GetValue())
		}
		return usage("--%s: %s%s", f.Name, problem, see)
	case errors.As(e, &unknown):
		if short := unknown.GetSpecifiedShortnames(); short != "" && strings.ContainsAny(short[:1], "0123456789") {
			return usage("-%s is read as a flag; no number below 0 is wanted here%s", short, see)
		}
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := diag.Suggest(unknown.GetSpecifiedName(), names); near != "" {
			return usage("no flag --%s; did you mean --%s?", unknown.GetSpecifiedName(), near)
		}
	}
	return usage("%w%s", e, see)
}

// kindOfValue names what a flag of a type of the library takes, "" for any word.
func kindOfValue(kind string) string {
	switch kind {
	case "int", "int64", "int32":
		return "a whole number"
	case "uint", "uint64", "uint32":
		return "a whole number, 0 or more"
	case "float64", "float32":
		return "a number"
	case "bool":
		return "true or false"
	case "duration":
		return "a time such as 30s or 5m"
	}
	return ""
}
