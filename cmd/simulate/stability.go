package main

import (
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/sim/diag"
	"parley/sim/graphmodel"
)

func newStability(a *app) *cobra.Command {
	why := ""
	cmd := &cobra.Command{
		Use:   "stability FILE",
		Short: "Which states of a conflict are stable, for whom, and why",
		Long: `Reads a conflict as the graph model for conflict resolution describes it: players,
their options, which combinations cannot be, what is never taken back, and what each
player prefers. Says which states are stable for each player under five ways of
foreseeing the others' answers: Nash, general metarational (GMR), symmetric
metarational (SMR), sequential (SEQ) and simultaneous (SIM) stability. A state that
is stable for all is an equilibrium. Also says which equilibria players who act
together would leave.

FILE is YAML as docs/protocols.md describes it, or a model that GMCR+ has saved.`,
		Example: "  simulate stability elmira.yaml\n  simulate stability elmira.yaml --why s5",
		Args:    between(1, 1, "one file"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.stability(args[0], why) },
	}
	cmd.Flags().StringVar(&why, "why", "", "say why this `state` is stable or not, for every player and concept")
	return cmd
}

func (a *app) stability(file, why string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, diag.MaxBytes+1)) // more than that is a finding
	if err != nil {
		return err
	}
	m, findings := graphmodel.Read(file, text)
	if m == nil {
		a.print(nil, findings)
		return told(exitInvalid)
	}
	state := -1
	if why != "" {
		if state = slices.IndexFunc(m.States, func(s graphmodel.State) bool { return s.Name == why }); state < 0 {
			return usage("no state %q in %s", why, file)
		}
	}
	an := m.Analyse()
	if a.console.JSON {
		return a.console.WriteJSON(stabilityJSON(m, an))
	}
	title := m.Title
	if title == "" {
		title = file
	}
	a.note(title + ": " + console.Count(len(m.Players), "player", "players") + ", " + console.Count(len(m.States), "state", "states"))
	a.console.Print("")
	if state >= 0 {
		a.whyStable(m, an, state)
		return nil
	}
	for c, concept := range graphmodel.Concepts() {
		var names []string
		for _, s := range an.Equilibria[c] {
			names = append(names, m.States[s].Name)
		}
		line := strings.Join(names, " ")
		if line == "" {
			line = "none"
		}
		for i, row := range console.Wrap(line, a.console.Width-26, 0) {
			head := ""
			if i == 0 {
				head = concept.Title
			}
			a.console.Print("%s%s", console.Pad(head, 26), row)
		}
	}
	if lines := together(m, an); len(lines) > 0 {
		a.console.Print("")
		for _, l := range lines {
			for i, row := range console.Wrap(l, a.console.Width-2, 0) {
				a.console.Print("%s%s", map[bool]string{true: "", false: "  "}[i == 0], row)
			}
		}
	}
	if len(m.States) <= 64 {
		a.console.Print("")
		a.stabilityTable(m, an)
	}
	if all := an.Equilibria[0]; len(all) > 0 {
		a.console.Next("simulate stability " + quote(file) + " --why " + quote(m.States[all[0]].Name))
	}
	return nil
}

// together says which equilibria players who act together would leave.
func together(m *graphmodel.Model, an graphmodel.Analysis) []string {
	if !m.Joinable() {
		return []string{"Too many players and states to go through what coalitions could do."}
	}
	var out []string
	for _, s := range equilibria(an) {
		for _, j := range m.Jumps(s) {
			var who []string
			for _, p := range j.Players {
				who = append(who, m.Players[p].Title)
			}
			out = append(out, strings.Join(who[:len(who)-1], ", ")+" and "+who[len(who)-1]+" together could leave "+m.States[s].Name+" for "+m.States[j.To].Name+", which each of them likes better.")
		}
	}
	return out
}

