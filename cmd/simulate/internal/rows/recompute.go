// Package rows compares stored rows with runs played again, and writes rows in other formats.
package rows

import (
	"fmt"
	"math"

	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/results"
)

// Difference is a value that a run played again does not have.
type Difference struct {
	Option string
	Run    int64
	Column string
	Stored float64
	Anew   float64
}

func (d Difference) String() string {
	return fmt.Sprintf("run %d of option %s: %s is stored as %v and comes out as %v", d.Run, d.Option, d.Column, d.Stored, d.Anew)
}

// Fit gives the study the columns of a result: those of the inputs too, where it stores them.
func Fit(s *study.Study, m *results.Manifest) error {
	if len(s.Plans[0].Parts.Columns) < len(m.Columns) {
		s.WithInputs()
	}
	columns := s.Plans[0].Parts.Columns
	if len(columns) != len(m.Columns) {
		return fmt.Errorf("the result has %d columns, and this program makes %d", len(m.Columns), len(columns))
	}
	for i, c := range columns {
		if c.Name != m.Columns[i].Name {
			return fmt.Errorf("column %d of the result is %s, and this program makes %s", i, m.Columns[i].Name, c.Name)
		}
	}
	return nil
}

// Check plays every step-th run of every option again and compares all its values, bit by bit. It returns how many runs it played and the
// first difference, nil for none. The study must fit.
func Check(set *results.Set, s *study.Study, step int64) (played int64, first *Difference, err error) {
	m := &set.Manifest
	width := len(m.Columns)
	anew := make([]float64, width)
	for o, option := range m.Options {
		machine := sim.NewMachine(s.Plans[o], m.Seed)
		err := set.Rows(option.ID, func(b results.Block) error {
			for i := range b.N {
				run := b.First + int64(i)
				if run%step != 0 || first != nil {
					continue
				}
				machine.Row(uint64(run), uint64(run), anew)
				played++
				first = compare(m, option.ID, run, b.Values[i*width:(i+1)*width], anew)
			}
			return nil
		})
		if err != nil || first != nil {
			return played, first, err
		}
	}
	return played, nil, nil
}

func compare(m *results.Manifest, option string, run int64, stored, anew []float64) *Difference {
	for c := range stored {
		if math.Float64bits(stored[c]) != math.Float64bits(anew[c]) && !(math.IsNaN(stored[c]) && math.IsNaN(anew[c])) {
			return &Difference{option, run, m.Columns[c].Name, stored[c], anew[c]}
		}
	}
	return nil
}

// One reads the stored row of a run and plays the run again.
func One(set *results.Set, s *study.Study, option int, run int64) (stored, anew []float64, err error) {
	m := &set.Manifest
	width := len(m.Columns)
	err = set.Rows(m.Options[option].ID, func(b results.Block) error {
		if run >= b.First && run < b.First+int64(b.N) {
			at := int(run-b.First) * width
			stored = append([]float64(nil), b.Values[at:at+width]...)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if stored == nil {
		return nil, nil, fmt.Errorf("%s has no run %d", set.Dir, run)
	}
	anew = make([]float64, width)
	sim.NewMachine(s.Plans[option], m.Seed).Row(uint64(run), uint64(run), anew)
	return stored, anew, nil
}

// Text is a value as people read it: the word of a level, true or false, a number; "" when it is undefined.
func Text(c results.Column, x float64) string {
	switch {
	case x != x:
		return ""
	case c.Type == results.Enum && int(x) < len(c.Levels):
		return c.Levels[int(x)]
	case c.Type == results.Bool:
		return fmt.Sprint(x != 0)
	case c.Type == results.Int:
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprint(x)
}
