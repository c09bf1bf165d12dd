package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/rows"
	"parley/sim/results"
)

func newReplay(a *app) *cobra.Command {
	option := ""
	cmd := &cobra.Command{
		Use:     "replay RESULT RUN",
		Short:   "Play one stored run again and compare it with its row",
		Long:    `Plays a run of a stored result again and prints its row, value by value, beside what is stored. Exits 1 when they differ. The story of a run is simulate explain.`,
		Example: "  simulate replay runs/baseline/584dae23-s1 17\n  simulate replay baseline 17 --option direct-talks",
		Args:    between(2, 2, "a result and the number of a run"),
		RunE: func(_ *cobra.Command, args []string) error {
			run, err := strconv.ParseInt(args[1], 10, 64)
			if err != nil || run < 0 {
				return usage("%q is no number of a run; runs count from 0", args[1])
			}
			return a.replay(args[0], run, option)
		},
	}
	cmd.Flags().StringVar(&option, "option", "", "option of the scenario (default: as it stands)")
	return cmd
}

// replayed is one value of a row.
type replayed struct {
	Column string `json:"column"`
	Stored string `json:"stored"`
	Anew   string `json:"anew"`
	Same   bool   `json:"same"`
}

func (a *app) replay(arg string, run int64, option string) error {
	set, s, err := replayable(arg)
	if err != nil {
		return err
	}
	a.partial(&set.Manifest)
	o, err := s.Option(option)
	if err != nil {
		return usage("%w", err)
	}
	if !set.Manifest.Kept() {
		return fmt.Errorf("%s: %w, so there is none to compare with; simulate explain %d --results %s tells the run, simulate verify plays whole segments again", set.Dir, results.ErrNoRows, run, quote(set.Dir))
	}
	stored, anew, err := rows.One(set, s, o, run)
	if err != nil {
		return err
	}
	var values []replayed
	differ, wide := 0, 0
	for i, c := range set.Manifest.Columns {
		v := replayed{Column: c.Name, Stored: rows.Text(c, stored[i]), Anew: rows.Text(c, anew[i])}
		v.Same = math.Float64bits(stored[i]) == math.Float64bits(anew[i]) || (math.IsNaN(stored[i]) && math.IsNaN(anew[i]))
		if !v.Same {
			differ++
		}
		wide = max(wide, len(c.Name))
		values = append(values, v)
	}
	if a.console.JSON {
		err = a.console.WriteJSON(map[string]any{"results": set.Dir, "run": run, "option": set.Manifest.Options[o].ID, "same": differ == 0, "values": values})
		if err != nil {
			return err
		}
	} else {
		a.console.Print("Run %s of option %s, played again:", console.Thousands(run), set.Manifest.Options[o].ID)
		for _, v := range values {
			text := v.Anew
			if text == "" {
				text = "-"
			}
			if !v.Same {
				text += "   <- stored as " + v.Stored
			}
			a.console.Print("  %s%s", console.Pad(v.Column, wide+2), text)
		}
		if differ == 0 {
			a.console.Print("Same as its stored row, to the bit.")
		} else {
			a.console.Print("%s from its stored row.", console.Count(differ, "value differs", "values differ"))
		}
	}
	if differ > 0 {
		return told(exitFailed)
	}
	return nil
}
