package results

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Writer writes a result folder: segments as they fill, the manifest last. A folder without a manifest holds no result.
type Writer struct {
	dir      string
	manifest Manifest
	old      *Manifest        // the result being extended, nil for a new one
	parts    []*segmentWriter // per option
	next     []int64          // next run due per option
	done     [][]Segment
	disk     *disk
}

// Create begins a result in dir, which is made if it does not exist. Runs count from 0, those of a shard from the manifest's first. Columns and options of the manifest must have
// different names. An enum may have no levels (who mediated, in a scenario without mediators): all its values are then undefined.
func Create(dir string, m Manifest) (*Writer, error) { return resume(dir, m, nil, nil) }

// Extend goes on with a stored result of the same scenario, seed, engine, options and columns, whose whole segments are kept; a last
// segment with fewer than SegmentRuns runs is made again. It returns the first run that is due. Killed on the way, the folder still
// holds the old result: a segment made again begins with the rows it had.
func Extend(dir string, old *Set, m Manifest) (w *Writer, first int64, err error) {
	if err := differ(&old.Manifest, &m); err != nil {
		return nil, 0, fmt.Errorf("%s cannot be extended: %w", dir, err)
	}
	keep := old.Manifest.Runs / SegmentRuns * SegmentRuns
	segments := make([][]Segment, len(m.Options))
	for o, option := range m.Options {
		for _, s := range old.Manifest.Segments {
			if s.Option == option.ID && s.First-m.First+int64(s.N) <= keep {
				segments[o] = append(segments[o], s)
			}
		}
		if int64(len(segments[o]))*SegmentRuns != keep {
			return nil, 0, fmt.Errorf("%s cannot be extended: option %s lacks segments", dir, option.ID)
		}
	}
	w, err = resume(dir, m, segments, &old.Manifest)
	return w, m.First + keep, err
}

