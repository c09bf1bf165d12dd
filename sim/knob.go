package sim

// Knob declares one quantity that an actor kind or a mechanism reads: its path in the scenario file, its
// range and its meaning. The reader of scenario files accepts exactly the knobs of the kinds and stages, and
// the JSON Schema, docs/scenario-format.md and `simulate list` are made from them. A knob carries no value:
// values live in YAML with their evidence.
type Knob struct {
	// Path below the actor ("no-deal.base") or below the scenario's top level ("talks.slope").
	// A segment in braces stands for every id of that sort: "ideal.{issue}", "trust.{principal}".
	Path   string
	Title  string // as a chart's axis says it, e.g. "value of no deal"; at most 40 characters
	Unit   string // "share", "utility", "months", "per month", "" for none
	Doc    string // one or two sentences
	Source string // literature, empty for a plain assumption
	Min    float64
	Max    float64
	// Levels names the values 0, 1, 2... of a categorical knob ("facilitation", ...).
	Levels []string
	// Weights marks siblings that are normalised to sum 1 over the agenda (salience).
	Weights bool
}

// Choice declares one structural switch: a word out of a list.
type Choice struct {
	Path  string   // "talks.format"
	Words []string // the first is the default
	Doc   string
	// Ref is set when the word is an id instead: "issue", "actor", "principal". "none" is always allowed then.
	Ref string
}
