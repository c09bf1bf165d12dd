package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/solve"
	"parley/sim/offers"
	"parley/sim/yardstick"
)

func newNegotiate(a *app) *cobra.Command {
	var tactics string
	rounds, every := 100, false
	cmd := &cobra.Command{
		Use:   "negotiate FILE...",
		Short: "Play alternating offers over another program's domain",
		Long: `Plays stacked alternating offers over a domain with its profiles, as Genius, GeniusWeb,
NegoLog or NegMAS write them, for two and more parties. Each party has a tactic:
boulware, linear, conceder, polynomial:BETA or exponential:BETA by time; relative,
absolute or averaged:OFFERS in answer to the others; or a mixture such as
0.7*boulware+relative. Says what they agree on and how far that is from the yardsticks.`,
		Example: "  simulate negotiate domains/domain0 --tactic boulware,conceder\n  simulate negotiate domain.xml a.xml b.xml --tactic 0.7*boulware+relative,linear --rounds 200",
		Args:    between(1, 64, "the files of a domain"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.negotiate(args, tactics, rounds, every) },
	}
	cmd.Flags().StringVar(&tactics, "tactic", "linear", "tactic of each party with commas between, or `one` for all")
	cmd.Flags().IntVar(&rounds, "rounds", 100, "rounds until the deadline")
	cmd.Flags().BoolVar(&every, "offers", false, "print every offer")
	return cmd
}

type negotiated struct {
	Schema    int                `json:"schema"`
	Name      string             `json:"name"`
	Parties   []string           `json:"parties"`
	Tactics   []string           `json:"tactics"`
	Agreed    bool               `json:"agreed"`
	Round     int                `json:"round"`
	Offers    int                `json:"offers"`
	Deal      map[string]any     `json:"deal"`
	Utilities []float64          `json:"utilities"` // reservation values without agreement
	Efficient bool               `json:"efficient"` // the deal is on the Pareto frontier
	Distance  map[string]float64 `json:"distance"`  // Euclidean, to each yardstick that there is
	Moves     []negotiatedMove   `json:"moves,omitempty"`
}

type negotiatedMove struct {
	Round     int            `json:"round"`
	Party     string         `json:"party"`
	Accepts   bool           `json:"accepts"`
	Asks      float64        `json:"asks"`
	Deal      map[string]any `json:"deal"`
	Utilities []float64      `json:"utilities"`
}

func (a *app) negotiate(args []string, tactics string, rounds int, every bool) error {
	n, ours, err := foreignFiles(args)
	if err != nil {
		return err
	}
	if ours {
		return usage("%s is a scenario of ours: simulate run plays it", args[0])
	}
	d, err := n.Domain()
	if err != nil {
		return &exitError{exitInvalid, err}
	}
	r, err := solve.Domain(n, solve.Wishes{})
	if err != nil {
		return &exitError{exitInvalid, err}
	}
	words := strings.Split(tactics, ",")
	for len(words) == 1 && len(d.U) > 1 {
		for len(words) < len(d.U) {
			words = append(words, words[0])
		}
	}
	var list []offers.Tactic
	for _, w := range words {
		t, err := offers.Parse(strings.TrimSpace(w))
		if err != nil {
			return usage("%w", err)
		}
		list = append(list, t)
	}
	out := negotiated{Schema: 1, Name: n.Name, Parties: d.Parties, Tactics: words, Distance: map[string]float64{}}
	var see func(offers.Offer)
	if every {
		see = func(o offers.Offer) {
			out.Moves = append(out.Moves, negotiatedMove{o.Round, d.Parties[o.Party], o.Accepts, o.Asks, dealOf(d, o.Outcome), d.Utilities(o.Outcome)})
		}
	}
	res, err := offers.New(d).Play(list, rounds, see)
	if err != nil {
		return usage("%w", err)
	}
	out.Agreed, out.Round, out.Offers, out.Utilities = res.Outcome != yardstick.None, res.Round, res.Offers, d.Reservation
	if out.Agreed {
		out.Deal, out.Utilities = dealOf(d, res.Outcome), d.Utilities(res.Outcome)
	}
	for name, p := range r.Points {
		if p == nil {
			continue
		}
		sum := 0.0
		for i, u := range p.Utilities {
			sum += (u - out.Utilities[i]) * (u - out.Utilities[i])
		}
		out.Distance[name] = math.Sqrt(sum)
	}
	for _, p := range r.Pareto.Frontier {
		same := out.Agreed
		for i, u := range p.Utilities {
			same = same && u == out.Utilities[i]
		}
		out.Efficient = out.Efficient || same
	}
	if a.console.JSON {
		return a.console.WriteJSON(out)
	}
	a.note(fmt.Sprintf("%s: %s, %s at most", n.Name, console.Count(len(d.U), "party", "parties"), console.Count(rounds, "round", "rounds")))
	a.console.Print("")
	for _, m := range out.Moves {
		verb := "offers "
		if m.Accepts {
			verb = "accepts "
		}
		a.console.Print("round %d, %s %s%s (asks %.4f)", m.Round, m.Party, verb, r.Terms(m.Deal), m.Asks)
	}
	if !out.Agreed {
		a.console.Print("No agreement after %s.", console.Count(out.Offers, "move", "moves"))
		return nil
	}
	a.console.Print("Agreed in round %d: %s", out.Round, r.Terms(out.Deal))
	for i, p := range d.Parties {
		a.console.Print("  %s%s%.4f", console.Pad(p, 24), console.Pad(words[i], 28), out.Utilities[i])
	}
	efficient := "It cannot be improved for one without cost to another."
	if !out.Efficient {
		efficient = "It could be improved for one without cost to another."
	}
	a.console.Print("")
	a.note(efficient)
	for _, name := range solve.Names {
		if x, ok := out.Distance[name[0]]; ok {
			a.console.Print("  %s%.4f away", console.Pad(name[1], 24), x)
		}
	}
	return nil
}

func dealOf(d *yardstick.Domain, o int) map[string]any {
	out := map[string]any{}
	for k, v := range d.Deal(o) {
		out[d.Issues[k].Name] = d.Issues[k].Values[v]
	}
	return out
}
