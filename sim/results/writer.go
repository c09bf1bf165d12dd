package results

import (
	"fmt"
	"os"
	"path/filepath"
)

// Writer writes a result folder: segments as they fill, the manifest last. A folder without a manifest holds no result.
type Writer struct {
	dir      string
	manifest Manifest
	parts    []*segmentWriter // per option
	next     []int64          // next run due per option
	done     [][]Segment
}

// Create begins a result in dir, which is made if it does not exist. Runs count from 0.
func Create(dir string, m Manifest) (*Writer, error) { return resume(dir, m, nil) }

// Extend goes on with a stored result of the same scenario, seed and engine, whose whole segments are kept; a last segment with
// fewer than SegmentRuns runs is made again. It returns the first run that is due.
func Extend(dir string, old *Set, m Manifest) (w *Writer, first int64, err error) {
	keep := old.Manifest.Runs / SegmentRuns * SegmentRuns
	segments := make([][]Segment, len(m.Options))
	for o, option := range m.Options {
		for _, s := range old.Manifest.Segments {
			if s.Option == option.ID && s.First+int64(s.N) <= keep {
				segments[o] = append(segments[o], s)
			}
		}
		if int64(len(segments[o]))*SegmentRuns != keep {
			return nil, 0, fmt.Errorf("%s: option %s lacks segments", dir, option.ID)
		}
	}
	w, err = resume(dir, m, segments)
	return w, keep, err
}

func resume(dir string, m Manifest, have [][]Segment) (*Writer, error) {
	if err := os.MkdirAll(filepath.Join(dir, "data"), 0o755); err != nil {
		return nil, fmt.Errorf("writing results: %w", err)
	}
	m.SegmentRuns, m.Segments = SegmentRuns, nil
	w := &Writer{dir: dir, manifest: m, next: make([]int64, len(m.Options)), done: make([][]Segment, len(m.Options))}
	for o, option := range m.Options {
		w.parts = append(w.parts, newSegmentWriter(dir, &m, option))
		if have != nil {
			w.done[o] = have[o]
			w.next[o] = int64(len(have[o])) * SegmentRuns
		}
	}
	return w, nil
}

// Add takes a block. Blocks of one option come in run order; those of different options may alternate.
func (w *Writer) Add(b Block) error {
	p := w.parts[b.Option]
	if b.First != w.next[b.Option] {
		return fmt.Errorf("results: run %d of option %s came where %d was due", b.First, p.option.ID, w.next[b.Option])
	}
	width := len(w.manifest.Columns)
	for n, at := b.N, 0; n > 0; {
		first := b.First + int64(at)
		if p.file == nil {
			if err := p.open(first); err != nil {
				return err
			}
		}
		take := min(n, SegmentRuns-p.n)
		if err := p.add(first, take, b.Values[at*width:(at+take)*width]); err != nil {
			return fmt.Errorf("writing results: %w", err)
		}
		at, n = at+take, n-take
		w.next[b.Option] += int64(take)
		if p.n == SegmentRuns {
			if err := w.finish(b.Option); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *Writer) finish(option int) error {
	seg, err := w.parts[option].close()
	if err != nil {
		return err
	}
	w.done[option] = append(w.done[option], seg)
	return nil
}

// Close ends the result and writes its manifest. With partial only whole segments that every option has are kept: an unbroken
// prefix of the runs, the same for all options. Without, segments begun are finished and all options must have as many runs.
func (w *Writer) Close(partial bool) (*Manifest, error) {
	m := w.manifest
	if !partial {
		for o, p := range w.parts {
			if p.file != nil {
				if err := w.finish(o); err != nil {
					return nil, err
				}
			}
			if w.next[o] != w.next[0] {
				return nil, fmt.Errorf("results: option %s has %d runs, %s %d", m.Options[o].ID, w.next[o], m.Options[0].ID, w.next[0])
			}
		}
		m.Runs = w.next[0]
	} else {
		whole := len(w.done[0])
		for o, p := range w.parts {
			p.drop()
			whole = min(whole, len(w.done[o]))
		}
		for o := range w.done {
			for _, s := range w.done[o][whole:] {
				os.Remove(filepath.Join(w.dir, filepath.FromSlash(s.File)))
			}
			w.done[o] = w.done[o][:whole]
		}
		m.Runs = int64(whole) * SegmentRuns
	}
	m.Partial = partial
	for _, segments := range w.done {
		m.Segments = append(m.Segments, segments...)
	}
	m.TableHash = TableHash(m.Columns, m.Options, m.Segments)
	if err := WriteJSON(filepath.Join(w.dir, ManifestFile), &m); err != nil {
		return nil, err
	}
	return &m, nil
}

// Discard forgets what was begun and not finished, after a failure.
func (w *Writer) Discard() {
	for _, p := range w.parts {
		p.drop()
	}
}
