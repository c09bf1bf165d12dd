package challenge

import (
	"fmt"
	"strings"
)

// Options are the readings of the model. Each word is one of those in Choices; the zero value is none.
type Options struct {
	Probability  string  // of success: what the votes for are divided by
	VoteRisk     string  // exponent of distances in the vote
	Risk         string  // whose risk exponent values the other side's challenge
	Salience     string  // whose salience is in the other side's challenge
	Median       string  // whether the status quo moves for the better: T
	StatusQuo    float64 // Q: chance that nothing moves, in [0, 1]
	Compromise   string  // which compromise is taken among several
	Capitulation string  // whether a side that expects more loss than the other gain gives in
	Range        string  // of positions: R
	Security     string  // whose expectations make an actor's security
	Conflict     string  // what the loser of a confrontation does
}

// Choice is one option of the model with its words.
type Choice struct {
	Name  string
	Doc   string
	Words []string
	at    func(o *Options) *string
}

// Choices lists the options that are words.
func Choices() []Choice {
	return []Choice{
		{"probability", "Votes for, divided by the votes for and against (two-sided, SCS eq. 31), or by all votes over all ordered pairs of actors (all-pairs).", []string{"two-sided", "all-pairs"}, func(o *Options) *string { return &o.Probability }},
		{"vote-risk", "Distances in the vote as they are (neutral), or with the voter's risk exponent (own).", []string{"neutral", "own"}, func(o *Options) *string { return &o.VoteRisk }},
		{"risk", "The challenger's risk exponent in its challenge (challenger), or that of the actor who looks at both sides of the pair (viewer).", []string{"challenger", "viewer"}, func(o *Options) *string { return &o.Risk }},
		{"salience", "In the challenge of j to i: the salience of j, as eq. 25b prints it (printed), or of i, who is challenged (challenged).", []string{"printed", "challenged"}, func(o *Options) *string { return &o.Salience }},
		{"median", "T: 1 when the median is nearer to one than the other is, and else 0 (nearer), or 1 at any time (one). It counts only where Q is below 1.", []string{"nearer", "one"}, func(o *Options) *string { return &o.Median }},
		{"compromise", "Among compromises the one that moves the actor least (least), or the one with the smallest weighted mean position (smallest-mean).", []string{"least", "smallest-mean"}, func(o *Options) *string { return &o.Compromise }},
		{"capitulation", "A side that expects to lose more than the other gains moves to it (yes), or stays (never).", []string{"yes", "never"}, func(o *Options) *string { return &o.Capitulation }},
		{"range", "R is the range of the positions at the start (fixed) or of the present ones (present).", []string{"fixed", "present"}, func(o *Options) *string { return &o.Range }},
		{"security", "Security is the sum of what others expect of challenging the actor (others, eq. 32 in words) or of what it expects of challenging them (own, the superscript).", []string{"others", "own"}, func(o *Options) *string { return &o.Security }},
		{"conflict", "The weaker side of a confrontation moves all the way (loser-moves), or nobody moves (none).", []string{"loser-moves", "none"}, func(o *Options) *string { return &o.Conflict }},
	}
}

// AsPrinted follows the equations and the text of SCS as they stand.
func AsPrinted() Options {
	return Options{Probability: "two-sided", VoteRisk: "neutral", Risk: "challenger", Salience: "printed", Median: "nearer", StatusQuo: 1,
		Compromise: "least", Capitulation: "yes", Range: "fixed", Security: "others", Conflict: "loser-moves"}
}

// TableMatching reproduces SCS table 2. What it took, beyond the printed equations: success divided by all votes, with the voters'
// own risk; the viewer's risk on both sides; the salience of who is challenged; the compromise with the smallest weighted mean
// position instead of the smallest move; no capitulation. See docs/protocols.md for the digits that stay apart.
func TableMatching() Options {
	return Options{Probability: "all-pairs", VoteRisk: "own", Risk: "viewer", Salience: "challenged", Median: "one", StatusQuo: 1,
		Compromise: "smallest-mean", Capitulation: "never", Range: "fixed", Security: "others", Conflict: "loser-moves"}
}

// Preset finds a preset by its name: as-printed or table-matching.
func Preset(name string) (Options, error) {
	switch name {
	case "as-printed":
		return AsPrinted(), nil
	case "table-matching":
		return TableMatching(), nil
	}
	return Options{}, fmt.Errorf("no preset %q; there are: as-printed, table-matching", name)
}

// Set changes one option by its name. Errors name the words there are.
func (o *Options) Set(name, word string) error {
	var names []string
	for _, c := range Choices() {
		names = append(names, c.Name)
		if c.Name != name {
			continue
		}
		for _, w := range c.Words {
			if w == word {
				*c.at(o) = word
				return nil
			}
		}
		return fmt.Errorf("%s is %s, not %q", name, strings.Join(c.Words, " or "), word)
	}
	if name == "status-quo" {
		var q float64
		if n, err := fmt.Sscanf(word, "%g", &q); n != 1 || err != nil || !(q >= 0 && q <= 1) {
			return fmt.Errorf("status-quo is a number from 0 to 1, not %q", word)
		}
		o.StatusQuo = q
		return nil
	}
	return fmt.Errorf("no option %q; there are: %s, status-quo", name, strings.Join(names, ", "))
}

// Words are the options by name, for a record of a run.
func (o Options) Words() map[string]string {
	out := map[string]string{"status-quo": fmt.Sprint(o.StatusQuo)}
	for _, c := range Choices() {
		out[c.Name] = *c.at(&o)
	}
	return out
}
