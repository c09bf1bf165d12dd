package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/publish"
	"parley/plots"
	"parley/sim/diag"
	"parley/sim/results"
)

// chartFlags say which charts are drawn, and how.
type chartFlags struct {
	only                    []string
	size, print, metric, to string
}

func newCharts(a *app) *cobra.Command {
	var f chartFlags
	cmd := &cobra.Command{
		Use:   "charts [RESULT]",
		Short: "Draw charts of a result again: one alone, other size, grey",
		Long: `Draws charts of a stored result as SVG and PNG, each with its CSV and alternative
text. A result is a folder, the name of a scenario that was run, or without a name
the newest. Charts in another size, in grey or of another metric go to a folder of
their own below charts/, or where --to says.`,
		Example: "  simulate charts --only options --size slide\n  simulate charts baseline --print grey\n  simulate charts --only dotplot --metric rounds",
		Args:    between(0, 1, "at most one result"),
		RunE: func(cmd *cobra.Command, args []string) error {
			arg := ""
			if len(args) > 0 {
				arg = args[0]
			}
			return a.charts(arg, f)
		},
	}
	cmd.Flags().StringSliceVar(&f.only, "only", nil, "draw these alone, by `name` (simulate list charts)")
	cmd.Flags().StringVar(&f.size, "size", "full", "full, half or slide")
	cmd.Flags().StringVar(&f.print, "print", "colour", "colour or grey")
	cmd.Flags().StringVar(&f.metric, "metric", "", "metric of the dot plot (simulate list metrics)")
	cmd.Flags().StringVar(&f.to, "to", "", "`folder` to draw into")
	var names []string
	for _, c := range plots.Charts() {
		names = append(names, c.Name)
	}
	cmd.RegisterFlagCompletionFunc("only", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	cmd.RegisterFlagCompletionFunc("size", cobra.FixedCompletions([]string{"full", "half", "slide"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.RegisterFlagCompletionFunc("print", cobra.FixedCompletions([]string{"colour", "grey"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// options turns the flags into options of the drawing, and a name for the folder of what differs from the usual.
func (f chartFlags) options() (plots.Options, string, error) {
	o := plots.Options{Size: plots.Size(f.size), Metric: f.metric}
	var differs []string
	switch o.Size {
	case plots.Full:
	case plots.Half, plots.Slide:
		differs = append(differs, f.size)
	default:
		return o, "", usage("--size is full, half or slide, not %q", f.size)
	}
	switch f.print {
	case "colour", "color":
	case "grey", "gray":
		o.Grey = true
		differs = append(differs, "grey")
	default:
		return o, "", usage("--print is colour or grey, not %q", f.print)
	}
	if f.metric != "" {
		differs = append(differs, f.metric)
	}
	return o, strings.Join(differs, "-"), nil
}

// chosen are the charts to draw.
func (f chartFlags) chosen() ([]plots.Chart, error) {
	if len(f.only) == 0 {
		return plots.Charts(), nil
	}
	var names []string
	for _, c := range plots.Charts() {
		names = append(names, c.Name)
	}
	var out []plots.Chart
	for _, name := range f.only {
		c, ok := plots.Find(name)
		if !ok {
			if near := diag.Suggest(name, names); near != "" {
				return nil, usage("no chart %q; did you mean %q?", name, near)
			}
			return nil, usage("no chart %q; there are: %s", name, strings.Join(names, ", "))
		}
		out = append(out, c)
	}
	return out, nil
}

func (a *app) charts(arg string, f chartFlags) error {
	o, differs, err := f.options()
	if err != nil {
		return err
	}
	list, err := f.chosen()
	if err != nil {
		return err
	}
	dir, in, err := stored(arg)
	if err != nil {
		return err
	}
	if f.metric != "" {
		at := in.Manifest.Column(f.metric)
		if at < 0 {
			return usage("the result has no metric %q; simulate list metrics names them", f.metric)
		}
		if in.Manifest.Columns[at].Type == results.Enum {
			return usage("%q is a word, not a number, so it has no dot plot", f.metric)
		}
	}
	to := f.to
	if to == "" {
		to = filepath.Join(dir, publish.ChartsDir, differs)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	var drawn []string
	for _, c := range list {
		if err := c.Needs(in); errors.Is(err, plots.ErrNoData) {
			if len(f.only) > 0 {
				return err
			}
			a.console.Say("left out: %v", err)
			continue
		}
		if err := plots.Write(to, c, in, o); err != nil {
			return err
		}
		drawn = append(drawn, filepath.Join(to, c.FileName()+".svg"))
	}
	if a.console.JSON {
		return a.console.WriteJSON(map[string]any{"results": dir, "folder": to, "charts": drawn})
	}
	a.console.Print("Drew %s into %s", console.Count(len(drawn), "chart", "charts"), to)
	for _, name := range drawn {
		a.console.Print("  %s, with .png, .csv and .alt.txt", filepath.Base(name))
	}
	return nil
}
