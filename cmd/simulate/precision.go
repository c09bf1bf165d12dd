package main

import (
	"fmt"
	"strings"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/story"
	"parley/cmd/simulate/internal/study"
	"parley/sim/results"
	"parley/sim/stats"
)

// mostRuns is the cap on runs where a precision is asked for and --runs does not say.
const mostRuns = 1_000_000

// watched is one share, or difference of shares from the baseline, that is to be precise.
type watched struct {
	option     int
	event      compare.Event
	difference bool
}

// precision reads --precision and --precise for a scenario. Without names it watches any deal under every option.
func precision(s *study.Study, points float64, names []string, cap int64) (*batch.Precision, error) {
	if points == 0 {
		if len(names) > 0 {
			return nil, usage("--precise goes with --precision: how precise?")
		}
		return nil, nil
	}
	if !(points >= 0.02 && points <= 20) {
		return nil, usage("--precision %v: a half-width between 0.02 and 20 points of 100, such as 0.5", points)
	}
	var all []watched
	for _, name := range names {
		one := watched{}
		rest, ok := strings.CutPrefix(name, "difference/")
		one.difference = ok
		if option, event, ok := strings.Cut(rest, "/"); ok {
			at, err := s.Option(option)
			if err != nil {
				return nil, usage("--precise %s: %w", name, err)
			}
			one.option, rest = at, event
		}
		event, err := ask.EventNamed(rest)
		if err != nil {
			return nil, usage("--precise %s: %w", name, err)
		}
		one.event = event
		if one.difference && one.option == 0 {
			return nil, usage("--precise %s: name the option that differs from the baseline, as difference/exchange/any-deal", name)
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		for o := range s.Plans {
			all = append(all, watched{option: o, event: compare.Events(story.EndingTitles)[0]})
		}
	}
	return &batch.Precision{
		Rule: stats.StoppingRule{Half: points / 100, Cap: cap},
		Watch: func(endings func(int) results.Endings, paired func(int) [6]results.Endings) []stats.Interval {
			var out []stats.Interval
			for _, w := range all {
				out = append(out, w.interval(endings(w.option), paired(w.option)))
			}
			return out
		},
	}, nil
}

func (w watched) interval(endings results.Endings, paired [6]results.Endings) stats.Interval {
	if w.difference {
		return stats.Paired(paired, w.event.Is, stats.Level).Interval
	}
	k, n := int64(0), int64(0)
	for e, c := range endings {
		n += c
		if w.event.Is(e) {
			k += c
		}
	}
	return stats.Wilson(k, n, stats.Level)
}

// achieved says what precision the runs came to.
func achieved(p *batch.Precision, sum *results.Summary) string {
	widest := 0.0
	for _, i := range p.Watch(func(o int) results.Endings { return sum.Options[o].Endings }, func(o int) [6]results.Endings { return sum.Options[o].Paired }) {
		widest = max(widest, i.Half())
	}
	said := fmt.Sprintf("±%.2f points at most after %s runs per option", 100*widest, console.Thousands(sum.Runs))
	if widest > p.Rule.Half {
		return fmt.Sprintf("Precision: %s; ±%.3g was not reached within the cap (--runs)", said, 100*p.Rule.Half)
	}
	return fmt.Sprintf("Precision: %s (asked for ±%.3g; looked at a few checkpoints only)", said, 100*p.Rule.Half)
}

// content tells whether a stored summary has what is asked.
func content(p *batch.Precision, sum *results.Summary) bool {
	for _, i := range p.Watch(func(o int) results.Endings { return sum.Options[o].Endings }, func(o int) [6]results.Endings { return sum.Options[o].Paired }) {
		if !(i.Half() <= p.Rule.Half) {
			return false
		}
	}
	return true
}
