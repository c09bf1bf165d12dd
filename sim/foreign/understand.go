package foreign

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
)

// errNoParties is the error of a domain without profiles.
var errNoParties = errors.New("no profiles")

// draft is a party as its file says it, before issues and values are brought into one order.
type draft struct {
	source
	line        int
	name        string
	weights     map[string]float64
	worth       map[string]func(value string, number float64, numeric bool) (float64, bool)
	values      map[string][]string // values the profile itself names, in its order
	issues      []string            // issues the profile names, in its order
	reservation float64
	bid         map[string]string // reservation bid of GeniusWeb, nil when there is none
	discount    float64
	offset      float64
	normalise   map[string]bool // issues whose worth counts as a share of the best, as Genius does
	bundles     []bundle        // worth of combinations of values
	cap         float64         // utilities above it count as it, 0 for none
	whole       bool            // bundles say all, there is no worth of single issues
}

// pile is what the files read so far say.
type pile struct {
	n      Negotiation
	issues []Issue
	domain string // file that named the issues
	drafts []*draft
	funs   []fun
}

func (p *pile) lose(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(p.n.Lost, text) {
		p.n.Lost = append(p.n.Lost, text)
	}
}

// declare takes the issues of a file. A second file must name the same issues; the first one's order holds.
func (p *pile) declare(s source, issues []Issue) error {
	for i, is := range issues {
		if is.Name == "" {
			return s.fault(0, "issue %d has no name", i+1)
		}
		for _, other := range issues[:i] {
			if other.Name == is.Name {
				return s.fault(0, "issue %q stands twice", is.Name)
			}
		}
		if len(is.Values) == 0 {
			return s.fault(0, "issue %q has no values", is.Name)
		}
		seen := map[string]bool{}
		for _, v := range is.Values {
			if seen[v] {
				return s.fault(0, "issue %q has the value %q twice", is.Name, v)
			}
			seen[v] = true
		}
	}
	if p.issues == nil {
		p.issues, p.domain = issues, s.name
		return nil
	}
	for _, is := range issues {
		at := slices.IndexFunc(p.issues, func(o Issue) bool { return o.Name == is.Name })
		if at < 0 {
			return s.fault(0, "issue %q is not in %s", is.Name, p.domain)
		}
		for _, v := range is.Values {
			if !slices.Contains(p.issues[at].Values, v) {
				return s.fault(0, "value %q of issue %q is not in %s", v, is.Name, p.domain)
			}
		}
	}
	return nil
}

