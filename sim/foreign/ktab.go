package foreign

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"strings"

	"parley/sim/yardstick"
)

// Bounds of a KTAB scenario.
const (
	maxActors     = 1000
	maxDimensions = 64
)

// csv reads a KTAB scenario: a line "name, description, actors, dimensions", a line of headings, then one line an actor: name,
// description, power, and position and salience on each dimension. A comma may end a line. Source: KTAB, readCSV.
func (p *pile) csv(s source) error {
	r := csv.NewReader(bytes.NewReader(s.text))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes = -1, true, false
	var rows [][]string
	var lines []int
	for {
		row, err := r.Read()
		if err != nil {
			var e *csv.ParseError
			if errors.As(err, &e) {
				return s.fault(e.Line, "not CSV: %v", e.Err)
			}
			break
		}
		if len(rows) > maxActors+2 {
			return s.fault(0, "more than %d actors", maxActors)
		}
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		line, _ := r.FieldPos(0)
		if len(row) > 0 {
			rows, lines = append(rows, row), append(lines, line)
		}
	}
	if done, err := p.plain(s, rows, lines); done || err != nil {
		return err
	}
	if len(rows) < 2 || len(rows[0]) != 4 || len(rows[1]) < 5 || !strings.EqualFold(rows[1][0], "Actor") {
		return fmt.Errorf("%s: %w: a KTAB file begins with name, description, number of actors, number of dimensions", s.name, ErrNotForeign)
	}
	actors, err := number(s, lines[0], "the number of actors", rows[0][2])
	if err != nil {
		return err
	}
	dims, err := number(s, lines[0], "the number of dimensions", rows[0][3])
	if err != nil {
		return err
	}
	if dims < 1 || dims > maxDimensions || dims != math.Floor(dims) || len(rows[1]) < 3+2*int(dims) {
		return s.fault(lines[1], "%v dimensions need %v headings, there are %d", dims, 3+2*dims, len(rows[1]))
	}
	if actors != float64(len(rows)-2) {
		return s.fault(lines[0], "it says %v actors, and there are %d", actors, len(rows)-2)
	}
	p.n.Format, p.n.Name = "KTAB", rows[0][0]
	for k := range int(dims) {
		p.n.Issues = append(p.n.Issues, Issue{Name: rows[1][3+2*k]})
	}
	for i, row := range rows[2:] {
		line := lines[i+2]
		if len(row) != 3+2*int(dims) {
			return s.fault(line, "%d fields, %d are needed", len(row), 3+2*int(dims))
		}
		a := Actor{Name: row[0], About: row[1]}
		if a.Capability, err = number(s, line, "power", row[2]); err != nil {
			return err
		}
		for k := range int(dims) {
			x, err := number(s, line, rows[1][3+2*k], row[3+2*k])
			if err != nil {
				return err
			}
			w, err := number(s, line, rows[1][4+2*k], row[4+2*k])
			if err != nil {
				return err
			}
			a.Position, a.Salience = append(a.Position, x), append(a.Salience, w)
		}
		p.n.Actors = append(p.n.Actors, a)
	}
	return p.spaceOf(s)
}

// plain reads the table that tools for the expected-utility model share: headings Actor, Capability, Position and Salience in any
// order, one line an actor. Saliences are shares, or all of them are out of 100; positions may have any range, which is then laid
// on 0 to 100. done says that the file is such a table.
func (p *pile) plain(s source, rows [][]string, lines []int) (done bool, err error) {
	column := map[string]int{}
	if len(rows) > 0 {
		for i, h := range rows[0] {
			if _, twice := column[strings.ToLower(h)]; !twice {
				column[strings.ToLower(h)] = i
			}
		}
	}
	for _, h := range []string{"actor", "capability", "position", "salience"} {
		if _, ok := column[h]; !ok {
			return false, nil
		}
	}
	if len(column) < len(rows[0]) {
		return true, s.fault(lines[0], "a heading stands twice")
	}
	p.n.Format, p.n.Name = "table of actors", stem(s.name)
	p.n.Issues = []Issue{{Name: "position"}}
	lo, hi, most := math.Inf(1), math.Inf(-1), 0.0
	for i, row := range rows[1:] {
		line := lines[i+1]
		if len(row) < len(column) {
			return true, s.fault(line, "%d fields, %d are needed", len(row), len(column))
		}
		a := Actor{Name: row[column["actor"]]}
		if a.Capability, err = number(s, line, "capability", row[column["capability"]]); err != nil {
			return true, err
		}
		x, err := number(s, line, "position", row[column["position"]])
		if err != nil {
			return true, err
		}
		w, err := number(s, line, "salience", row[column["salience"]])
		if err != nil {
			return true, err
		}
		a.Position, a.Salience = []float64{x}, []float64{w}
		lo, hi, most = min(lo, x), max(hi, x), max(most, w)
		p.n.Actors = append(p.n.Actors, a)
	}
	p.n.Unit = [2]float64{0, 100}
	if lo < 0 || hi > 100 || hi <= 10 {
		p.n.Unit = [2]float64{lo, hi}
		if hi == lo {
			p.n.Unit = [2]float64{lo - 50, lo + 50}
		}
	}
	for i := range p.n.Actors {
		a := &p.n.Actors[i]
		a.Position[0] = 100 * (a.Position[0] - p.n.Unit[0]) / (p.n.Unit[1] - p.n.Unit[0])
		if most <= 1 {
			a.Salience[0] *= 100
		}
	}
	return true, p.spaceOf(s)
}

