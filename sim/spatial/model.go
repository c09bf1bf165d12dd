package spatial

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Actor is one actor at the start: capability 0 or more, positions and saliences from 0 to 100, one a dimension.
type Actor struct {
	Name       string
	Capability float64
	Position   []float64
	Salience   []float64
}

// Options are the readings of the model; Defaults gives KTAB's usual ones.
type Options struct {
	Vote      string  // one of Votes
	Victory   string  // one of Victories
	Election  string  // one of Elections
	RiskRange string  // how chances become risk attitudes: min, mid, max (BigRRange)
	RiskKnown float64 // share of others' true risk attitude in what an actor believes of them, the rest is its own (BigRAdjust: 0, 1/3, 1/2, 2/3, 1)
	Power     int     // exponent of salience and of chance in a bargain: 1 (S1P1) or 2 (S2P2)
	Turns     int     // at most
	Stop      float64 // stop when a turn moves less than this share of the first one
}

// Defaults are the options that KTAB takes when nothing is said.
func Defaults() Options {
	return Options{Vote: "prop", Victory: "linear", Election: "conditional", RiskRange: "mid", RiskKnown: 0.5, Power: 1, Turns: 50, Stop: 0.02}
}

// Check says what is wrong with options.
func (o Options) Check() error {
	for _, c := range []struct {
		name, word string
		words      []string
	}{{"vote", o.Vote, votes}, {"victory", o.Victory, victories}, {"election", o.Election, elections}, {"risk-range", o.RiskRange, []string{"min", "mid", "max"}}} {
		if !has(c.words, c.word) {
			return fmt.Errorf("%s is one of %v, not %q", c.name, c.words, c.word)
		}
	}
	if !(o.RiskKnown >= 0 && o.RiskKnown <= 1) || o.Power != 1 && o.Power != 2 || o.Turns < 0 || o.Turns > 10_000 || !(o.Stop >= 0) {
		return fmt.Errorf("risk-known %v must lie between 0 and 1, power %d be 1 or 2, turns %d between 0 and 10000", o.RiskKnown, o.Power, o.Turns)
	}
	return nil
}

// Set changes one option by its name. Errors name what there is.
func (o *Options) Set(name, word string) error {
	words := map[string]*string{"vote": &o.Vote, "victory": &o.Victory, "election": &o.Election, "risk-range": &o.RiskRange}
	if at, ok := words[name]; ok {
		*at = word
		return o.Check()
	}
	switch name {
	case "risk-known", "stop":
		var x float64
		if n, err := fmt.Sscanf(word, "%g", &x); n != 1 || err != nil {
			return fmt.Errorf("%s is a number, not %q", name, word)
		}
		if name == "stop" {
			o.Stop = x
		} else {
			o.RiskKnown = x
		}
		return o.Check()
	case "power":
		if n, err := fmt.Sscanf(word, "%d", &o.Power); n != 1 || err != nil {
			return fmt.Errorf("power is 1 or 2, not %q", word)
		}
		return o.Check()
	}
	return fmt.Errorf("no option %q; there are: vote, victory, election, risk-range, risk-known, power, stop", name)
}

// Words are the options by name, for a record of a run.
func (o Options) Words() map[string]string {
	return map[string]string{"vote": o.Vote, "victory": o.Victory, "election": o.Election, "risk-range": o.RiskRange,
		"risk-known": fmt.Sprint(o.RiskKnown), "power": fmt.Sprint(o.Power), "stop": fmt.Sprint(o.Stop)}
}

// Centre is the weighted median and mean of positions on one dimension, weights being capability times salience there. The median is the
// smallest position at which half of all weight is reached. They are the baselines of any model of positions.
func Centre(actors []Actor, positions [][]float64, k int) (median, mean float64) {
	order := make([]int, len(actors))
	total := 0.0
	for i := range order {
		order[i] = i
		w := float64(actors[i].Capability * actors[i].Salience[k])
		total += w
		mean += float64(w * positions[i][k])
	}
	if total == 0 {
		return math.NaN(), math.NaN()
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(positions[a][k], positions[b][k]) })
	sum := 0.0
	for _, i := range order {
		sum += float64(actors[i].Capability * actors[i].Salience[k])
		if sum >= 0.5*total*(1-1e-12) {
			return positions[i][k], mean / total
		}
	}
	return positions[order[len(order)-1]][k], mean / total
}

// Turn is the state after a turn; turn 0 is the start.
type Turn struct {
	Positions [][]float64
	Chances   []float64 // of each actor's position in the election among all different positions; those at one place share its chance
	Risk      []float64 // attitude: above 0 averse, below seeking
	Moved     float64   // sum of the distances moved
}

// Model plays. It keeps its memory from one run to the next and belongs to one goroutine.
type Model struct{ s state }

// state is a model in motion.
type state struct {
	mem    arena
	o      Options
	actors []Actor
	weight []float64
	x      [][]float64
	risk   []float64
	at     []int // actor to option: who stands at one place stands for one option
}

// Distance is the value distance of two positions to an actor: differences weighted by its salience, as a share of the whole range.
func Distance(salience, a, b []float64) float64 {
	sum, norm := 0.0, 0.0
	for k, s := range salience {
		d := s * (a[k] - b[k]) / 100
		sum += float64(d * d)
		norm += float64(s * s)
	}
	return math.Sqrt(sum / norm)
}

// Utility is the worth of something at a distance to an actor with a risk attitude: (1-d)(1+r·d).
func Utility(d, r float64) float64 { return (1 - d) * (1 + float64(r*d)) }

