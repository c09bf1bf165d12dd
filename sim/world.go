package sim

// World is one run: the drawn quantities, the actors they make, and where the process stands. A worker reuses
// its memory, and Machine.Run overwrites all of it before a run.
type World struct {
	Theta uint64    // index of the draw of what we do not know about the actors
	Play  uint64    // index of the luck in play
	Q     []float64 // quantities by slot

	// The agenda, fixed by the scenario or set once per run.
	Issues       int
	By           [MaxIssues]int8 // side that delivers the issue
	Status       [MaxIssues]float64
	MinMove      [MaxIssues]float64
	Floor        [MaxIssues]float64
	Ceiling      [MaxIssues]float64
	Curvature    float64 // rho
	FrontLoading float64 // f

	Principals [2]Principal
	Ratifiers  []Ratifier
	Spoilers   []Spoiler
	Mediators  []Mediator // the lead and, where named, its rival
	Lead       int        // index of the mediator that takes part in this run, -1 for none

	Failure   float64 // k_fail: cost of a failed ratification
	Noise     float64 // eta
	Opposing  float64 // price a patron pays for opposition
	Hardening float64 // added to every threshold by attacks

	// Unvoted: the scenario has no stage of ratification. Ratifiers then hold no text up; they still oppose talking and bound the zone.
	Unvoted  bool
	Reopened Reopened
	Outcome  Outcome

	// Pricing changes whenever what gains and losses count to someone has changed: contract curves are then stale.
	Pricing uint32
}

// Principal sits at the table.
type Principal struct {
	Stakes
	Patience      float64 // monthly delta
	Reversibility float64
	Concession    float64 // beta at reference patience
	OwnPace       float64
	Holdout       float64 // psi
	Shading       float64 // z
	AudienceCost  float64
	Commitment    float64
	Reactance     float64
	Severity      float64
	Softness      float64
	Required      float64
	Accepts       float64 // chance of taking the lead mediator
	ExitChance    float64
	ExitMonth     float64

	Base, PressureWeight, WarWeight, Drift float64 // parts of the cost of no deal
	Eased                                  float64 // factor left by an interim step, 1 for none
	PressureFactor                         float64 // factor of its type on the pressure it applies

	DealSeeker bool
	TypeShare  float64 // chance of being a deal-seeker
	Types      [2]TypeShift
	Plain      Untyped
}

// TypeShift is how a type of a principal differs from its starting values.
type TypeShift struct{ NoDeal, Patience, Pressure, Delivers, AudienceCost, Exit float64 }

// Untyped keeps the values that a type shifts, so that the type can be drawn anew.
type Untyped struct {
	Base, Patience, AudienceCost, ExitChance float64
	Ideal                                    [MaxIssues]float64
}

// Typed reports whether the two types differ at all.
func (p *Principal) Typed() bool { return p.Types[0] != p.Types[1] }

// Become gives the principal of a side one of its two types: Types[0] is the deal-seeker.
func (w *World) Become(side int, dealSeeker bool) {
	p := &w.Principals[side]
	p.DealSeeker = dealSeeker
	t := &p.Types[1]
	if dealSeeker {
		t = &p.Types[0]
	}
	p.Base = p.Plain.Base + t.NoDeal
	p.Patience = clamp(p.Plain.Patience+t.Patience, 0.01, 0.9999)
	p.AudienceCost = max(0, p.Plain.AudienceCost+t.AudienceCost)
	p.ExitChance = clamp(float64(p.Plain.ExitChance*t.Exit), 0, 1)
	p.PressureFactor = t.Pressure
	p.Ideal = p.Plain.Ideal
	for k := 0; k < w.Issues; k++ {
		if int(w.By[k]) == side {
			p.Ideal[k] = clamp(p.Ideal[k]+t.Delivers, 0, 1)
		}
	}
}

func clamp(x, lo, hi float64) float64 { return max(lo, min(hi, x)) }

// Ratifier decides on a deal at home and never drafts one.
type Ratifier struct {
	Stakes
	Side       int
	Hard       bool
	Power      float64 // v
	Threshold  float64 // tau
	Shield     float64 // epsilon
	Foresight  float64 // kappa
	Share      float64 // of its principal's cost of no deal
	Opposition float64 // to talking, after what the channel removes: see talks
	Discount   float64
	// Patron: whose endorsement disarms it. At most one of the two is not negative.
	PatronSide     int // side of a principal
	PatronRatifier int // index of a hard ratifier
	Latent         float64
}

// Mediator carries messages, drafts, may bring leverage; decides nothing.
type Mediator struct {
	Stakes           // ideal points and salience only
	Style        int // 0 facilitation, 1 formulation, 2 manipulation
	Bias         float64
	Information  float64
	Channel      [2]float64
	Availability float64
	LeadChance   float64
	Cover        float64
	Effort       float64
	Reassurance  float64
	Reputation   float64
	Muscle       float64
	Leverage     [2]float64
	Dependence   [2]float64
	Preference   float64
	SideInterest float64
}

// Styles of mediation, in rising order of intervention.
const (
	Facilitation = iota
	Formulation
	Manipulation
)

// Spoiler may attack the process. Side is the principal whose camp it is counted to, -1 for none.
type Spoiler struct {
	Side       int
	Capability float64
}

// Reopened is what the parties know after a veto: who failed, and at what chance.
type Reopened struct {
	Active bool
	Failed [MaxRatifiers]bool
	Passed [MaxRatifiers]float64 // P_j of the rejected text
}

// MaxRatifiers bounds the veto players of a scenario.
const MaxRatifiers = 8

// Mediating returns the mediator taking part, or nil.
func (w *World) Mediating() *Mediator {
	if w.Lead < 0 {
		return nil
	}
	return &w.Mediators[w.Lead]
}

// Drafts reports whether a mediator writes the text: formulation and manipulation do.
func (w *World) Drafts() bool {
	m := w.Mediating()
	return m != nil && m.Style >= Formulation
}

// Reprice applies the present trust of every party to its stakes.
func (w *World) Reprice() {
	for i := range w.Principals {
		w.Price(&w.Principals[i].Stakes, i)
	}
	for j := range w.Ratifiers {
		w.Price(&w.Ratifiers[j].Stakes, w.Ratifiers[j].Side)
	}
}
