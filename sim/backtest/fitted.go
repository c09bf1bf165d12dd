package backtest

// Values fitted to base rates, laid over what a case does not say itself.

import (
	"fmt"
	"strings"

	"parley/scenarios"
	"parley/sim"
)

// Values replace generic ones: of the scenario by path, of actors by kind and path below the actor.
type Values struct {
	plain map[string]sim.QuantitySpec
	kinds map[string]map[string]sim.QuantitySpec
	Taken []Taken
}

// Taken is one value as it is laid over cases.
type Taken struct {
	Kind  string `json:"kind,omitempty"` // of actor; empty for a quantity of the scenario
	Path  string `json:"path"`
	Value string `json:"value"`
}

// FittedOption is the option of the crisis scenario that holds the fitted values.
const FittedOption = "calibrated"

// Fitted are the values that `simulate calibrate` fitted to published base rates, as the built-in crisis holds them. They know nothing of
// any case. A value that only some actors of a kind have there says something about those actors and is left out.
func Fitted() (*Values, error) {
	s, findings := scenarios.LoadIn(scenarios.BaseRates(), "scenarios/base-rates", scenarios.CrisisFile, nil)
	if findings.HasErrors() {
		return nil, fmt.Errorf("%s: %s", scenarios.CrisisFile, findings[0].Message)
	}
	spec, err := s.Spec(FittedOption)
	if err != nil {
		return nil, err
	}
	found, kind, many := map[string]sim.QuantitySpec{}, map[string]string{}, map[string]int{}
	for _, q := range spec.Quantities {
		found[q.Path] = q
	}
	for _, a := range spec.Actors {
		kind[a.ID] = a.Kind
		many[a.Kind]++
	}
	v := &Values{plain: map[string]sim.QuantitySpec{}, kinds: map[string]map[string]sim.QuantitySpec{}}
	said := map[string]int{} // kind, path and value, to the number of actors
	for _, o := range s.Options {
		if o.ID != FittedOption {
			continue
		}
		for _, set := range o.Set {
			text, _, _ := strings.Cut(set.Value, " from ")
			id, path := ofActor(set.Path)
			if id == "" {
				v.plain[set.Path] = found[set.Path]
				v.Taken = append(v.Taken, Taken{"", set.Path, text})
				continue
			}
			k := kind[id]
			if said[k+" "+path+" "+text]++; said[k+" "+path+" "+text] < many[k] {
				continue
			}
			if v.kinds[k] == nil {
				v.kinds[k] = map[string]sim.QuantitySpec{}
			}
			v.kinds[k][path] = found[set.Path]
			v.Taken = append(v.Taken, Taken{k, path, text})
		}
	}
	return v, nil
}

// ofActor splits actors.<id>.<path>; the id of any other path is empty.
func ofActor(full string) (id, path string) {
	rest, ok := strings.CutPrefix(full, "actors.")
	if !ok {
		return "", full
	}
	id, path, _ = strings.Cut(rest, ".")
	return id, path
}

// Over is the scenario as it stands with these values in place of generic ones. What the case says itself stays.
func (v *Values) Over(s *scenarios.Scenario) (sim.Spec, error) {
	spec, err := s.Spec("baseline")
	if err != nil {
		return spec, err
	}
	generic, kind := map[string]bool{}, map[string]string{}
	for _, q := range s.Quantities() {
		generic[q.Path] = q.File == "scenarios/generic.yaml" || strings.HasPrefix(q.File, "actors/kinds/")
	}
	for _, a := range spec.Actors {
		kind[a.ID] = a.Kind
	}
	for i := range spec.Quantities {
		q := &spec.Quantities[i]
		if !generic[q.Path] {
			continue
		}
		id, path := ofActor(q.Path)
		x, ok := v.plain[path]
		if id != "" {
			x, ok = v.kinds[kind[id]][path]
		}
		if ok {
			q.Dist, q.Fixed = x.Dist, x.Fixed
		}
	}
	return spec, nil
}
