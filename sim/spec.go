package sim

// Spec is a scenario as the engine takes it: one option, resolved and checked, ready to be compiled.
// scenarios makes it; nothing in it is optional and every reference resolves.
type Spec struct {
	Name    string
	Horizon int         // months until talks that have not ended are ended
	Issues  []IssueSpec // the agenda, in order
	// AllIssues are the ids of every issue the scenario declares, in file order, on the agenda or not. Options may differ
	// in their agenda, but all fill the same columns.
	AllIssues []string
	Table     [2]string // ids of the two principals, in order of moves
	Mediator  string    // actor id, "" for none
	Rival     string    // actor id of the mediator that leads when Mediator does not, "" for none
	// Ratifiers are the veto players with a vote, in file order; Spoilers the actors that may attack.
	Ratifiers  []string
	Spoilers   []string
	Stages     []string    // names from the protocol list, in order
	Actors     []ActorSpec // every actor the scenario declares, with a seat or not, in file order; the same for all options
	Shocks     []string    // ids, sorted
	Quantities []QuantitySpec
	Joint      []JointSpec       // groups of quantities that go together, no quantity in two
	Choices    map[string]string // structural switches by path, defaults filled in
}

// IssueSpec is one issue of the agenda.
type IssueSpec struct {
	ID string
	By string // id of the principal who delivers it
}

// ActorSpec is one actor of the scenario.
type ActorSpec struct {
	ID   string
	Kind string // principal, mediator, veto-player, spoiler
	Side string // id of the principal whose side it is on, "" for none; a principal is on its own side
}

// QuantitySpec is one number by its path.
type QuantitySpec struct {
	Path  string
	Dist  Quantiler // never nil
	Fixed bool      // a point: Dist.Quantile gives the same value for every u
}

// Quantiler is all the engine asks of a distribution. u lies in the open interval (0, 1).
type Quantiler interface{ Quantile(u float64) float64 }
