package batch

import (
	"iter"
	"math"

	"parley/sim/results"
	"parley/sim/stats"
)

// Summarise adds up a stored result from its rows: the same numbers as those of the run that wrote it.
func Summarise(set *results.Set) (*results.Summary, error) {
	acc := stats.NewAccumulator(&set.Manifest)
	if err := replay(set, acc, math.MaxInt64); err != nil {
		return nil, err
	}
	return summary(set.Dir, acc)
}

// summary asks the accumulator, reading back a column where exact quantiles need it.
func summary(dir string, acc *stats.Accumulator) (*results.Summary, error) {
	set, err := results.Open(dir)
	if err != nil {
		return nil, err
	}
	return acc.Summary(set.Column)
}

// replay feeds the runs of a stored result before an end to an accumulator, segment by segment, the baseline's first: only then can
// the same runs of the options be paired.
func replay(set *results.Set, acc *stats.Accumulator, end int64) error {
	type stream struct {
		next func() (results.Block, error, bool)
		stop func()
	}
	var streams []stream
	for _, o := range set.Manifest.Options {
		next, stop := iter.Pull2(rows(set, o.ID))
		defer stop()
		streams = append(streams, stream{next, stop})
	}
	for {
		for i, s := range streams {
			b, err, ok := s.next()
			if err != nil {
				return err
			}
			if !ok || (i == 0 && b.First >= end) {
				return nil
			}
			if err := acc.Add(b); err != nil {
				return err
			}
		}
	}
}

func rows(set *results.Set, option string) iter.Seq2[results.Block, error] {
	return func(yield func(results.Block, error) bool) {
		err := set.Rows(option, func(b results.Block) error {
			if !yield(b, nil) {
				return errStop
			}
			return nil
		})
		if err != nil && err != errStop {
			yield(results.Block{}, err)
		}
	}
}

// errStop ends the reading of rows early.
var errStop = stop{}

type stop struct{}

func (stop) Error() string { return "stop" }
