package rows

import (
	"fmt"
	"reflect"

	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// CheckHashes plays segments of a result that keeps no rows again, evenly spread, about a number of runs of every option and at least a segment
// of each, and compares their rows with the hashes in the manifest; with all it plays every run, and adds them up to the summary too. It returns
// how many runs it played and what differs first, "" for nothing. The study must fit.
func CheckHashes(set *results.Set, s *study.Study, sample int64, all bool) (played int64, differs string, err error) {
	m := &set.Manifest
	bySegment := map[int64][]results.Segment{} // by first run, options in order
	var firsts []int64
	for _, o := range m.Options {
		for _, seg := range m.Segments {
			if seg.Option == o.ID {
				if len(bySegment[seg.First]) == 0 {
					firsts = append(firsts, seg.First)
				}
				bySegment[seg.First] = append(bySegment[seg.First], seg)
			}
		}
	}
	want := len(firsts)
	if !all {
		want = int(max(1, min(int64(len(firsts)), sample/results.SegmentRuns)))
	}
	acc := stats.NewAccumulator(m)
	values := make([]float64, 0, results.SegmentRuns*len(m.Columns))
	for k := range want {
		for o, seg := range bySegment[firsts[k*len(firsts)/want]] {
			machine := sim.NewMachine(s.Plans[o], m.Seed)
			values = values[:seg.N*len(m.Columns)]
			for i := range seg.N {
				run := uint64(seg.First) + uint64(i)
				machine.Row(run, run, values[i*len(m.Columns):(i+1)*len(m.Columns)])
			}
			played += int64(seg.N)
			if results.HashRows(m.Columns, values) != seg.SHA256 {
				return played, fmt.Sprintf("runs %d to %d of option %s do not have the hash in its manifest", seg.First, seg.First+int64(seg.N)-1, seg.Option), nil
			}
			if all {
				if err := acc.Add(results.Block{Option: o, First: seg.First, N: seg.N, Values: values}); err != nil {
					return played, "", err
				}
			}
		}
	}
	if !all {
		return played, "", nil
	}
	stored, err := set.Summary()
	if err != nil {
		return played, "", err
	}
	anew, err := acc.Summary(nil)
	if err == nil && !reflect.DeepEqual(stored, anew) {
		differs = "its summary is not what the runs add up to"
	}
	return played, differs, err
}
