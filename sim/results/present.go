package results

// Present are the stretches of runs that a result has of every option, in order: one from its first run, or several with what a merge had to do
// without between them.
func (m *Manifest) Present() []Span {
	var out []Span
	next, left := m.First, m.Runs
	for _, gap := range m.Missing {
		if n := min(gap.First-next, left); n > 0 {
			out = append(out, Span{next, n})
			left -= n
		}
		next = gap.First + gap.N
	}
	if left > 0 {
		out = append(out, Span{next, left})
	}
	return out
}

// Earliest are the first so many runs of those that are there.
func (m *Manifest) Earliest(runs int64) []Span {
	var out []Span
	for _, s := range m.Present() {
		if runs <= 0 {
			break
		}
		s.N = min(s.N, runs)
		runs -= s.N
		out = append(out, s)
	}
	return out
}

// Has tells whether a run is among them.
func (m *Manifest) Has(run int64) bool {
	for _, s := range m.Present() {
		if run >= s.First && run < s.First+s.N {
			return true
		}
	}
	return false
}
