package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/sim/challenge"
	"parley/sim/draw"
	"parley/sim/foreign"
	"parley/sim/spatial"
)

// positionFlags are the flags of simulate positions.
type positionFlags struct {
	model, preset string
	rounds        int
	options       []string
	seed          uint64
	drawn         bool
}

func newPositions(a *app) *cobra.Command {
	f := positionFlags{}
	cmd := &cobra.Command{
		Use:   "positions FILE",
		Short: "Play a table of actors under the challenge or spatial model",
		Long: `Reads actors with capability, position and salience: a KTAB scenario (CSV or XML), or
a table with the headings Actor, Capability, Position and Salience. Plays them round
by round and prints positions with their weighted median and mean, which stand beside
any model as the baselines.

--model challenge is the expected-utility model of Bueno de Mesquita as elicited by
Scholz, Calbert & Smith 2011; its presets are as-printed and table-matching. It does
not converge, and a median that stays for some rounds says nothing about the next.
--model spatial is the spatial model of politics of KTAB.`,
		Example: "  simulate positions emissions.csv --rounds 8\n  simulate positions water.xml --model spatial --option victory=square",
		Args:    between(1, 1, "one file"),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.positions(args[0], f) },
	}
	cmd.Flags().StringVar(&f.model, "model", "challenge", "challenge or spatial")
	cmd.Flags().StringVar(&f.preset, "preset", "table-matching", "as-printed or table-matching (challenge)")
	cmd.Flags().IntVar(&f.rounds, "rounds", 10, "rounds to play at most")
	cmd.Flags().StringArrayVar(&f.options, "option", nil, "change one reading of the model by `name=word` (may be repeated; a wrong name lists them)")
	cmd.Flags().BoolVar(&f.drawn, "drawn", false, "draw bargains by their chances instead of taking the most likely (spatial)")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "seed of the draws (spatial, with --drawn)")
	return cmd
}

// played is a run of either model.
type played struct {
	Schema  int               `json:"schema"`
	Name    string            `json:"name"`
	Model   string            `json:"model"`
	Options map[string]string `json:"options"`
	Actors  []string          `json:"actors"`
	Rounds  []playedRound     `json:"rounds"`
	Settled bool              `json:"settled"` // nobody moved in the last round
}

type playedRound struct {
	Round     int         `json:"round"`
	Median    []float64   `json:"median"` // weighted, per dimension
	Mean      []float64   `json:"mean"`
	Moved     int         `json:"moved"`
	Positions [][]float64 `json:"positions"`
	Chances   []float64   `json:"chances,omitempty"`
}

func (a *app) positions(file string, f positionFlags) error {
	if f.rounds < 0 || f.rounds > 10_000 {
		return usage("--rounds %d: between 0 and 10000", f.rounds)
	}
	if _, err := os.Stat(file); err != nil {
		return err
	}
	n, err := foreign.Read(file)
	if err != nil {
		return foreignError(err)
	}
	if len(n.Actors) == 0 {
		return &exitError{exitInvalid, errors.New(file + " has parties with utilities, not actors with positions; see simulate solve")}
	}
	if n.Unit == [2]float64{} {
		n.Unit = [2]float64{0, 100}
	}
	var p *played
	switch f.model {
	case "challenge":
		p, err = playChallenge(n, f)
	case "spatial":
		p, err = playSpatial(n, f)
	default:
		return usage("--model is challenge or spatial, not %q", f.model)
	}
	if err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(p)
	}
	a.printPlayed(n, p)
	return nil
}

// unit brings a position from 0 to 100 back into the file's unit.
func unit(n *foreign.Negotiation, x float64) float64 {
	return n.Unit[0] + (n.Unit[1]-n.Unit[0])*x/100
}

func playChallenge(n *foreign.Negotiation, f positionFlags) (*played, error) {
	if len(n.Issues) != 1 {
		return nil, usage("the challenge model takes one issue, and %s has %d", n.Name, len(n.Issues))
	}
	o, err := challenge.Preset(f.preset)
	if err != nil {
		return nil, usage("%w", err)
	}
	for _, set := range f.options {
		name, word, _ := strings.Cut(set, "=")
		if err := o.Set(name, word); err != nil {
			return nil, usage("%w", err)
		}
	}
	p := &played{Schema: 1, Name: n.Name, Model: "challenge", Options: o.Words()}
	var actors []challenge.Actor
	for _, x := range n.Actors {
		actors = append(actors, challenge.Actor{Name: x.Name, Capability: x.Capability, Position: unit(n, x.Position[0]), Salience: x.Salience[0] / 100})
		p.Actors = append(p.Actors, x.Name)
	}
	var m challenge.Model
	err = m.Play(actors, o, f.rounds, func(round int, s challenge.Round, at []float64) {
		r := playedRound{Round: round, Median: []float64{s.Median}, Mean: []float64{s.Mean}, Moved: s.Moved}
		for _, x := range at {
			r.Positions = append(r.Positions, []float64{x})
		}
		p.Rounds = append(p.Rounds, r)
	})
	if err != nil {
		return nil, &exitError{exitInvalid, err}
	}
	p.Settled = len(p.Rounds) > 1 && p.Rounds[len(p.Rounds)-1].Moved == 0
	return p, nil
}

