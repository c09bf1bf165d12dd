package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/sim/results"
)

// chartFile is the --chart of a verb that stores nothing: one picture, in the form that the name's ending says.
type chartFile string

func (f *chartFile) flag(cmd *cobra.Command, what string) {
	cmd.Flags().StringVar((*string)(f), "chart", "", "draw "+what+" into `FILE`.svg or .png")
	_ = cmd.MarkFlagFilename("chart", "svg", "png") // fails only for flags that are not there
}

// check refuses a name before anything is played for it.
func (f chartFile) check() error {
	if ending := filepath.Ext(string(f)); f != "" && ending != ".svg" && ending != ".png" {
		return usage("--chart %s: the name must end in .svg or .png", string(f))
	}
	return nil
}

// draw writes the picture, if one was asked for.
func (f chartFile) draw(picture func(ending string) ([]byte, error)) error {
	if f == "" {
		return nil
	}
	data, err := picture(filepath.Ext(string(f)))
	if err != nil {
		return err
	}
	return results.WriteFile(string(f), data)
}

func (a *app) drew(f chartFile) {
	if f != "" {
		a.console.Print("")
		a.console.Print("Drew %s", string(f))
	}
}
