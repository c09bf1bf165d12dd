package main

import (
	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/rows"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/submit"
	"parley/scenarios"
	"parley/sim/diag"
)

// choices are the values that a shell offers for a flag, in whatever command it is.
func choices() []choice {
	return []choice{
		{"keep", settings.Keeps[:]},
		{"paper", settings.Papers[:]},
		{"format", rows.Formats()},
		{"engine", submit.Engines()},
		{"scenario", scenarios.Names()},
		{"shard", []string{"auto"}},
	}
}

type choice struct {
	flag   string
	values []string
}

// completeFlags has a shell offer the values of flags that take one of a few words.
func completeFlags(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		for _, c := range choices() {
			directive := cobra.ShellCompDirectiveNoFileComp
			if c.flag == "scenario" { // a file or a folder too
				directive = cobra.ShellCompDirectiveDefault
			}
			if cmd.Flags().Lookup(c.flag) != nil {
				_ = cmd.RegisterFlagCompletionFunc(c.flag, cobra.FixedCompletions(c.values, directive)) // an error says that the command has its own
			}
		}
	}
}

// completeCodes offers the codes of findings with what they mean. The number of a run cannot be guessed; what comes after it is a result.
func completeCodes(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	var out []string
	for _, c := range diag.Codes() {
		out = append(out, c.ID+"\t"+c.Title)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
