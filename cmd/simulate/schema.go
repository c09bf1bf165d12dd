package main

import (
	"github.com/spf13/cobra"

	"parley/scenarios"
)

func newSchema(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "JSON Schema of scenario files, for editors",
		Long: `Prints the JSON Schema of scenario files. An editor with a YAML server completes
and checks a file whose first line reads

  # yaml-language-server: $schema=scenario.schema.json

simulate init writes both.`,
		Example: "  simulate schema > scenario.schema.json",
		Args:    between(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			text, err := scenarios.Schema()
			if err != nil {
				return err
			}
			_, err = a.console.Out.Write(text)
			return err
		},
	}
}
