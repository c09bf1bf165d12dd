package dist

// Tables compiles distributions and keeps what they share. Beta distributions (PERT among them) of one shape are one table, moved
// and stretched: a scenario has some thirty shapes in well over a hundred quantities, and tables that fit into a core's cache are
// read several times as fast as others. The zero value is ready; it is not safe for concurrent use, the tables it returns are.
type Tables struct {
	compiled map[string]Table
	units    map[shape]*cubic
}

// Compile prepares a distribution for the run. Those with a cheap formula are their own table.
func (t *Tables) Compile(d Dist) Table {
	text := d.String()
	if table, ok := t.compiled[text]; ok {
		return table
	}
	table := t.compile(d)
	if t.compiled == nil {
		t.compiled = map[string]Table{}
	}
	t.compiled[text] = table
	return table
}

func (t *Tables) compile(d Dist) Table {
	switch d := d.(type) {
	case beta:
		return &stretched{unit: t.unit(d.shape), lo: d.lo, width: d.hi - d.lo, hi: d.hi}
	case normal:
		return newCubic(d)
	case lognormal:
		return newCubic(d)
	case metalog:
		return newCubic(d)
	case dirichlet:
		return newCubic(d)
	case mixture:
		return newGrid(d)
	}
	return d
}

// unit is the table of a shape on 0 to 1.
func (t *Tables) unit(s shape) *cubic {
	c, ok := t.units[s]
	if !ok {
		c = newCubic(beta{s, 0, 1, ""})
		if t.units == nil {
			t.units = map[shape]*cubic{}
		}
		t.units[s] = c
	}
	return c
}

// stretched is a table on 0 to 1 moved to other bounds.
type stretched struct {
	unit          *cubic
	lo, width, hi float64
}

// Quantile is as accurate as the unit's.
func (s *stretched) Quantile(u float64) float64 {
	return min(s.lo+float64(s.width*s.unit.Quantile(u)), s.hi)
}