// understand puts files together.
func understand(files []source) (*Negotiation, error) {
	p := &pile{}
	for _, s := range files {
		p.n.Files = append(p.n.Files, s.name)
		var err error
		switch strings.ToLower(filepath.Ext(s.name)) {
		case ".xml":
			err = p.xml(s)
		case ".json":
			err = p.json(s)
		case ".yaml", ".yml":
			err = p.yaml(s)
		case ".csv":
			err = p.csv(s)
		default:
			err = fmt.Errorf("%s: %w", s.name, ErrNotForeign)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, f := range p.funs {
		if err := p.negmasFun(f.source, f.root, f.kind); err != nil {
			return nil, err
		}
	}
	if len(p.n.Actors) > 0 {
		if len(files) > 1 {
			return nil, fmt.Errorf("%s: a KTAB scenario stands alone, without other files", files[0].name)
		}
		return &p.n, nil
	}
	if err := p.settle(); err != nil {
		return nil, err
	}
	if len(p.n.Parties) == 0 {
		return nil, fmt.Errorf("%s: %w: name the profiles too, or put them beside it", files[0].name, errNoParties)
	}
	return &p.n, nil
}

// settle brings every party's worth into the order of the issues.
func (p *pile) settle() error {
	if p.issues == nil { // profiles alone: the first names the issues, values are all that are named
		for _, d := range p.drafts {
			for _, name := range d.issues {
				at := slices.IndexFunc(p.issues, func(o Issue) bool { return o.Name == name })
				if at < 0 {
					if d != p.drafts[0] {
						return d.fault(d.line, "issue %q is not in %s", name, p.drafts[0].source.name)
					}
					p.issues = append(p.issues, Issue{Name: name})
					at = len(p.issues) - 1
				}
				for _, v := range d.values[name] {
					if !slices.Contains(p.issues[at].Values, v) {
						p.issues[at].Values = append(p.issues[at].Values, v)
					}
				}
			}
		}
		for i := range p.issues {
			p.issues[i].Numbers = numbers(p.issues[i].Values)
		}
	}
	p.refine()
	p.n.Issues = p.issues
	names := map[string]int{}
	for _, d := range p.drafts {
		q := Party{Name: d.name, Reservation: d.reservation, Discount: d.discount, Offset: d.offset, Cap: d.cap}
		if names[d.name]++; names[d.name] > 1 {
			q.Name = fmt.Sprintf("%s (%d)", d.name, names[d.name])
		}
		sum := 0.0
		for _, is := range p.issues {
			worth := d.worth[is.Name]
			row := make([]float64, len(is.Values))
			top := 0.0
			if worth == nil && !d.whole {
				p.lose("%s says nothing of issue %q: it is worth 0 to that party", d.source.name, is.Name)
			}
			for v, value := range is.Values {
				if worth == nil {
					break
				}
				x, ok := 0.0, false
				if is.Numbers != nil {
					x, ok = worth(value, is.Numbers[v], true)
				} else {
					x, ok = worth(value, 0, false)
				}
				if !ok {
					p.lose("%s does not value %q of issue %q: it counts as 0", d.source.name, value, is.Name)
				}
				row[v] = x
				top = max(top, x)
			}
			if d.normalise[is.Name] && top > 0 {
				for v := range row {
					row[v] /= top
				}
			}
			w, weighed := d.weights[is.Name]
			if !weighed && worth != nil {
				p.lose("%s gives issue %q no weight: it weighs nothing to that party", d.source.name, is.Name)
			}
			sum += w
			q.Weights, q.Worth = append(q.Weights, w), append(q.Worth, row)
		}
		for name := range d.weights {
			if !slices.ContainsFunc(p.issues, func(o Issue) bool { return o.Name == name }) {
				return d.fault(d.line, "weight for issue %q, which does not exist", name)
			}
		}
		if sum > 0 && (sum < 0.98 || sum > 1.02) {
			capped := ""
			if d.cap > 0 && sum > 1 {
				capped = fmt.Sprintf(", and utilities above %g count as %g, as in %s", d.cap, d.cap, p.n.Format)
			}
			p.lose("the weights of %s add up to %.4g; they are taken as they stand%s", d.source.name, sum, capped)
		}
		for _, b := range d.bundles {
			x, ok := b.on(p.issues)
			if !ok {
				return d.fault(d.line, "a combination of values names an issue that does not exist")
			}
			q.Bundles = append(q.Bundles, x)
		}
		if d.bid != nil {
			q.Reservation = q.Offset
			for k, is := range p.issues {
				v := is.find(d.bid[is.Name])
				if v < 0 {
					p.lose("the reservation bid of %s leaves issue %q open: it counts as 0 there", d.source.name, is.Name)
					continue
				}
				q.Reservation += q.Weights[k] * q.Worth[k][v]
			}
			for _, b := range q.Bundles {
				in := true
				for k, is := range p.issues {
					v := is.find(d.bid[is.Name])
					in = in && (b.Within[k] == nil || v >= 0 && b.Within[k][v])
				}
				if in {
					q.Reservation += b.Worth
				}
			}
		}
		if math.IsInf(q.Reservation, -1) { // anything is better than nothing: as good as the worst outcome
			worst, err := q.worst(p.issues)
			if err != nil {
				return d.fault(d.line, "%v", err)
			}
			q.Reservation = worst
			p.lose("%s has no reservation value (-inf): the worth of its worst outcome stands for it", d.source.name)
		}
		if d.discount > 0 && d.discount < 1 {
			p.lose("%s loses value over time (discount factor %.4g): yardsticks are those of the first moment", d.source.name, d.discount)
		}
		p.n.Parties = append(p.n.Parties, q)
	}
	return nil
}

// stem is a file's name without folder and ending.
func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// refine cuts continuous issues as finely as the number of outcomes allows.
func (p *pile) refine() {
	outcomes, continuous := 1.0, 0
	for _, is := range p.issues {
		if is.Real {
			continuous++
		} else {
			outcomes *= float64(len(is.Values))
		}
	}
	if continuous == 0 {
		return
	}
	steps := int(math.Pow(mostCut/outcomes, 1/float64(continuous))) - 1
	steps = max(coarse, min(finest, steps/coarse*coarse))
	for i := range p.issues {
		if is := &p.issues[i]; is.Real {
			is.cut(is.Numbers[0], is.Numbers[len(is.Numbers)-1], steps)
			p.lose("issue %q is continuous: it is cut into %d values", is.Name, steps+1)
		}
	}
}
