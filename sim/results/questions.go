package results

import (
	"fmt"
	"math"
)

// Questions are the answers beyond the counts that a briefing tells: what the outcome hangs on by statement, when it fails, which option is
// safe, what to find out next. The outcome is any deal.
type Questions struct {
	Runs       int64        `json:"runs"` // of the baseline, that groups and the box were made from
	Ignorance  float64      `json:"ignorance"`
	Luck       float64      `json:"luck"`
	Error      float64      `json:"error"` // standard error of either
	Actors     []GroupShare `json:"actors"`
	Statements []GroupShare `json:"statements"`
	Noise      float64      `json:"noise"` // a share below it is none
	Box        *Box         `json:"box,omitempty"`
	Choice     *Choice      `json:"choice,omitempty"`
	Worth      *Worth       `json:"worth,omitempty"`
}

// GroupShare is the fair part (Shapley effect) of a group of inputs in the variance of the outcome, luck included.
type GroupShare struct {
	Name   string  `json:"name"` // an actor's title, or the id of a statement or source
	Inputs int     `json:"inputs"`
	Share  float64 `json:"share"`
	Proxy  bool    `json:"proxy"` // it goes with others and adds nothing itself
	Rest   bool    `json:"rest"`  // all that is not named
}

// Box is the part of the space of assumptions where there is most often no deal, counted on runs that its search did not see.
type Box struct {
	Base     Count      `json:"base"`   // no deal, of all counted runs
	Inside   Count      `json:"inside"` // no deal, of those in the box
	Coverage float64    `json:"coverage"`
	Mass     float64    `json:"mass"`
	Limits   []BoxLimit `json:"limits"`
}

// BoxLimit bounds one input: in its unit, and as probabilities.
type BoxLimit struct {
	Path  string     `json:"path"`
	Title string     `json:"title"`
	Unit  string     `json:"unit,omitempty"`
	Low   *float64   `json:"low"` // null: no bound
	High  *float64   `json:"high"`
	U     [2]float64 `json:"probability"`
}

// Part is the part of an input's draws that a limit allows, in words: "the lowest 76 of 100 draws".
func (l BoxLimit) Part() string {
	low, high := math.Round(100*l.U[0]), math.Round(100*l.U[1])
	switch {
	case l.Low == nil:
		return fmt.Sprintf("the lowest %.0f of 100 draws", high)
	case l.High == nil:
		return fmt.Sprintf("the highest %.0f of 100 draws", 100-low)
	}
	return fmt.Sprintf("the %.0f to %.0f lowest of 100 draws", low, high)
}

// Choice compares options over sets of assumptions.
type Choice struct {
	Options       []string    `json:"options"` // ids
	Sets          int         `json:"sets"`
	Reps          int         `json:"reps"`
	Noise         float64     `json:"noise"` // standard error of the shortfall of one option in one set, typically
	Criteria      []Criterion `json:"criteria"`
	MenuDependent []string    `json:"menu_dependent"` // options nobody would choose that minimax regret rests on
}

// Criterion is one rule of choice.
type Criterion struct {
	Name   string    `json:"name"`
	Doc    string    `json:"doc"`
	Scores []float64 `json:"scores"` // by option
	Less   bool      `json:"smaller_is_better"`
	Best   []int     `json:"best"` // places among the options; several are tied
}

// Worth is what knowing something before choosing an option would add to the chance of a deal, in shares.
type Worth struct {
	Runs    int64       `json:"runs"`
	Blind   string      `json:"blind"` // id of the option that is best without it
	Perfect [2]float64  `json:"perfect"`
	Floor   float64     `json:"floor"`
	Items   []WorthItem `json:"items"` // those above the floor, by falling worth
}

// WorthItem is one input, or all that rests on one statement.
type WorthItem struct {
	Name   string  `json:"name"`
	Path   string  `json:"path,omitempty"` // empty for a statement
	Inputs int     `json:"inputs"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}
