package spatial

// arena hands out the numbers of one run and takes all of them back before the next, so that run after run allocates nothing.
type arena struct {
	numbers []float64
	rows    [][]float64
	offers  []offer
	turns   []Turn
	n, r    int // in use
}

func (m *arena) reset() { m.n, m.r, m.turns = 0, 0, m.turns[:0] }

// list is n zeros.
func (m *arena) list(n int) []float64 {
	if m.n+n > len(m.numbers) {
		m.numbers, m.n = make([]float64, max(2*len(m.numbers), n, 256)), 0 // what was handed out stays with its owners
	}
	out := m.numbers[m.n : m.n+n : m.n+n]
	m.n += n
	clear(out)
	return out
}

// table is rows times columns of zeros.
func (m *arena) table(rows, columns int) [][]float64 {
	if m.r+rows > len(m.rows) {
		m.rows, m.r = make([][]float64, max(2*len(m.rows), rows, 64)), 0
	}
	out := m.rows[m.r : m.r+rows : m.r+rows]
	m.r += rows
	for i := range out {
		out[i] = m.list(columns)
	}
	return out
}

func (m *arena) copy(x []float64) []float64 {
	out := m.list(len(x))
	copy(out, x)
	return out
}
