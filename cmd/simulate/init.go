package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/scenarios"
	"parley/sim/results"
)

func newInit(a *app) *cobra.Command {
	template := "us-iran"
	cmd := &cobra.Command{
		Use:   "init NAME",
		Short: "Write a scenario of your own to change",
		Long: `Writes a folder with a commented scenario that is valid and ready to run, a place
for your evidence and your actors, and the schema that lets an editor complete
and check while you type. Nothing is ever overwritten.`,
		Example: "  simulate init us-iran\n  simulate init water --template two-party-minimal",
		Args:    between(1, 1, "the name of the folder to make"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("template") { // a folder named like a template is made from it
				for _, name := range scenarios.Templates() {
					if args[0] == name {
						template = name
					}
				}
			}
			return a.init(args[0], template)
		},
	}
	cmd.Flags().StringVar(&template, "template", "us-iran", "what to start from: "+strings.Join(scenarios.Templates(), " or "))
	cmd.RegisterFlagCompletionFunc("template", cobra.FixedCompletions(scenarios.Templates(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// schemaFile is the name of the schema in a scenario's folder; the first line of scenario.yaml points editors to it.
const schemaFile = "scenario.schema.json"

func (a *app) init(dir, template string) error {
	from, err := scenarios.Template(template)
	if err != nil {
		return usage("%w", err)
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is there already; choose another name, or remove it first", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		if name == "scenario.yaml" {
			text = append([]byte("# yaml-language-server: $schema="+schemaFile+"\n"), text...)
		}
		return results.WriteFile(to, text)
	})
	if err != nil {
		return err
	}
	for _, sub := range []string{"evidence", "actors"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return err
		}
	}
	schema, err := scenarios.Schema()
	if err != nil {
		return err
	}
	if err := results.WriteFile(filepath.Join(dir, schemaFile), schema); err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(map[string]string{"folder": dir, "template": template})
	}
	a.console.Print("Created %s%c", dir, os.PathSeparator)
	for _, line := range [][2]string{
		{"scenario.yaml", "the negotiation: commented, valid, ready to run"},
		{"evidence/", "statements that your numbers rest on"},
		{"actors/", "actors of your own, one file each"},
		{schemaFile, "lets an editor complete and check"},
	} {
		a.console.Print("  %s%s", console.Pad(line[0], 22), line[1])
	}
	a.console.Print("")
	a.console.Print("Template %s; there are: %s", template, strings.Join(scenarios.Templates(), ", "))
	a.console.Next("simulate validate " + quote(dir))
	return nil
}
