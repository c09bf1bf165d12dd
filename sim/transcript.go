package sim

// Transcript is the record of one run for people: who offered what, at which aspiration, and why it was refused.
// Batches run without one; replaying a single run with a transcript gives the same outcome, because draws are addressed.
type Transcript struct{ Events []Event }

// EventKind says what an event is about.
type EventKind int8

// Kinds of events. The comment names the fields in use beside Month.
const (
	MediatorTakesPart EventKind = iota // Index: mediator; Value: style
	MediatorDeclined                   // Index: mediator; Who: side that refused, -1: the mediator itself
	Considered                         // Value: monthly chance of talks; P: propensity of each side
	TalksOpen
	ScopeSet    // Scope; Value: 1 when the zone of agreement is not empty
	Message     // Who: receiver; Value: shift of its belief on the bargaining coordinate
	Offered     // Who: speaker; Round, Deal, Scope; P: value to each side; Asp: aspiration of each side; OK: accepted
	Drafted     // as Offered, by the mediator
	NoDraft     // Round; OK: the mediator withheld it
	WalkedOut   // Round
	TextAgreed  // Deal, Scope, Round
	NotBinding  // Deal, Scope, Round; Value: expected shift of power
	Voted       // Who: ratifier; Value: chance of passing; OK: passed
	Returned    // the text goes back to the table
	InForce     // Deal, Scope
	Collapsed   // Value: months in force; Index: CollapseCause
	ShockStruck // Index: shock
	AttackStruck
)

// Event is one entry.
type Event struct {
	Month int
	Kind  EventKind
	Who   int
	Index int
	Round int
	Deal  Deal
	Scope Scope
	Value float64
	P     [2]float64
	Asp   [2]float64
	OK    bool
}

// Note records an event of this month when someone listens.
func (s *Session) Note(e Event) {
	if s.Story != nil {
		e.Month = s.Month
		s.Story.Events = append(s.Story.Events, e)
	}
}
