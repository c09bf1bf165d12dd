package sim

import "math/bits"

// MaxIssues is the longest agenda: limited deals are searched over all subsets of it.
const MaxIssues = 8

// Deal is one value in [0, 1] per issue, in agenda order. Entries beyond the agenda are 0.
type Deal [MaxIssues]float64

// Scope is the set of issues a deal moves: bit k stands for issue k of the agenda.
type Scope uint16

// Has reports whether issue k is in the scope.
func (b Scope) Has(k int) bool { return b&(1<<k) != 0 }

// Size is the number of issues in the scope.
func (b Scope) Size() int { return bits.OnesCount16(uint16(b)) }

// FullScope is the whole agenda of n issues.
func FullScope(n int) Scope { return Scope(1<<n - 1) }
