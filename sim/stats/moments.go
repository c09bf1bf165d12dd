package stats

import (
	"math"
	"slices"
)

// Sum is an exact sum: it keeps numbers that do not overlap and add up to all that came (Shewchuk 1997, section 2.4), so that the order in which
// numbers come, and on which machine, makes no difference to the last bit. The zero Sum is empty.
type Sum struct{ parts []float64 }

// Add takes a finite number.
func (s *Sum) Add(x float64) {
	kept := s.parts[:0]
	for _, y := range s.parts {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		high := x + y
		if low := y - (high - x); low != 0 {
			kept = append(kept, low)
		}
		x = high
	}
	s.parts = append(kept, x)
}

// Merge takes all that another sum took.
func (s *Sum) Merge(other Sum) {
	for _, x := range other.parts {
		s.Add(x)
	}
}

// settle gives the sum the one form that depends on nothing but what it adds up to: its value, the value of what that leaves, and so on, the smallest
// first.
func (s *Sum) settle() {
	var parts []float64
	for x := s.Value(); x != 0; x = s.Value() {
		parts = append(parts, x)
		s.Add(-x)
	}
	slices.Reverse(parts)
	s.parts = parts
}

func (s Sum) clone() Sum { return Sum{slices.Clone(s.parts)} }

// Value is the sum, rounded once: half way between two numbers to the even one. Source: as math.fsum of Python does it.
func (s *Sum) Value() float64 {
	n := len(s.parts)
	if n == 0 {
		return 0
	}
	n--
	high, low := s.parts[n], 0.0
	for n > 0 && low == 0 {
		n--
		x := high
		high = x + s.parts[n]
		low = s.parts[n] - (high - x)
	}
	// Parts below could push a half over: then the next number is the nearer.
	if n > 0 && (low < 0 && s.parts[n-1] < 0 || low > 0 && s.parts[n-1] > 0) {
		twice := 2 * low
		if x := high + twice; twice == x-high {
			high = x
		}
	}
	return high
}

// Moments are the count, mean, spread and extremes of a stream of values, from sums of distances to a fixed point. Set Shift before
// the first value to something near the middle, so that no digits are lost where the spread is small beside the mean.
type Moments struct {
	N        int64
	Shift    float64
	Min, Max float64
	first    Sum // of x - Shift
	second   Sum // of its square
}

// Add takes a value.
func (m *Moments) Add(x float64) {
	d := x - m.Shift
	m.addStretch(1, d, float64(d*d), x, x)
}

// addStretch takes n values by the sums of their distances and squares and their extremes.
func (m *Moments) addStretch(n int64, first, second, low, high float64) {
	if n == 0 {
		return
	}
	if m.N == 0 {
		m.Min, m.Max = low, high
	}
	m.N += n
	m.first.Add(first)
	m.second.Add(second)
	m.Min, m.Max = min(m.Min, low), max(m.Max, high)
}

// Merge takes all values that another took. Both must have the same Shift.
func (m *Moments) Merge(other *Moments) {
	if other.N == 0 {
		return
	}
	if m.N == 0 {
		m.Min, m.Max = other.Min, other.Max
	}
	m.N += other.N
	m.first.Merge(other.first)
	m.second.Merge(other.second)
	m.Min, m.Max = min(m.Min, other.Min), max(m.Max, other.Max)
}

// Mean is the mean, 0 without values.
func (m *Moments) Mean() float64 {
	if m.N == 0 {
		return 0
	}
	return m.Shift + m.first.Value()/float64(m.N)
}

// SD is the sample standard deviation, 0 below two values.
func (m *Moments) SD() float64 {
	if m.N < 2 || m.Min == m.Max {
		return 0
	}
	n, first := float64(m.N), m.first.Value()
	return math.Sqrt(max(0, m.second.Value()-float64(first*first)/n) / (n - 1))
}
