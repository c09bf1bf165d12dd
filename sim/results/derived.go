package results

// Derived is the small tables a run leaves beside its rows (derived.json): everything that charts
// and the briefing need beyond the summary, so that they never call the engine.
type Derived struct {
	Packages *Packages    `json:"packages,omitempty"` // C3
	Drivers  *Drivers     `json:"drivers,omitempty"`  // C4
	Sweep    *Sweep       `json:"sweep,omitempty"`    // C5
	Flips    []Flip       `json:"flips,omitempty"`    // what would change our mind
	Sets     *Sets        `json:"sets,omitempty"`     // range across assumption sets
	Rules    []RuleResult `json:"rules,omitempty"`    // the same scenario under other decision rules
	Models   *Models      `json:"models,omitempty"`   // the same scenario under other bargaining models, with the spread between them
	Stories  []Story      `json:"stories,omitempty"`  // one medoid run per ending
	// Apart is the headline without the scenario's correlations, on the same draws; nil when it has none.
	Apart *Apart `json:"apart,omitempty"`
	// Linked is the pair of issues whose terms go together most closely; nil where too few texts settle any two.
	Linked *Linked `json:"linked,omitempty"`
	// Questions are answers beyond the counts.
	Questions *Questions `json:"questions,omitempty"`
	// Failed counts the runs played for these tables that broke the contract of the code; they are left out of them.
	Failed int64 `json:"failed,omitempty"`
	// Paper is the sheet that the briefing is laid out for, "a4" or "letter"; "" is a4.
	Paper string `json:"paper,omitempty"`
}

// Packages is every deal on a grid of issue levels, valued with each quantity at its median.
type Packages struct {
	Side   string    `json:"side"`  // id of the principal on x
	Other  string    `json:"other"` // id of the principal on y
	Issues []string  `json:"issues"`
	Vetoes []string  `json:"vetoes"` // ratifiers, in order
	All    []Package `json:"all"`
	// 10 to 90 % of each principal's value of no deal across draws, as a surplus line: 0 is the median.
	ReserveX [2]float64 `json:"reserve_x"`
	ReserveY [2]float64 `json:"reserve_y"`
}

// Package is one deal on that grid.
type Package struct {
	Deal    []float64 `json:"deal"`    // per Issues
	X       float64   `json:"x"`       // surplus of Side
	Y       float64   `json:"y"`       // surplus of Other
	Both    bool      `json:"both"`    // at least 0 for both principals
	Blocked []bool    `json:"blocked"` // per Vetoes: chance of passing below one half
	Pareto  bool      `json:"pareto"`
}

// Drivers is how the chance of any deal differs between the lowest and the highest fifth of each input.
type Drivers struct {
	Base  Count    `json:"base"`  // any deal over all runs
	Dummy float64  `json:"dummy"` // 95th percentile of the distance between the ends of inputs that affect nothing
	All   []Driver `json:"all"`   // by falling distance
}

// Count is k of n.
type Count struct {
	K int64 `json:"k"`
	N int64 `json:"n"`
}

// Driver is one input.
type Driver struct {
	Path   string     `json:"path"`
	Title  string     `json:"title"`
	Unit   string     `json:"unit,omitempty"`
	Actor  string     `json:"actor,omitempty"`
	From   []string   `json:"from"`
	Fifths [5]Count   `json:"fifths"` // any deal in each fifth of the input, lowest first
	Edges  [6]float64 `json:"edges"`  // input values at the 0, 20, ..., 100 % quantiles
	Share  float64    `json:"share"`  // share of the variance of "any deal" explained by the fifths, noise removed
	// Monotone is false when the middle fifth is above or below both ends by more than noise.
	Monotone bool `json:"monotone"`
}

// Sweep is a grid over two inputs, all others varying, on common random numbers.
type Sweep struct {
	X     Axis      `json:"x"`
	Y     Axis      `json:"y"`
	Cells []Endings `json:"cells"` // row by row: index = iy*len(X.Values)+ix
}

// Axis is one swept input.
type Axis struct {
	Path   string    `json:"path"`
	Title  string    `json:"title"`
	Unit   string    `json:"unit,omitempty"`
	Values []float64 `json:"values"`
	P10    float64   `json:"p10"`
	P50    float64   `json:"p50"`
	P90    float64   `json:"p90"`
}

// Endings counts the six endings in their fixed order.
type Endings [6]int64

// Flip is where one input turns the likelihood word of the headline.
type Flip struct {
	Path   string    `json:"path"`
	Title  string    `json:"title"`
	Unit   string    `json:"unit,omitempty"`
	Actor  string    `json:"actor,omitempty"`
	From   []string  `json:"from"`
	Base   float64   `json:"base"` // median
	P10    float64   `json:"p10"`
	P90    float64   `json:"p90"`
	Values []float64 `json:"values"` // swept values, rising
	Deals  []Count   `json:"deals"`  // any deal at each
	At     *float64  `json:"at"`     // where P(any deal) crosses Level; nil: nowhere in range
	Level  float64   `json:"level"`  // the likelihood-word boundary crossed, e.g. 0.20
	Above  bool      `json:"above"`  // P is above Level for values above At
	Share  float64   `json:"share"`  // share of draws beyond At
}

// Sets is the side design: Count sets of assumptions, Reps runs each, on the baseline.
type Sets struct {
	Reps    int       `json:"reps"`
	Endings []Endings `json:"endings"` // per set
}

// RuleResult is the headline under another decision rule, on the same draws.
type RuleResult struct {
	Rule  string `json:"rule"`
	Title string `json:"title"`
	Deals Count  `json:"deals"`
}

// Linked is a pair of issues and how their terms go together in the texts that settle both.
type Linked struct {
	First  string  `json:"first"`
	Second string  `json:"second"`
	Rank   float64 `json:"rank"` // Spearman's rank correlation, -1 to 1
	Low    float64 `json:"low"`  // 95 % interval
	High   float64 `json:"high"`
	Texts  int64   `json:"texts"`
}

// Apart compares any deal with and without correlations between quantities, run by run.
type Apart struct {
	Joined   Count      `json:"joined"`
	Separate Count      `json:"separate"`
	Paired   [6]Endings `json:"paired"` // runs that end b with independent quantities and e as the scenario has them
}

// Story is one run told in plain words.
type Story struct {
	Run    int64    `json:"run"`
	Ending string   `json:"ending"`
	Lines  []string `json:"lines"`
}

// Models is the scenario under several bargaining models on the same draws: Sets sets of assumptions, Reps runs each.
type Models struct {
	Sets   int     `json:"sets"`
	Reps   int     `json:"reps"`
	Models []Model `json:"models"` // the first is what the others are compared with
	Spread Spread  `json:"spread"`
}

// Model is how runs end under one bargaining protocol.
type Model struct {
	Protocol string     `json:"protocol"`
	Title    string     `json:"title"`
	Endings  Endings    `json:"endings"`
	Paired   [6]Endings `json:"paired"` // Paired[a][b]: runs that end as a under the first model and as b under this one
}

// Spread is where the doubt about "some deal" comes from, as standard deviations of its share: between models, between sets of
// assumptions, and luck. Their squares add up to the whole variance.
type Spread struct {
	Models    float64 `json:"models"`
	Ignorance float64 `json:"ignorance"`
	Luck      float64 `json:"luck"`
	Mean      float64 `json:"mean"` // share of deals over all models
	Low       float64 `json:"low"`  // under the model with fewest
	High      float64 `json:"high"` // under the model with most
}
