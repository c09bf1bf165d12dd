package sim

import (
	"math"

	"parley/sim/portable"
)

// Stakes is what a deal is worth to one party in one run: reference-dependent (a loss against the status quo
// weighs more than a gain) and discounted by trust (what the other side promises may not come).
//
//	S(x; B) = sum over issues of B of Gain·d or Loss·d  +  chi(B)·NoDeal + Transfer
//	d_k     = |s_k - ideal_k|^rho - |x_k - ideal_k|^rho
//
// where chi(B) is the salience of the issues settled, so that a deal over half the agenda ends half the cost
// of having none. Sources: Kahneman & Tversky 1979 (losses), docs/model.md "Surplus".
type Stakes struct {
	Ideal    [MaxIssues]float64 // best value of each issue, in [0, 1]
	Salience [MaxIssues]float64 // weights over the agenda, summing to 1

	LossAversion float64 // lambda >= 1
	Trust        float64 // p: belief that the other side delivers, in [0, 1]
	TrustN       float64 // observations behind it: n of the Beta distribution
	NoDeal       float64 // C(t): cost of having no deal, utility
	Transfer     float64 // M: what a mediator with leverage adds to any deal

	base [MaxIssues]float64 // |s - ideal|^rho
	gain [MaxIssues]float64 // salience times what a gain counts
	loss [MaxIssues]float64 // salience times what a loss counts
}

// Price computes what gains and losses count to a party of the given side under its present trust. It must be
// called when ideal points, salience or trust have changed.
//
//	pi = e + (1 - e)·p     share of the other side's promise that can be banked; e is delivered first
//	loss on an own issue: lambda·[1 - r·(1 - pi)]; on an issue the other side delivers: lambda
//	gain on an issue the other side delivers: pi;  on an own issue: 1, but no more than an equal loss there
//
// r is how far the side can take its concession back when cheated. Without the last clause a reversible concession would
// turn loss aversion around (a gain would weigh more than an equal loss) and surplus would not be concave.
func (w *World) Price(s *Stakes, side int) {
	early := w.FrontLoading
	if side == 0 {
		early = 1 - w.FrontLoading
	}
	banked := early + float64((1-early)*s.Trust)
	ownLoss := s.LossAversion * (1 - float64(w.Principals[side].Reversibility*(1-banked)))
	linear, ownGain := w.Curvature == 1, min(1, ownLoss)
	for k := range min(w.Issues, MaxIssues) {
		off := math.Abs(w.Status[k] - s.Ideal[k])
		if !linear {
			off = w.distance(off)
		}
		s.base[k] = off
		gain, loss := banked, s.LossAversion
		if int(w.By[k]) == side {
			gain, loss = ownGain, ownLoss
		}
		s.gain[k], s.loss[k] = s.Salience[k]*gain, s.Salience[k]*loss
	}
	w.Pricing++
}

// Surplus is the gain of a deal over no deal; 0 is indifferent. Issues outside the scope stand at the status quo.
func (w *World) Surplus(s *Stakes, d *Deal, b Scope) float64 {
	sum, chi := 0.0, 0.0
	if w.Curvature == 1 { // the same sum, without the calls
		for k := range min(w.Issues, MaxIssues) {
			if b>>k&1 == 0 {
				continue
			}
			chi += s.Salience[k]
			g := s.base[k] - math.Abs(d[k]-s.Ideal[k])
			c := s.gain[k]
			if g < 0 {
				c = s.loss[k]
			}
			sum += float64(c * g)
		}
		return sum + float64(chi*s.NoDeal) + s.Transfer
	}
	for k := 0; k < w.Issues; k++ {
		if !b.Has(k) {
			continue
		}
		chi += s.Salience[k]
		sum += s.worth(k, s.base[k]-w.distance(d[k]-s.Ideal[k]))
	}
	return sum + float64(chi*s.NoDeal) + s.Transfer
}

// Worth is what moving issue k from the status quo to x adds to the surplus, before chi and transfers.
func (w *World) Worth(s *Stakes, k int, x float64) float64 {
	return s.worth(k, s.base[k]-w.distance(x-s.Ideal[k]))
}

// Slope is the rate at which the worth of issue k changes at x, without its sign; meant for curvature 1.
func (w *World) Slope(s *Stakes, k int, x float64) float64 {
	if s.base[k]-w.distance(x-s.Ideal[k]) >= 0 {
		return s.gain[k]
	}
	return s.loss[k]
}

func (s *Stakes) worth(k int, d float64) float64 {
	if d >= 0 {
		return float64(s.gain[k] * d)
	}
	return float64(s.loss[k] * d)
}

// distance is |x|^rho.
func (w *World) distance(x float64) float64 {
	x = math.Abs(x)
	if w.Curvature == 1 || x == 0 {
		return x
	}
	return portable.Pow(x, w.Curvature)
}

// Cooperate and Breach move trust as a Beta distribution with n observations behind its mean:
// a kept promise adds weight to the successes, a breach to the failures.
func (s *Stakes) Cooperate(weight float64) {
	s.Trust = (float64(s.Trust*s.TrustN) + weight) / (s.TrustN + weight)
	s.TrustN += weight
}

// Breach is the counterpart of Cooperate.
func (s *Stakes) Breach(weight float64) {
	s.Trust = float64(s.Trust*s.TrustN) / (s.TrustN + weight)
	s.TrustN += weight
}