// Run plays turns until the stopping rule holds; settled says whether it did so before Turns were used up. draw, when given,
// supplies a uniform number for each actor and turn, and bargains are then drawn by their chances instead of taking the most
// likely. Errors: bad options, fewer than two actors, numbers out of range.
func Run(actors []Actor, o Options, draw func(actor, turn int) float64) (turns []Turn, settled bool, err error) {
	return new(Model).Run(actors, o, draw)
}

// Run is the same with the memory of the model: what it returns is overwritten by the next run.
func (m *Model) Run(actors []Actor, o Options, draw func(actor, turn int) float64) (turns []Turn, settled bool, err error) {
	if err := o.Check(); err != nil {
		return nil, false, err
	}
	if len(actors) < 2 {
		return nil, false, fmt.Errorf("the spatial model needs two actors at least, not %d", len(actors))
	}
	s := &m.s
	s.mem.reset()
	n := len(actors)
	s.o, s.actors, s.risk, s.weight, s.x = o, actors, s.mem.list(n), s.mem.list(n), s.mem.table(n, 0)
	for i := range actors {
		a := &actors[i]
		sum := 0.0
		if len(a.Position) == 0 || len(a.Position) != len(actors[0].Position) || len(a.Salience) != len(a.Position) {
			return nil, false, fmt.Errorf("actor %s has %d positions and %d saliences", a.Name, len(a.Position), len(a.Salience))
		}
		for k := range a.Position {
			if !(a.Position[k] >= 0 && a.Position[k] <= 100) || !(a.Salience[k] >= 0) {
				return nil, false, fmt.Errorf("actor %s: position %v and salience %v lie between 0 and 100", a.Name, a.Position[k], a.Salience[k])
			}
			sum += a.Salience[k]
		}
		if !(a.Capability > 0) || !(sum > 0) {
			return nil, false, fmt.Errorf("actor %s: capability %v and total salience %v must be above 0", a.Name, a.Capability, sum)
		}
		s.weight[i] = a.Capability * sum / 100
		s.x[i] = s.mem.copy(a.Position)
	}
	turns = s.mem.turns
	defer func() { s.mem.turns = turns }()
	first := 0.0
	for t := 0; ; t++ {
		chances := s.assess()
		turn := Turn{Chances: chances, Risk: s.mem.copy(s.risk), Positions: s.mem.table(n, 0)}
		for i, x := range s.x {
			turn.Positions[i] = s.mem.copy(x)
		}
		if t > 0 {
			turn.Moved = distanceOf(turns[t-1].Positions, turn.Positions)
		}
		turns = append(turns, turn)
		if t == 1 {
			first = turn.Moved
		}
		if t > 0 && turn.Moved <= o.Stop*first {
			return turns, true, nil
		}
		if t == o.Turns {
			return turns, false, nil
		}
		s.bargain(t, draw)
	}
}

func distanceOf(a, b [][]float64) float64 {
	sum := 0.0
	for i := range a {
		d := 0.0
		for k := range a[i] {
			d += float64((a[i][k] - b[i][k]) * (a[i][k] - b[i][k]))
		}
		sum += math.Sqrt(d)
	}
	return sum
}

// assess finds the chance of every position, first with everybody neutral to risk, then with the attitudes that follow from it: who is
// likely to prevail has little to gain by risk. As in KTAB, attitudes come from an election in which each actor's position is an option,
// and the chances that are told from one among different positions.
func (s *state) assess() []float64 {
	n := len(s.x)
	clear(s.risk)
	s.at = s.at[:0]
	for i := range n {
		s.at = append(s.at, i)
	}
	neutral := s.elect(n)
	lo, hi := neutral[0], neutral[0]
	for _, p := range neutral {
		lo, hi = min(lo, p), max(hi, p)
	}
	if hi > lo {
		for i, p := range neutral {
			s.risk[i] = Attitude(s.o.RiskRange, p, lo, hi)
		}
	}
	different := 0
	for i, x := range s.x {
		s.at[i] = -1
		for j := range i {
			if slices.Equal(x, s.x[j]) {
				s.at[i] = s.at[j]
				break
			}
		}
		if s.at[i] < 0 {
			s.at[i] = different
			different++
		}
	}
	p := s.elect(different)
	chances := s.mem.list(n)
	for i, at := range s.at {
		chances[i] = p[at]
	}
	return chances
}

// Attitude is the risk attitude of an actor whose position has chance p, lo and hi being the smallest and largest chance (BigRRange).
func Attitude(rule string, p, lo, hi float64) float64 {
	switch rule {
	case "min":
		return (p - lo) / (hi - lo)
	case "max":
		return (2*p - hi - lo) / (hi - lo)
	}
	return (float64(3*p) - hi - 2*lo) / (2 * (hi - lo))
}

// elect elects among so many options, the places of the actors.
func (s *state) elect(options int) []float64 {
	u := s.mem.table(len(s.x), options)
	for k := range s.x {
		for a, at := range s.at {
			u[k][at] = s.utility(k, k, s.x[a])
		}
	}
	return s.choose(u)
}

// choose elects among options with these utilities; options were checked, and no coalition is empty.
func (s *state) choose(u [][]float64) []float64 {
	p, _ := s.mem.elect(s.o.Election, s.o.Victory, s.mem.coalitions(s.o.Vote, s.weight, u))
	return p
}

// utility is what actor h thinks a position is worth to actor k.
func (s *state) utility(h, k int, at []float64) float64 {
	r := float64(s.o.RiskKnown*s.risk[k]) + float64((1-s.o.RiskKnown)*s.risk[h])
	return Utility(Distance(s.actors[k].Salience, s.actors[k].Position, at), r)
}
