package main

import (
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/settings"
	"parley/sim/diag"
)

// app is what the commands share: the console and the flags that every command has.
type app struct {
	console *console.Console
	wishes  console.Settings
}

const welcome = `Parley plays a negotiation many thousand times and says how often it ends how,
what moves that, and what it rests on.

  simulate init us-iran        a scenario of your own to change
  simulate validate us-iran    what is in it, and whether anything is wrong
  simulate run us-iran         play it; charts and a briefing land under runs/
  simulate report --open       read the briefing in a browser

For example, the built-in case, from nothing to a briefing:

  simulate run baseline

More: simulate --help
`

func newRoot(a *app, out, err io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "simulate",
		Short:         "Play a negotiation many thousand times and brief on how it ends",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          func(*cobra.Command, []string) error { return nil },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			a.console = console.New(out, err, a.wishes)
			if !strings.HasPrefix(cmd.Name(), "__") { // a shell that completes shows what is said as if it were typed
				for _, line := range settings.Unread(os.Environ()) {
					a.console.Say("warning: %s", line)
				}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			_, e := io.WriteString(out, welcome)
			return e
		},
	}
	root.SetOut(out)
	root.SetErr(err)
	root.SetFlagErrorFunc(flagError)
	f := root.PersistentFlags()
	f.BoolVar(&a.wishes.JSON, "json", false, "results as JSON on standard output")
	f.BoolVar(&a.wishes.Plain, "plain", false, "words and numbers instead of bars, for screen readers")
	f.BoolVar(&a.wishes.NoColor, "no-color", false, "no colours (also NO_COLOR, TERM=dumb)")
	root.AddCommand(
		newRun(a), newInit(a), newValidate(a), newReport(a), newCharts(a), newCompare(a), newExplain(a), newPlan(a), newDrivers(a), newDiscover(a), newBreakEven(a), newRobust(a), newVOI(a), newSweep(a), newSubmit(a), newMerge(a), newVerify(a), newReplay(a), newExport(a), newCheckTheory(a), newCalibrate(a), newBacktest(a), newSeal(a), newScore(a), newSolve(a), newImport(a), newStability(a), newPositions(a), newNegotiate(a), newList(a), newEvidence(a), newSchema(a), newVersion(a),
	)
	completeFlags(root)
	for _, cmd := range root.Commands() {
		cmd.Long, cmd.Example = reflow(cmd.Long), fold(cmd.Example)
	}
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages", ".FlagUsagesWrapped 80"))
	return root
}

// reflow breaks paragraphs at 80 columns; indented lines stay as they are.
func reflow(text string) string {
	var out []string
	for _, paragraph := range strings.Split(text, "\n\n") {
		if !strings.HasPrefix(paragraph, " ") {
			paragraph = strings.Join(console.Wrap(paragraph, 80, 0), "\n")
		}
		out = append(out, paragraph)
	}
	return strings.Join(out, "\n\n")
}

// fold breaks the lines of an example at 80 columns before a flag, as a shell takes them.
func fold(example string) string {
	lines := strings.Split(example, "\n")
	for i, line := range lines {
		var rows []string
		for len(line) > 80 {
			at := strings.LastIndex(line[:78], " --")
			if at <= 6 {
				break
			}
			rows = append(rows, line[:at]+" \\")
			line = "     " + line[at:]
		}
		lines[i] = strings.Join(append(rows, line), "\n")
	}
	return strings.Join(lines, "\n")
}

func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if near := diag.Suggest(name, names); near != "" {
		return usage("no command %q; did you mean %q?", name, near)
	}
	return usage("no command %q; simulate --help lists the %d there are", name, len(names))
}
