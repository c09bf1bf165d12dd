package dist

// Dist is a distribution of one number. Implementations are immutable.
type Dist interface {
	// Quantile is the value below which the share u of the distribution lies: the ends of the support for u of 0
	// or less and 1 or more, NaN for NaN. It never falls when u rises, to within rounding. It is exact (about 1e-12
	// of the width) and may take microseconds: a run uses Compile.
	Quantile(u float64) float64
	// CDF is the share at or below x.
	CDF(x float64) float64
	// Support is the range of possible values; an end without bound is infinite.
	Support() (lo, hi float64)
	Mean() float64
	// String is the specification in canonical form: it parses to the same distribution.
	String() string
	// Fixed tells that there is only one possible value.
	Fixed() bool
}

// Quantity is a distribution with the evidence it rests on, as one scalar of a scenario file.
type Quantity struct {
	Text string // as written
	Dist Dist
	From []Ref // never empty after ParseQuantity
}

// Ref names one piece of evidence: "assumption", "assumption/<slug>", "<source>/<locator>#<slug>" or
// "<source>/<slug>". Whether it exists is for the reader of the scenario to say.
type Ref struct {
	ID          string
	Offset, Len int // bytes of Quantity.Text
}

// String is the quantity in canonical form.
func (q Quantity) String() string {
	if q.Dist == nil {
		return ""
	}
	s := q.Dist.String()
	for i, r := range q.From {
		if i == 0 {
			s += " from "
		} else {
			s += ", "
		}
		s += r.ID
	}
	return s
}

// Class sorts what can be wrong with a quantity.
type Class string

const (
	Malformed  Class = "malformed"  // not of the form of any distribution: a word missing, too many numbers
	Unknown    Class = "unknown"    // no distribution or level of this name
	Impossible Class = "impossible" // well formed, but no such distribution exists
	NoEvidence Class = "evidence"   // "from" is missing or does not name evidence
)

// Error says what is wrong with a quantity, where, and what would be right.
type Error struct {
	Class       Class
	Offset, Len int // bytes of the text to put carets under; Len is 0 only at the end of the text
	Message     string
	Hint        string // what to write instead; may be empty
}

func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + " (" + e.Hint + ")"
}