func playSpatial(n *foreign.Negotiation, f positionFlags) (*played, error) {
	o := spatial.Defaults()
	o.Turns = f.rounds
	for _, set := range f.options {
		name, word, _ := strings.Cut(set, "=")
		if err := o.Set(name, word); err != nil {
			return nil, usage("%w", err)
		}
	}
	p := &played{Schema: 1, Name: n.Name, Model: "spatial", Options: o.Words()}
	var actors []spatial.Actor
	for _, x := range n.Actors {
		actors = append(actors, spatial.Actor{Name: x.Name, Capability: x.Capability, Position: x.Position, Salience: x.Salience})
		p.Actors = append(p.Actors, x.Name)
	}
	var luck func(actor, turn int) float64
	if f.drawn {
		s := draw.NewStream(f.seed, draw.Play, "spatial")
		luck = func(actor, turn int) float64 { return s.Uniform(uint64(turn), uint64(actor)) }
	}
	turns, settled, err := spatial.Run(actors, o, luck)
	if err != nil {
		return nil, &exitError{exitInvalid, err}
	}
	p.Settled = settled
	for i, t := range turns {
		r := playedRound{Round: i, Chances: t.Chances}
		for k := range n.Issues {
			median, mean := spatial.Centre(actors, t.Positions, k)
			r.Median, r.Mean = append(r.Median, unit(n, median)), append(r.Mean, unit(n, mean))
		}
		for j, x := range t.Positions {
			at := make([]float64, len(x))
			for k := range x {
				at[k] = unit(n, x[k])
				if i > 0 && x[k] != turns[i-1].Positions[j][k] && (k == 0 || x[0] == turns[i-1].Positions[j][0]) {
					r.Moved++
				}
			}
			r.Positions = append(r.Positions, at)
		}
		p.Rounds = append(p.Rounds, r)
	}
	return p, nil
}

func (a *app) printPlayed(n *foreign.Negotiation, p *played) {
	a.note(fmt.Sprintf("%s: %s under the %s model", p.Name, console.Count(len(p.Actors), "actor", "actors"), p.Model))
	a.console.Print("")
	for k, is := range n.Issues {
		if len(n.Issues) > 1 {
			a.console.Print("%s", is.Name)
		}
		if !a.console.Plain {
			a.console.Print("%s%s%s%s", console.Pad("round", 8), console.Pad("median", 12), console.Pad("mean", 12), "moved")
		}
		for _, r := range p.Rounds {
			if a.console.Plain {
				a.console.Print("round %d: weighted median %.3f, weighted mean %.3f, %s moved", r.Round, r.Median[k], r.Mean[k], console.Count(r.Moved, "actor", "actors"))
				continue
			}
			a.console.Print("%s%s%s%d", console.Pad(fmt.Sprint(r.Round), 8), console.Pad(fmt.Sprintf("%.3f", r.Median[k]), 12), console.Pad(fmt.Sprintf("%.3f", r.Mean[k]), 12), r.Moved)
		}
		a.console.Print("")
	}
	last := p.Rounds[len(p.Rounds)-1]
	for i, name := range p.Actors {
		var at []string
		for k := range n.Issues {
			at = append(at, fmt.Sprintf("%.3f → %.3f", p.Rounds[0].Positions[i][k], last.Positions[i][k]))
		}
		line := console.Pad(name, 24) + strings.Join(at, ", ")
		if len(last.Chances) > 0 {
			line += fmt.Sprintf("   chance in the election %.4f at first, %.4f at last", p.Rounds[0].Chances[i], last.Chances[i])
		}
		a.console.Print("%s", line)
	}
	a.console.Print("")
	switch {
	case p.Settled && p.Model == "challenge":
		a.note("Nobody moved in the last round.")
	case p.Settled:
		a.note("The last turn moved less than the stopping share of the first.")
	default:
		a.note("Actors were still moving when the rounds were over: no number above is where the model ends. A median that stays for some rounds is not convergence.")
	}
}
