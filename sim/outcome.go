package sim

// Ending is how a run ends. Every run ends in exactly one of six.
type Ending int8

// The endings in their fixed order, and Open, which hands a run on to its next stage.
const (
	FullDeal Ending = iota
	LimitedDeal
	Blocked
	NoTalks
	Breakdown
	Escalation
	Open Ending = -1
)

// EndingNames are the names of the endings in files and tables.
var EndingNames = [6]string{"full-deal", "limited-deal", "blocked", "no-talks", "breakdown", "escalation"}

func (e Ending) String() string {
	if e < 0 {
		return "open"
	}
	return EndingNames[e]
}

// Reason says why a run ended as it did.
type Reason int8

// Reasons. The comment names the endings they go with.
const (
	NoReason         Reason = iota
	Precondition            // no-talks: an unmet precondition
	AudienceCost            // no-talks: sitting down costs too much at home
	NoInterest              // no-talks: nothing to gain from talking
	NoRipeness              // no-talks: no hurting stalemate, or no way out in sight
	NoContact               // no-talks: consultations never took place
	MediatorAbsent          // no-talks, breakdown: nobody took the mediator's part (second reason)
	NoOverlap               // breakdown: the agreement zone was empty at the end
	WalkOut                 // breakdown: a side walked out
	Deadline                // breakdown: the rounds were used up
	HorizonReached          // breakdown: the horizon was reached
	MediatorWithheld        // breakdown: the mediator withheld its draft
	Commitment              // breakdown: a deal suited both, but power was about to shift too far for it to bind
	Vetoed                  // blocked: by the ratifier named as culprit
	Shocked                 // escalation: by the shock named
	Ratified                // deals
)

// ReasonNames are the names of the reasons in files and tables.
var ReasonNames = []string{"none", "precondition", "audience-cost", "no-interest", "no-ripeness", "no-contact", "mediator-absent", "no-overlap",
	"walk-out", "deadline", "horizon", "mediator-withheld", "commitment", "veto", "shock", "ratified"}

// Never marks a month that did not come.
const Never = -1

// Outcome is what is recorded of a run. Months count from 0 at the information cut-off; Never when it did not come.
type Outcome struct {
	Ending       Ending
	Reason       Reason
	Second       Reason
	Culprit      int // index into Spec.Actors, or -1
	Shock        int // index into Spec.Shocks, or -1
	Month        int // of the ending; for a deal, its entry into force
	TalksMonth   int
	TextMonth    int // of the text last agreed
	ForceMonth   int
	Rounds       int // played in all
	VotesLost    int // ratification votes lost
	FirstVote    int8
	Renegotiated int
	Attacks      int
	HasText      bool
	Text         Deal
	Scope        Scope
	U            float64 // bargaining coordinate of the text
	Zone         float64 // width of the zone of possible agreement over the whole agenda, on that coordinate
	// Life of a deal in force, in months since entry into force.
	Collapse      int // Never: it stood to the end of the implementation horizon
	CollapseCause CollapseCause
	CollapseBy    int  // index into Spec.Actors or, for a shock, Spec.Shocks; -1 for none
	Unmediated    bool // a mediator was named but none took part
}

// Values of Outcome.FirstVote.
const (
	NoVote int8 = iota
	VoteWon
	VoteLost
)

// CollapseCause says why a deal in force ended.
type CollapseCause int8

// Causes of collapse.
const (
	Stands CollapseCause = iota
	Eroded
	Exited
	Struck
)

// CollapseNames are the names of the causes in files and tables.
var CollapseNames = []string{"stands", "erosion", "exit", "shock"}
