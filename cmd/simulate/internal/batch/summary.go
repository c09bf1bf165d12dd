package batch

import (
	"iter"
	"math"

	"parley/sim/results"
	"parley/sim/stats"
)

// Summarise adds up a stored result from its rows, or from the accumulator where they are not kept: the same numbers as those of the run that wrote it.
func Summarise(set *results.Set) (*results.Summary, error) {
	if !set.Manifest.Kept() {
		s, err := readSums(set, true)
		if err != nil {
			return nil, err
		}
		return s.acc.Summary(nil)
	}
	acc := stats.NewAccumulator(&set.Manifest)
	if err := replay(set, math.MaxInt64, func(b results.Block, _ bool) error { return acc.Add(b) }); err != nil {
		return nil, err
	}
	return acc.Summary(set.Column)
}

// replay hands on the runs of a stored result before an end, segment by segment, the baseline's first: only then can the same runs of the
// options be paired. last tells that a block is of the last option.
func replay(set *results.Set, end int64, add func(b results.Block, last bool) error) error {
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
			if err := add(b, i == len(streams)-1); err != nil {
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
