package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
)

func newImport(a *app) *cobra.Command {
	out := ""
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Make a scenario of ours of a file of another program",
		Long: `Reads a domain with its profiles as Genius (XML), GeniusWeb or NegoLog (JSON), NegMAS
(YAML) or KTAB (CSV, XML) write them, and writes a commented scenario of ours that is
ready to run. What cannot be carried over is listed, on the screen and in the file.
Nothing is ever overwritten.`,
		Example: "  simulate import domain.xml buyer.xml seller.xml\n  simulate import domains/domain0 --out fruit.yaml",
		Args:    between(1, 64, "the files of a domain, or their folder"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.importFiles(args, out) },
	}
	cmd.Flags().StringVar(&out, "out", "", "`FILE` to write (default: the domain's name with .yaml)")
	return cmd
}

func (a *app) importFiles(args []string, out string) error {
	n, ours, err := foreignFiles(args)
	if err != nil {
		return err
	}
	if ours {
		if _, err := os.Stat(args[0]); err != nil {
			return err
		}
		return usage("%s is a scenario of ours already, or none of the formats that are read", args[0])
	}
	text, lost, err := n.Scenario()
	if err != nil {
		return &exitError{exitInvalid, fmt.Errorf("%s: %w", n.Name, err)}
	}
	if out == "" {
		name := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(n.Name), "-"), "-")
		if name == "" {
			name = "imported"
		}
		out = name + ".yaml"
	}
	f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already; name another file with --out", out)
	}
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(map[string]any{"schema": 1, "file": out, "format": n.Format, "issues": len(n.Issues), "parties": max(len(n.Parties), len(n.Actors)), "not_carried_over": append([]string{}, lost...)})
	}
	a.console.Print("Wrote %s: %s, from %s", out, console.Count(len(n.Issues), "issue", "issues"), n.Format)
	if len(lost) > 0 {
		a.console.Print("Not carried over:")
		for _, l := range lost {
			for i, line := range console.Wrap(l, a.console.Width-4, 0) {
				mark := "  "
				if i == 0 {
					mark = "- "
				}
				a.console.Print("  %s%s", mark, line)
			}
		}
	}
	a.console.Next("simulate validate " + quote(out))
	return nil
}
