package spatial

import (
	"fmt"
	"math"

	"parley/sim/portable"
)

// Votes are the rules by which an actor's difference in utility between two options becomes a vote.
var votes = []string{"prop", "binary", "prop-bin", "prop-cbc", "cubic", "asym-prosp"}

// Victories are the models of a coalition's chance to win.
var victories = []string{"linear", "square", "quartic", "octic", "binary"}

// Elections are the forms of the probabilistic Condorcet election.
var elections = []string{"conditional", "markov-uniform", "markov-incentive"}

// Votes, Victories and Elections list the words.
func Votes() []string     { return append([]string(nil), votes...) }
func Victories() []string { return append([]string(nil), victories...) }
func Elections() []string { return append([]string(nil), elections...) }

// floor is added to every coalition, so that none is empty.
const floor = 1e-8

// Vote is an actor's vote for a over b: its weight, and the difference in utility u(a) - u(b), in [-1, 1].
//
//	prop w·du   binary w·sign(du)   prop-bin w(0.8 du + 0.2 sign)   prop-cbc w(0.5 du + 0.5 du^3)   cubic w·du^3
//	asym-prosp w·du if du < 0, else 2/3 w·du   (losses weigh more)
//
// The sign is softened within 1e-8.
func Vote(rule string, w, du float64) float64 {
	sign := max(-1, min(1, du/1e-8))
	switch rule {
	case "binary":
		return float64(w * sign)
	case "prop-bin":
		return float64(w * (float64(0.8*du) + float64(0.2*sign)))
	case "prop-cbc":
		return float64(w * (float64(0.5*du) + float64(0.5*float64(du*du)*du)))
	case "cubic":
		return float64(float64(w*float64(du*du)) * du)
	case "asym-prosp":
		if du >= 0 {
			return float64(w*du) * 2 / 3
		}
	}
	return float64(w * du)
}

// Coalitions fills c[a][b] with the strength of the coalition for a over b: the votes for it, and a little. u[voter][option] are
// utilities, w the voters' weights.
func Coalitions(rule string, w []float64, u [][]float64) [][]float64 {
	return new(arena).coalitions(rule, w, u)
}

func (m *arena) coalitions(rule string, w []float64, u [][]float64) [][]float64 {
	n := len(u[0])
	c := m.table(n, n)
	for a := range n {
		for b := range n {
			c[a][b] = floor
			for k := range u {
				c[a][b] += max(0, Vote(rule, w[k], u[k][a]-u[k][b]))
			}
		}
	}
	return c
}

// Victory is the chance of a coalition against another: the m-th powers stand in proportion (linear 1, square 2, quartic 4, octic 8), or
// it is certain from an advantage of a tenth on (binary), straight in between.
func Victory(model string, strength, against float64) float64 {
	switch model {
	case "binary":
		const sure = 0.1
		r := (strength - against) / (strength + against) // from -1 to 1
		return max(0, min(1, 0.5+float64(0.5*r/sure)))
	case "square":
		strength, against = float64(strength*strength), float64(against*against)
	case "quartic":
		strength, against = power4(strength), power4(against)
	case "octic":
		strength, against = float64(power4(strength)*power4(strength)), float64(power4(against)*power4(against))
	}
	return strength / (strength + against)
}

func power4(x float64) float64 { return float64(x * x * (x * x)) }

// victories fills p[a][b] with the chance that a beats b; the diagonal is 1/2.
func (m *arena) victories(model string, c [][]float64) [][]float64 {
	p := m.table(len(c), len(c))
	for a := range c {
		for b := range c {
			p[a][b] = 0.5
			if a != b {
				p[a][b] = Victory(model, c[a][b], c[b][a])
			}
		}
	}
	return p
}

// Elect gives every option its chance in the probabilistic Condorcet election among coalitions c[a][b]:
//
//	conditional       p_a in proportion to the product over b of P_ab
//	markov-uniform    the fixed point of p_a = (1/n) sum_b P_ab (p_a + p_b): challengers come at random
//	markov-incentive  the fixed point of p_a = sum_b P_ab (p_a h_ba + p_b h_ab), where h_ab, the chance that a challenges b,
//	                  is in proportion to C_ab P_ab among all a: who has more to gain challenges more
//
// The victory chances P are returned too. Errors: unknown words, coalitions that are no square of positive numbers.
func Elect(election, victory string, c [][]float64) (p []float64, chances [][]float64, err error) {
	n := len(c)
	if n == 0 || !has(elections, election) || !has(victories, victory) {
		return nil, nil, fmt.Errorf("no election %q among %v with victories %q among %v", election, elections, victory, victories)
	}
	for a := range c {
		if len(c[a]) != n {
			return nil, nil, fmt.Errorf("coalitions are no square: %d options, and row %d has %d", n, a+1, len(c[a]))
		}
		for b, x := range c[a] {
			if a != b && !(x > 0 && x <= math.MaxFloat64) {
				return nil, nil, fmt.Errorf("coalition of option %d over %d is %v: it must be a positive number", a+1, b+1, x)
			}
		}
	}
	p, chances = new(arena).elect(election, victory, c)
	return p, chances, nil
}

// elect is Elect for words and coalitions that are in order.
func (m *arena) elect(election, victory string, c [][]float64) (p []float64, chances [][]float64) {
	n := len(c)
	chances = m.victories(victory, c)
	switch election {
	case "conditional":
		p = m.conditional(chances)
	case "markov-uniform":
		h := m.table(n, n)
		for a := range n {
			for b := range n {
				h[a][b] = 1 / float64(n)
			}
		}
		p = m.fixedPoint(chances, h)
	default:
		h := m.table(n, n)
		for b := range n {
			sum := 0.0
			for a := range n {
				h[a][b] = 1e-10
				if a != b {
					h[a][b] = float64(c[a][b] * chances[a][b])
				}
				sum += h[a][b]
			}
			for a := range n {
				h[a][b] /= sum
			}
		}
		p = m.fixedPoint(chances, h)
	}
	return p, chances
}

func (m *arena) conditional(chances [][]float64) []float64 {
	p := m.list(len(chances))
	top := math.Inf(-1)
	for a, row := range chances {
		for _, x := range row { // logarithms, since products of many underflow
			p[a] += portable.Log(max(x, 1e-100)) // where all lose for certain to somebody, who loses to fewest counts
		}
		top = max(top, p[a])
	}
	sum := 0.0
	for a := range p {
		p[a] = portable.Exp(p[a] - top)
		sum += p[a]
	}
	for a := range p {
		p[a] /= sum
	}
	return p
}

// fixedPoint iterates p_a = sum_b P_ab (p_a h_ba + p_b h_ab) to rest, half a step at a time so that it cannot swing.
func (m *arena) fixedPoint(chances, h [][]float64) []float64 {
	n := len(chances)
	p, next := m.list(n), m.list(n)
	for a := range p {
		p[a] = 1 / float64(n)
	}
	for range 100_000 {
		sum := 0.0
		for a := range p {
			next[a] = 0
			for b := range p {
				next[a] += float64(chances[a][b] * (float64(p[a]*h[b][a]) + float64(p[b]*h[a][b])))
			}
			sum += next[a]
		}
		change := 0.0
		for a := range p {
			x := 0.5*p[a] + float64(0.5*next[a]/sum)
			change = max(change, math.Abs(x-p[a]))
			p[a] = x
		}
		if change < 1e-15 {
			break
		}
	}
	return p
}

func has(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}
