package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/rows"
	"parley/sim/results"
)

func newExport(a *app) *cobra.Command {
	format, out := "csv", ""
	var options []string
	cmd := &cobra.Command{
		Use:   "export [RESULT]",
		Short: "Write the rows of a result as CSV, JSON, Parquet or a workbook",
		Long: `Writes the rows of a stored result into one file: a line per run and option, named levels
as words, what is undefined left empty. The Parquet files in data/ need no export:
pandas, polars and DuckDB read them as they are.`,
		Example: "  simulate export --format csv\n  simulate export baseline --format xlsx --option baseline --out rows.xlsx",
		Args:    between(0, 1, "at most one result"),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(rows.Formats(), format) {
				return usage("--format %s: there are %s", format, strings.Join(rows.Formats(), ", "))
			}
			return a.export(argument(args), format, out, options)
		},
	}
	cmd.Flags().StringVar(&format, "format", format, strings.Join(rows.Formats(), ", "))
	cmd.Flags().StringVar(&out, "out", "", "`file` to write (default rows.<format> in the result folder)")
	cmd.Flags().StringArrayVar(&options, "option", nil, "option whose rows to write (default: all; may be repeated)")
	return cmd
}

func (a *app) export(arg, format, out string, options []string) error {
	dir, err := folder.Find(arg)
	if err != nil {
		return err
	}
	set, err := results.Open(dir)
	if err != nil {
		return err
	}
	if !set.Manifest.Kept() {
		return fmt.Errorf("%s: %w; run it with --keep outcomes, into another folder or with --force", dir, results.ErrNoRows)
	}
	var known []string
	for _, o := range set.Manifest.Options {
		known = append(known, o.ID)
	}
	for _, o := range options {
		if !slices.Contains(known, o) {
			return usage("%s has no option %q; there are: %s", dir, o, strings.Join(known, ", "))
		}
	}
	if len(options) == 0 {
		options = known
	}
	if out == "" {
		out = filepath.Join(dir, "rows."+format)
	}
	if folder.Owns(dir, out) {
		return usage("--out %s is a part of the result; choose another file", out)
	}
	a.partial(&set.Manifest)
	n, err := rows.Write(out, format, set, options)
	if err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(map[string]any{"results": dir, "file": out, "format": format, "rows": n, "partial": set.Manifest.Partial})
	}
	size := int64(0)
	if info, err := os.Stat(out); err == nil {
		if !info.Mode().IsRegular() { // it may be standard output
			a.console.Say("Wrote  %s to %s", console.Count(n, "row", "rows"), out)
			return nil
		}
		size = info.Size()
	}
	a.console.Print("Wrote  %s (%s, %.1f MB)", out, console.Count(n, "row", "rows"), float64(size)/1e6)
	return nil
}
