package stats

import "math"

// Sum adds numbers with their rounding errors carried along (Neumaier 1974): a billion small numbers cost no digits.
type Sum struct{ sum, lost float64 }

// Add takes a number.
func (s *Sum) Add(x float64) {
	t := s.sum + x
	if math.Abs(s.sum) >= math.Abs(x) {
		s.lost += (s.sum - t) + x
	} else {
		s.lost += (x - t) + s.sum
	}
	s.sum = t
}

// Value is the sum.
func (s *Sum) Value() float64 { return s.sum + s.lost }

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
