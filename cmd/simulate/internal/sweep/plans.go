package sweep

import (
	"fmt"
	"strconv"
	"strings"

	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/results"
)

// Open reads a scenario with further settings; it reports findings itself.
type Open func(scenario string, sets []results.Override) (*study.Study, error)

// Plans makes the plans of a table's cells. Levers that are quantities are set in a compiled plan; the others, such as switches and header
// fields, need the scenario to be read anew, once for every combination of theirs.
type Plans struct {
	table    *Table
	open     Open
	names    []string                // of the scenarios, as given
	switches []int                   // axes that need reading anew
	values   []map[string]float64    // by axis: what a text means as a quantity; nil for switches
	read     map[string]*study.Study // by scenario and values of the switches
	first    []results.Column
}

// mostRead bounds the scenarios that are kept read at a time.
const mostRead = 32

// NewPlans reads every scenario once, and once more for every value of every lever, so that a wrong one is told before anything is
// played: of a Latin hypercube the two ends of each range. It fills in the table's columns.
func NewPlans(t *Table, names []string, open Open) (*Plans, error) {
	p := &Plans{table: t, open: open, names: names, read: map[string]*study.Study{}, values: make([]map[string]float64, len(t.Design.Axes))}
	for s := range names {
		plain, err := p.study(s, nil)
		if err != nil {
			return nil, err
		}
		for _, id := range t.Options {
			o, err := plain.Option(id)
			if err != nil {
				return nil, err
			}
			for _, set := range plain.Manifest.Options[o].Set {
				for _, a := range t.Design.Axes {
					if a.Path == set.Path {
						return nil, fmt.Errorf("--vary %s: option %s sets it to %s itself", a.Path, id, set.Value)
					}
				}
			}
		}
		for k, a := range t.Design.Axes {
			if err := p.try(s, k, a, plain); err != nil {
				return nil, err
			}
		}
	}
	for k, v := range p.values {
		if v == nil {
			p.switches = append(p.switches, k)
		}
	}
	first, err := p.Plan(0)
	if err != nil {
		return nil, err
	}
	p.first = first.Parts.Columns
	for _, at := range measured(p.first) {
		t.Columns = append(t.Columns, p.first[at])
	}
	return p, nil
}

// try reads a scenario with every value of a lever and notes what the value is as a quantity.
func (p *Plans) try(s, k int, a Axis, plain *study.Study) error {
	texts := a.Values
	if len(texts) == 0 {
		texts = []string{number(a.Lo), number(a.Hi)}
	}
	_, quantity := plain.Plans[0].Median(a.Path)
	if quantity && p.values[k] == nil {
		p.values[k] = map[string]float64{}
	}
	if !quantity && p.values[k] != nil || quantity && s > 0 && p.values[k] == nil {
		return fmt.Errorf("--vary %s: it is a quantity in one scenario and not in another", a.Path)
	}
	if quantity && len(texts) > 200 { // those in between lie within the same bounds
		texts = []string{texts[0], texts[len(texts)-1]}
	}
	for _, text := range texts {
		with, err := p.open(p.names[s], append(append([]results.Override{}, p.table.Set...), results.Override{Path: a.Path, Value: text}))
		if err != nil {
			return err
		}
		if !quantity {
			continue
		}
		x, _ := with.Plans[0].Median(a.Path)
		if with.Plans[0].Varies(a.Path) {
			return fmt.Errorf("--vary %s: %q is a range of values, and a cell has one", a.Path, text)
		}
		if was, known := p.values[k][text]; known && was != x {
			return fmt.Errorf("--vary %s: %q is %v in one scenario and %v in another", a.Path, text, was, x)
		}
		if plain, err := strconv.ParseFloat(text, 64); a.ranged && (err != nil || plain != x) {
			return fmt.Errorf("--vary %s: %s is read as %v there, so a range cannot be cut into numbers; write its values in a list", a.Path, text, x)
		}
		p.values[k][text] = x
	}
	return nil
}

// study reads a scenario with the switches of a point, nil for none.
func (p *Plans) study(s int, point []string) (*study.Study, error) {
	sets := append([]results.Override{}, p.table.Set...)
	key := []string{strconv.Itoa(s)}
	if point != nil {
		for _, k := range p.switches {
			sets = append(sets, results.Override{Path: p.table.Design.Axes[k].Path, Value: point[k]})
			key = append(key, point[k])
		}
	}
	at := strings.Join(key, "\x00")
	if st, ok := p.read[at]; ok {
		return st, nil
	}
	st, err := p.open(p.names[s], sets)
	if err != nil {
		return nil, err
	}
	if len(p.read) >= mostRead {
		clear(p.read)
	}
	p.read[at] = st
	return st, nil
}

// Plan is the plan of a cell.
func (p *Plans) Plan(cell int) (*sim.Plan, error) {
	s, o, at := p.table.At(cell)
	point := p.table.Points[at]
	st, err := p.study(s, point)
	if err != nil {
		return nil, err
	}
	option, err := st.Option(p.table.Options[o])
	if err != nil {
		return nil, err
	}
	plan := st.Plans[option]
	set := map[string]float64{}
	for k, a := range p.table.Design.Axes {
		if p.values[k] == nil {
			continue
		}
		x, known := p.values[k][point[k]]
		if !known {
			if x, err = strconv.ParseFloat(point[k], 64); err != nil {
				return nil, fmt.Errorf("--vary %s: %q is no plain number", a.Path, point[k])
			}
		}
		set[a.Path] = x
	}
	if len(set) > 0 {
		if plan, err = plan.With(set); err != nil {
			return nil, err
		}
	}
	if p.first != nil {
		if len(plan.Parts.Columns) != len(p.first) {
			return nil, fmt.Errorf("%s has other metrics than the first cell", p.table.Label(cell))
		}
		for i, c := range plan.Parts.Columns {
			if c.Name != p.first[i].Name {
				return nil, fmt.Errorf("%s has the metric %s where the first cell has %s", p.table.Label(cell), c.Name, p.first[i].Name)
			}
		}
	}
	return plan, nil
}