// equilibria are the states that are one under some concept, rising.
func equilibria(an graphmodel.Analysis) []int {
	var out []int
	for _, list := range an.Equilibria {
		for _, s := range list {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return out
}

// stabilityTable prints one row a state: its options, and for each player under which concepts it is stable.
func (a *app) stabilityTable(m *graphmodel.Model, an graphmodel.Analysis) {
	short := []string{"N", "G", "S", "Q", "T"}
	if !a.console.Plain {
		head := console.Pad("state", 10)
		if len(m.Options) > 0 {
			head += console.Pad("options", max(9, len(m.Options)+2))
		}
		for _, p := range m.Players {
			head += console.Pad(p.ID, 14)
		}
		a.console.Print("%s", head)
	}
	for s, st := range m.States {
		row := console.Pad(st.Name, 10)
		if len(m.Options) > 0 {
			row += console.Pad(pattern(m, s), max(9, len(m.Options)+2))
		}
		for p, pl := range m.Players {
			cell := ""
			for c := range short {
				if an.Verdicts[c][p][s].Stable {
					cell += short[c]
				} else {
					cell += "."
				}
			}
			if a.console.Plain {
				row += pl.Title + " " + strings.ReplaceAll(cell, ".", "") + "; "
			} else {
				row += console.Pad(cell, 14)
			}
		}
		a.console.Print("%s", strings.TrimRight(row, " "))
	}
	a.console.Print("")
	a.note("N Nash, G general metarational, S symmetric metarational, Q sequentially, T simultaneously stable for the player; . is not.")
}

// pattern is a state's options in the usual letters, - where its combinations differ.
func pattern(m *graphmodel.Model, s int) string {
	var b strings.Builder
	for k := range m.Options {
		yes, no := false, false
		for _, c := range m.States[s].Combos {
			if c>>k&1 == 1 {
				yes = true
			} else {
				no = true
			}
		}
		switch {
		case yes && no:
			b.WriteByte('-')
		case yes:
			b.WriteByte('Y')
		default:
			b.WriteByte('N')
		}
	}
	return b.String()
}

func (a *app) whyStable(m *graphmodel.Model, an graphmodel.Analysis, s int) {
	if len(m.Options) > 0 {
		var taken []string
		for k, o := range m.Options {
			if p := pattern(m, s); p[k] == 'Y' {
				taken = append(taken, m.Players[o.Player].Title+": "+o.Title)
			}
		}
		if len(taken) == 0 {
			taken = []string{"nobody does anything"}
		}
		a.note(m.States[s].Name + ": " + strings.Join(taken, "; "))
		a.console.Print("")
	}
	for c, concept := range graphmodel.Concepts() {
		a.console.Print("%s", concept.Title)
		for p, pl := range m.Players {
			v := an.Verdicts[c][p][s]
			word := "not stable"
			if v.Stable {
				word = "stable"
			}
			for _, row := range console.Wrap(pl.Title+", "+word+": "+v.Why, a.console.Width-4, 2) {
				a.console.Print("  %s", row)
			}
		}
	}
}

type stabilityOut struct {
	Schema     int                                         `json:"schema"`
	Title      string                                      `json:"title"`
	Players    []string                                    `json:"players"`
	Options    []string                                    `json:"options"`
	States     []stateOut                                  `json:"states"`
	Equilibria map[string][]string                         `json:"equilibria"`
	Stability  map[string]map[string]map[string]verdictOut `json:"stability"` // concept, player, state
	Jumps      map[string][]jumpOut                        `json:"jumps"`     // by equilibrium: what players could do together; null when the model is too large
}

type jumpOut struct {
	Players []string `json:"players"`
	To      string   `json:"to"`
}

type stateOut struct {
	Name    string `json:"name"`
	Options string `json:"options,omitempty"`
}

type verdictOut = graphmodel.Verdict

func stabilityJSON(m *graphmodel.Model, an graphmodel.Analysis) stabilityOut {
	out := stabilityOut{Schema: 1, Title: m.Title, Options: []string{}, Equilibria: map[string][]string{}, Stability: map[string]map[string]map[string]verdictOut{}, Jumps: map[string][]jumpOut{}}
	for _, s := range equilibria(an) {
		if !m.Joinable() {
			out.Jumps = nil
			break
		}
		for _, j := range m.Jumps(s) {
			to := jumpOut{To: m.States[j.To].Name}
			for _, p := range j.Players {
				to.Players = append(to.Players, m.Players[p].ID)
			}
			out.Jumps[m.States[s].Name] = append(out.Jumps[m.States[s].Name], to)
		}
	}
	for _, p := range m.Players {
		out.Players = append(out.Players, p.ID)
	}
	for _, o := range m.Options {
		out.Options = append(out.Options, o.ID)
	}
	for s, st := range m.States {
		out.States = append(out.States, stateOut{st.Name, pattern(m, s)})
	}
	for c, concept := range graphmodel.Concepts() {
		names := []string{}
		for _, s := range an.Equilibria[c] {
			names = append(names, m.States[s].Name)
		}
		out.Equilibria[concept.ID] = names
		by := map[string]map[string]verdictOut{}
		for p, pl := range m.Players {
			by[pl.ID] = map[string]verdictOut{}
			for s, st := range m.States {
				by[pl.ID][st.Name] = an.Verdicts[c][p][s]
			}
		}
		out.Stability[concept.ID] = by
	}
	return out
}
