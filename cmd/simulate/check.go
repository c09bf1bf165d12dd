package main

import (
	"fmt"
	"strconv"
	"strings"

	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/story"
	"parley/sim/results"
)

// check is one --fail-on: the call fails when the event comes more, or less, often than a bound.
type check struct {
	text   string
	option string // "" for the scenario as it stands
	event  compare.Event
	more   bool // fails above the bound
	bound  float64
}

// checks reads --fail-on: "escalation>0.05", "exchange/any-deal<0.3".
func checks(texts []string) ([]check, error) {
	var out []check
	for _, text := range texts {
		c := check{text: text}
		at := strings.IndexAny(text, "<>")
		if at < 0 {
			return nil, usage("--fail-on %s: write an event, < or >, and a share, for example escalation>0.05", text)
		}
		c.more = text[at] == '>'
		bound, err := strconv.ParseFloat(strings.TrimSpace(text[at+1:]), 64)
		if err != nil || !(bound >= 0 && bound <= 1) {
			return nil, usage("--fail-on %s: %q is no share between 0 and 1", text, strings.TrimSpace(text[at+1:]))
		}
		c.bound = bound
		name := strings.TrimSpace(text[:at])
		if option, event, ok := strings.Cut(name, "/"); ok {
			c.option, name = option, event
		}
		var names []string
		for _, e := range compare.Events(story.EndingTitles) {
			names = append(names, e.ID)
			if e.ID == name {
				c.event = e
			}
		}
		if c.event.ID == "" {
			return nil, usage("--fail-on %s: no event %q; there are: %s", text, name, strings.Join(names, ", "))
		}
		out = append(out, c)
	}
	return out, nil
}

// fails compares a summary with the bounds and says which are crossed.
func fails(all []check, s *results.Summary) ([]string, error) {
	var out []string
	for _, c := range all {
		found := false
		for i, o := range s.Options {
			if o.ID != c.option && !(c.option == "" && i == 0) {
				continue
			}
			found = true
			n, k := int64(0), int64(0)
			for e, x := range o.Endings {
				n += x
				if c.event.Is(e) {
					k += x
				}
			}
			share := float64(k) / float64(max(n, 1))
			if (c.more && share > c.bound) || (!c.more && share < c.bound) {
				out = append(out, fmt.Sprintf("%s: it is %.4f", c.text, share))
			}
		}
		if !found {
			return nil, usage("--fail-on %s: no option %q", c.text, c.option)
		}
	}
	return out, nil
}
