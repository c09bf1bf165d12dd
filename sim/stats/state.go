package stats

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// What an accumulator holds can be put together with what another holds of the runs that follow, and written down and read again: sums are exact,
// so a batch that was stopped, or spread over machines, adds up to the same bits as one that was not.

// Merge takes all runs of an accumulator of the same columns and options that begins where this one ends. What this one holds must end
// with a whole stretch of 1,024 runs.
func (a *Accumulator) Merge(b *Accumulator) error {
	for i, o := range a.options {
		p := b.options[i]
		if p.out.N == 0 {
			continue
		}
		if a.gaps {
			o.next = max(o.next, p.first)
		}
		switch {
		case o.next != p.first:
			return fmt.Errorf("stats: runs of option %s from %d on came where %d was due", o.out.ID, p.first, o.next)
		case o.next%stretch != 0:
			return fmt.Errorf("stats: run %d of option %s ends no stretch", o.next, o.out.ID)
		}
		o.next = p.next
		o.out.N += p.out.N
		o.out.Failed += p.out.Failed
		o.failed = append(o.failed, p.failed...)
		o.failed = o.failed[:min(len(o.failed), mostFailed)]
		plus(o.out.Gates, p.out.Gates)
		plus(o.out.Endings[:], p.out.Endings[:])
		for e := range o.reasons {
			plus(o.reasons[e], p.reasons[e])
			plus(o.blamed[e], p.blamed[e])
			plus(o.months[e], p.months[e])
			plus(o.out.Paired[e][:], p.out.Paired[e][:])
		}
		for c, m := range o.metrics {
			if m != nil {
				m.merge(p.metrics[c])
			}
		}
	}
	return nil
}

func plus(to, from []int64) {
	for i, k := range from {
		to[i] += k
	}
}

// merge takes what another holds; its open stretch becomes this one's, which has none.
func (m *metricSum) merge(p *metricSum) {
	m.moments.Merge(&p.moments)
	m.n, m.first, m.second, m.low, m.high = p.n, p.first, p.second, p.low, p.high
	for i := range m.hist.bins {
		if k := p.hist.count(i); k > 0 {
			m.hist.set(i, m.hist.count(i)+k)
		}
	}
	m.hist.n += p.hist.n
}

// Append appends all that the accumulator holds to a text, which Restore reads: every count as a variable-length integer, every number as its eight
// bytes with the first byte lowest, in an order that follows from the manifest. An untouched count takes a byte. The same runs give the same text,
// however they were put together.
func (a *Accumulator) Append(text []byte) []byte {
	for _, o := range a.options {
		for _, m := range o.metrics {
			if m != nil {
				m.moments.first.settle()
				m.moments.second.settle()
			}
		}
	}
	a.each(func(k *int64) {
		text = binary.AppendUvarint(text, uint64(*k))
	}, func(x *float64) {
		text = binary.LittleEndian.AppendUint64(text, math.Float64bits(*x))
	})
	return text
}

// Restore gives the accumulator what another of the same manifest had.
func (a *Accumulator) Restore(text []byte) error {
	fits := true
	a.each(func(k *int64) {
		got, n := binary.Uvarint(text)
		if fits = fits && n > 0 && got <= math.MaxInt64; fits {
			*k, text = int64(got), text[n:]
		}
	}, func(x *float64) {
		if fits = fits && len(text) >= 8; fits {
			*x, text = math.Float64frombits(binary.LittleEndian.Uint64(text)), text[8:]
		}
	})
	if !fits || len(text) > 0 {
		return errors.New("the stored sums are of other options, columns or levels than the manifest beside them")
	}
	return nil
}

// each hands on every number that the accumulator holds.
func (a *Accumulator) each(count func(*int64), number func(*float64)) {
	counts := func(list []int64) {
		for i := range list {
			count(&list[i])
		}
	}
	for _, o := range a.options {
		count(&o.first)
		count(&o.next)
		count(&o.out.N)
		count(&o.out.Failed)
		o.failed = resized(o.failed, count, mostFailed)
		counts(o.failed)
		counts(o.out.Gates)
		counts(o.out.Endings[:])
		for e := range o.reasons {
			counts(o.out.Paired[e][:])
			counts(o.reasons[e])
			counts(o.blamed[e])
			counts(o.months[e])
		}
		for _, m := range o.metrics {
			if m == nil {
				continue
			}
			count(&m.moments.N)
			number(&m.moments.Min)
			number(&m.moments.Max)
			for _, sum := range []*Sum{&m.moments.first, &m.moments.second} {
				sum.parts = resized(sum.parts, count, mostParts)
				for i := range sum.parts {
					number(&sum.parts[i])
				}
			}
			count(&m.n)
			for _, x := range []*float64{&m.first, &m.second, &m.low, &m.high} {
				number(x)
			}
			count(&m.hist.n)
			m.hist.each(count)
		}
	}
}

// mostParts bounds the numbers of an exact sum: those that do not overlap over the range of a float64 are fewer.
const mostParts = 64

// resized is a list with as many places as count says.
func resized[T any](list []T, count func(*int64), most int64) []T {
	n := int64(len(list))
	if count(&n); n == int64(len(list)) {
		return list
	}
	return make([]T, min(n, most))
}