// ktabXML reads a KTAB scenario with its options.
func (p *pile) ktabXML(s source, root *element) error {
	if root.first("Actors") == nil || root.first("Dimensions") == nil {
		return fmt.Errorf("%s: %w: a KTAB scenario has Dimensions and Actors", s.name, ErrNotForeign)
	}
	p.n.Format, p.n.Name = "KTAB", first(root.words("name"), stem(s.name))
	for _, d := range root.first("Dimensions").all("dName") {
		p.n.Issues = append(p.n.Issues, Issue{Name: d.text})
	}
	for _, e := range root.first("Actors").all("Actor") {
		a := Actor{Name: e.words("name"), About: e.words("description")}
		var err error
		if a.Capability, err = number(s, e.line, "capability", e.words("capability")); err != nil {
			return err
		}
		for _, part := range []struct {
			up, down string
			to       *[]float64
		}{{"Position", "dCoord", &a.Position}, {"Salience", "dSal", &a.Salience}} {
			up := e.first(part.up)
			if up == nil {
				return s.fault(e.line, "actor %q has no %s", short(a.Name), part.up)
			}
			for _, c := range up.all(part.down) {
				x, err := number(s, c.line, part.down, c.text)
				if err != nil {
					return err
				}
				*part.to = append(*part.to, x)
			}
		}
		p.n.Actors = append(p.n.Actors, a)
	}
	if m := root.first("ModelParameters"); m != nil {
		for _, k := range m.kids {
			p.lose("model parameter %s = %s: name it when the spatial model is run", k.name, k.text)
		}
	}
	if seed := root.words("prngSeed"); seed != "" {
		p.lose("the seed %s: random streams differ between programs", short(seed))
	}
	if ia := root.first("IdealAdjustment"); ia != nil {
		p.lose("%d adjustments of ideal points towards positions", len(ia.all("iaPair")))
	}
	return p.spaceOf(s)
}

// spaceOf checks a spatial scenario.
func (p *pile) spaceOf(s source) error {
	n := len(p.n.Issues)
	if n == 0 || n > maxDimensions || len(p.n.Actors) < 2 || len(p.n.Actors) > maxActors {
		return s.fault(0, "%d actors on %d dimensions: at least two actors on at least one dimension are needed", len(p.n.Actors), n)
	}
	seen := map[string]bool{}
	for _, a := range p.n.Actors {
		if a.Name == "" || seen[a.Name] {
			return s.fault(0, "an actor's name is missing or stands twice: %q", short(a.Name))
		}
		seen[a.Name] = true
		if len(a.Position) != n || len(a.Salience) != n {
			return s.fault(0, "actor %q has %d positions and %d saliences on %d dimensions", short(a.Name), len(a.Position), len(a.Salience), n)
		}
		if a.Capability < 0 {
			return s.fault(0, "actor %q has capability %v", short(a.Name), a.Capability)
		}
		sum := 0.0
		for k := range n {
			if a.Position[k] < 0 || a.Position[k] > 100 || a.Salience[k] < 0 || a.Salience[k] > 100 {
				return s.fault(0, "actor %q: positions and saliences lie between 0 and 100", short(a.Name))
			}
			sum += a.Salience[k]
		}
		if sum == 0 {
			return s.fault(0, "actor %q: no dimension is salient to it", short(a.Name))
		}
	}
	return nil
}

// positions makes a spatial scenario a choice among the actors' positions: to each actor a position is worth 1 less its distance,
// weighted by the actor's salience, as KTAB measures it for an actor neutral to risk.
func (n *Negotiation) positions() (*yardstick.Domain, error) {
	d := &yardstick.Domain{Name: n.Name, Issues: []yardstick.Issue{{Name: "position of"}}}
	for _, a := range n.Actors {
		d.Issues[0].Values = append(d.Issues[0].Values, a.Name)
		d.Parties = append(d.Parties, a.Name)
		d.Reservation = append(d.Reservation, 0)
		var u []float64
		norm := 0.0
		for _, s := range a.Salience {
			norm += s * s
		}
		for _, b := range n.Actors {
			sum := 0.0
			for k, s := range a.Salience {
				x := s * (a.Position[k] - b.Position[k]) / 100
				sum += x * x
			}
			u = append(u, 1-math.Sqrt(sum/norm))
		}
		d.U = append(d.U, u)
	}
	d.Level()
	return d, nil
}