// differ names the first thing in which two runs could not share a table.
func differ(have, want *Manifest) error {
	for _, f := range []struct{ name, have, want string }{
		{"scenario hash", have.ScenarioHash, want.ScenarioHash},
		{"evidence hash", have.EvidenceHash, want.EvidenceHash},
		{"seed", fmt.Sprint(have.Seed), fmt.Sprint(want.Seed)},
		{"engine", have.Engine, want.Engine},
		{"shard", orNone(have.Shard), orNone(want.Shard)},
		{"keep", have.Keeps(), want.Keeps()},
	} {
		if f.have != f.want {
			return fmt.Errorf("its %s is %s, not %s", f.name, f.have, f.want)
		}
	}
	if !slices.EqualFunc(have.Options, want.Options, func(a, b Option) bool { return a.ID == b.ID }) {
		return fmt.Errorf("its options are others")
	}
	if !slices.EqualFunc(have.Columns, want.Columns, func(a, b Column) bool {
		return a.Name == b.Name && a.Type == b.Type && slices.Equal(a.Levels, b.Levels)
	}) {
		return fmt.Errorf("its columns are others")
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func resume(dir string, m Manifest, have [][]Segment, old *Manifest) (*Writer, error) {
	if err := checkNames(&m); err != nil {
		return nil, err
	}
	at := dir
	if m.Kept() {
		at = filepath.Join(dir, "data")
	}
	if err := os.MkdirAll(at, 0o755); err != nil {
		return nil, fmt.Errorf("writing results: %w", err)
	}
	m.SegmentRuns, m.Segments = SegmentRuns, nil
	w := &Writer{dir: dir, manifest: m, old: old, next: make([]int64, len(m.Options)), done: make([][]Segment, len(m.Options)), disk: newDisk(dir)}
	for o, option := range m.Options {
		w.parts = append(w.parts, newSegmentWriter(&m, option.ID))
		w.parts[o].hash.buf = w.parts[0].hash.buf // blocks come one at a time
		w.next[o] = m.First
		if have != nil {
			w.done[o] = have[o]
			w.next[o] += int64(len(have[o])) * SegmentRuns
		}
	}
	return w, nil
}

// checkNames refuses a table that could not be told apart again.
func checkNames(m *Manifest) error {
	if len(m.Options) == 0 || len(m.Columns) == 0 {
		return fmt.Errorf("results: no options or no columns")
	}
	seen := map[string]bool{"run": true, "option": true}
	for _, c := range m.Columns {
		if seen[c.Name] || c.Name == "" {
			return fmt.Errorf("results: two columns are named %q", c.Name)
		}
		seen[c.Name] = true
	}
	ids := map[string]bool{}
	for _, o := range m.Options {
		if ids[o.ID] || o.ID == "" || o.ID != filepath.Base(o.ID) {
			return fmt.Errorf("results: option %q cannot be told apart or is no file name", o.ID)
		}
		ids[o.ID] = true
	}
	return nil
}

// Add takes a block. Blocks of one option come in run order; those of different options may alternate. The block is free again
// when Add returns.
func (w *Writer) Add(b Block) error {
	p := w.parts[b.Option]
	if b.First != w.next[b.Option] {
		return fmt.Errorf("results: run %d of option %s came where %d was due", b.First, p.option, w.next[b.Option])
	}
	width := len(w.manifest.Columns)
	if len(b.Values) != b.N*width {
		return fmt.Errorf("results: %d values for %d runs of %d columns", len(b.Values), b.N, width)
	}
	for n, at := b.N, 0; n > 0; {
		take := min(n, SegmentRuns-p.n)
		if err := p.add(b.First+int64(at), take, b.Values[at*width:(at+take)*width]); err != nil {
			return fmt.Errorf("writing results: runs %d to %d of option %s: %w", b.First, b.First+int64(b.N)-1, p.option, err)
		}
		at, n = at+take, n-take
		w.next[b.Option] += int64(take)
		if p.n == SegmentRuns {
			if err := w.flush(b.Option); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *Writer) flush(option int) error {
	seg, err := w.parts[option].flush(w.disk)
	if err != nil {
		return err
	}
	w.done[option] = append(w.done[option], seg)
	return nil
}

// Close ends the result and writes its manifest. With partial only whole segments that every option has are kept: an unbroken
// prefix of the runs, the same for all options; an extension that did not get beyond the old result leaves that one. Without, segments
// begun are finished and all options must have as many runs.
func (w *Writer) Close(partial bool) (*Manifest, error) {
	m := w.manifest
	if !partial {
		for o, p := range w.parts {
			if p.n > 0 {
				if err := w.flush(o); err != nil {
					return nil, err
				}
			}
			if w.next[o] != w.next[0] {
				return nil, fmt.Errorf("results: option %s has %d runs, %s %d", m.Options[o].ID, w.next[o], m.Options[0].ID, w.next[0])
			}
		}
		m.Runs = w.next[0] - m.First
		if m.Shard == "" {
			m.Asked = m.Runs // a batch that knows when it has enough asks for no more
		}
	} else {
		if err := w.disk.wait(); err != nil {
			return nil, err
		}
		whole := len(w.done[0])
		for o := range w.parts {
			whole = min(whole, len(w.done[o]))
		}
		m.Runs = int64(whole) * SegmentRuns
		if w.old != nil && w.old.Runs > m.Runs {
			w.remove(int((w.old.Runs + SegmentRuns - 1) / SegmentRuns))
			return w.old, nil
		}
		w.remove(whole)
	}
	if err := w.disk.wait(); err != nil {
		return nil, err
	}
	m.Partial = partial
	m.Segments = make([]Segment, 0, len(w.done)*len(w.done[0]))
	for _, segments := range w.done {
		m.Segments = append(m.Segments, segments...)
	}
	m.TableHash = TableHash(m.Columns, m.Options, m.Segments)
	syncDir(filepath.Join(w.dir, "data"))
	if err := m.write(w.dir); err != nil {
		return nil, err
	}
	syncDir(w.dir)
	return &m, nil
}

// remove takes away the segments that some option has beyond a number of them.
func (w *Writer) remove(from int) {
	for o := range w.done {
		if len(w.done[o]) <= from {
			continue
		}
		for _, s := range w.done[o][from:] {
			if s.File != "" {
				os.Remove(filepath.Join(w.dir, filepath.FromSlash(s.File)))
			}
		}
		w.done[o] = w.done[o][:from]
	}
}

// Discard forgets the rows of segments that are not full, after a failure. Whole segments stay on disk without a manifest.
func (w *Writer) Discard() {
	w.disk.wait() // whatever went wrong, the result is given up
	for _, p := range w.parts {
		p.reset()
	}
}
