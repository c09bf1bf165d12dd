package foreign

import "strings"

// rectangles is the function over hyper-rectangles of a nonlinear utility space, nil when there is none. It stands in an element called
// utility (Genius) or utility_function (NegMAS), within the objective or beside it.
func rectangles(space *element) *element {
	for _, up := range append(objectives(space), space) {
		for _, name := range []string{"utility", "utility_function"} {
			if e := up.first(name); e != nil && e.first("ufun") != nil {
				return e
			}
		}
	}
	return nil
}

// geniusNonlinear reads a nonlinear profile of Genius: the sum of what the hyper-rectangles are worth that an outcome lies in, as a share of
// maxutility and at most 1. Source: Genius, NonlinearUtilitySpace; Ito, Hattori & Klein 2007.
func (p *pile) geniusNonlinear(s source, space *element) error {
	fun := rectangles(space)
	if fun == nil {
		return s.fault(space.line, "a nonlinear utility space without hyper-rectangles: linear additive ones and sums of hyper-rectangles are read")
	}
	issues, parts, err := p.geniusIssues(s, space)
	if err != nil {
		return err
	}
	p.n.Format = "Genius"
	if err := p.declare(s, issues); err != nil {
		return err
	}
	d := newDraft(s, space.line, stem(s.name))
	d.whole = true
	most, err := number(s, fun.line, "maxutility", fun.attr["maxutility"])
	if err != nil {
		return err
	}
	if most > 0 {
		d.cap = 1
	} else {
		most = 1
		p.lose("%s names no maxutility above 0: utilities are taken as they stand", s.name)
	}
	index := map[string]string{}
	for i, e := range parts {
		index[e.attr["index"]] = issues[i].Name
	}
	for _, u := range fun.all("ufun") {
		if err := p.geniusUfun(d, u, 1/most, index); err != nil {
			return err
		}
	}
	return p.geniusTerms(d, space)
}

// geniusUfun adds the hyper-rectangles of a function and of those within it.
func (p *pile) geniusUfun(d *draft, u *element, scale float64, index map[string]string) (err error) {
	if kind := u.attr["aggregation"]; kind != "" && !strings.EqualFold(kind, "sum") {
		return d.fault(u.line, "hyper-rectangles put together by %q: sums are read", short(kind))
	}
	weigh := func(e *element) (float64, error) {
		if text, ok := e.attr["weight"]; ok {
			return number(d.source, e.line, "weight", text)
		}
		return 1, nil
	}
	weight, err := weigh(u)
	if err != nil {
		return err
	}
	scale *= weight
	for _, e := range u.all("hyperRectangle") {
		b := bundle{within: map[string]func(string, float64, bool) bool{}}
		if b.worth, err = number(d.source, e.line, "utility", first(e.attr["utility"], e.attr["utility_function"])); err != nil {
			return err
		}
		if weight, err = weigh(e); err != nil {
			return err
		}
		b.worth *= weight * scale
		for _, bound := range e.kids {
			name, ok := index[bound.attr["index"]]
			switch {
			case bound.name != "INCLUDES":
				return d.fault(bound.line, "<%s> in a hyper-rectangle: INCLUDES is read", short(bound.name))
			case !ok:
				return d.fault(bound.line, "a bound for index %q, which no issue has", short(bound.attr["index"]))
			}
			lo, err := number(d.source, bound.line, "min", bound.attr["min"])
			if err != nil {
				return err
			}
			hi, err := number(d.source, bound.line, "max", bound.attr["max"])
			if err != nil {
				return err
			}
			before := b.within[name]
			b.within[name] = func(value string, x float64, numeric bool) bool {
				return numeric && x >= lo && x <= hi && (before == nil || before(value, x, numeric))
			}
		}
		d.bundles = append(d.bundles, b)
	}
	for _, inner := range u.all("ufun") {
		if err := p.geniusUfun(d, inner, scale, index); err != nil {
			return err
		}
	}
	return nil
}
