package theory

import (
	"math"

	"parley/sim"
	"parley/sim/results"
)

// Check is one regularity.
type Check struct {
	ID           string // "R1"
	Title        string
	Manipulation string // what differs between the arms, in words
	Scope        string // where the sign is not guaranteed, or what was found hard
	Source       string
	Common       []results.Override // set in every arm, to isolate the mechanism
	Arms         []Arm
	Expect       []Expectation
}

// Arm is one setting of the manipulation.
type Arm struct {
	Name string
	Set  []results.Override
}

// Shape is what should happen to a measure from the first arm to the last.
type Shape string

// Shapes. Effect is last less first (or the contrast), for Peaks and Dips the smaller difference of the middle from an end.
const (
	Rises     Shape = "rises"
	Falls     Shape = "falls"
	Unchanged Shape = "unchanged" // by no more than the stated effect
	Peaks     Shape = "peaks"     // higher in some middle arm than at both ends
	Dips      Shape = "dips"      // lower in some middle arm than at both ends
)

// Expectation is what should happen to one measure.
type Expectation struct {
	Measure Measure
	Shape   Shape
	Least   float64 // smallest effect that counts; for Unchanged the largest that does not
	Steps   bool    // every step between neighbouring arms must go the same way, within two standard errors
	// Contrast weighs the arms where the effect is not last less first: {-1, 0, 1, 0} compares the third with the first,
	// {1, -1, -1, 1} asks whether one thing works better when another holds.
	Contrast []float64
	Label    string // names the contrast, in words
}

// Measure is a number read off a run: its value and whether it is defined there. Of runs where it is undefined in either arm
// of a comparison nothing is said.
type Measure struct {
	Name string
	Of   func(r Run) (x float64, ok bool)
}

// Run is one row, by column name.
type Run func(column string) float64

func share(name string, is func(r Run) bool) Measure {
	return Measure{name, func(r Run) (float64, bool) {
		if is(r) {
			return 1, true
		}
		return 0, true
	}}
}

func column(name string) Measure {
	return Measure{name, func(r Run) (float64, bool) { x := r(name); return x, x == x }}
}

func defined(column string) func(r Run) bool {
	return func(r Run) bool { return !math.IsNaN(r(column)) }
}

// The measures that the checks use.
var (
	talks     = share("talks", defined("talks-month"))
	text      = share("text", defined("text-month"))
	deal      = share("any deal", defined("force-month"))
	failed    = column("first-vote-lost")
	collapsed = Measure{"collapsed within 60 months", func(r Run) (float64, bool) { x := r("in-force-60"); return 1 - x, x == x }}
	rounds    = Measure{"rounds to a text", func(r Run) (float64, bool) {
		return r("rounds"), defined("text-month")(r) && r("renegotiations") == 0
	}}
	brokenDown = share("breakdown", func(r Run) bool { return r("ending") == float64(sim.Breakdown) })
	ended      = share("no ending", func(r Run) bool { x := r("ending"); return !(x >= 0 && x < float64(len(sim.EndingNames))) })
	early      = share("text by month 8", func(r Run) bool { x := r("text-month"); return x == x && x <= 8 })
)

func terms(issue string) Measure { return column("deal." + issue) }
