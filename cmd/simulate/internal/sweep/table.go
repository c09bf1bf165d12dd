package sweep

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// File is the name of a sweep's table in its folder; CSVFile that of the same as comma-separated values.
const (
	File    = "sweep.json"
	CSVFile = "cells.csv"
)

// Source is a scenario that is swept.
type Source struct {
	Name string `json:"scenario"`
	Hash string `json:"scenario_hash"` // with --set, without what is varied
}

// Failure is a run that broke the contract of the code.
type Failure struct {
	Cell  int    `json:"cell"`
	Run   int64  `json:"run"`
	Cause string `json:"cause"`
	Stack string `json:"stack"`
}

// Table is a sweep with its cells: scenarios, within them options, within them points.
type Table struct {
	Schema    int                `json:"schema"`
	Engine    string             `json:"engine"`
	Title     string             `json:"title,omitempty"` // of the first scenario
	Scenarios []Source           `json:"scenarios"`
	Set       []results.Override `json:"set,omitempty"`
	Options   []string           `json:"options"`
	Design    Design             `json:"design"`
	Seed      uint64             `json:"seed"`
	Runs      int64              `json:"runs"` // of each cell, asked for
	Partial   bool               `json:"partial"`
	Shard     string             `json:"shard,omitempty"` // of a part: "3/16", counted from 0; its other cells are empty
	Columns   []results.Column   `json:"columns"`         // of the metrics, in the order of a cell's
	Points    [][]string         `json:"points"`
	Cells     []Cell             `json:"cells"`
	SHA256    string             `json:"table_sha256"` // of points and cells
	Failures  []Failure          `json:"failures,omitempty"`
}

// NewTable is a table of empty cells.
func NewTable(sources []Source, set []results.Override, options []string, d *Design, seed uint64, runs int64) (*Table, error) {
	t := &Table{Schema: 1, Engine: sim.EngineVersion, Scenarios: sources, Set: set, Options: options, Design: *d, Seed: seed, Runs: runs, Points: d.Points}
	n := len(sources) * len(options) * len(d.Points)
	if n > MaxCells {
		return nil, fmt.Errorf("%d cells, and a sweep has at most %d", n, MaxCells)
	}
	t.Cells = make([]Cell, n)
	return t, nil
}

// At is where a cell stands.
func (t *Table) At(cell int) (scenario, option, point int) {
	p := len(t.Points)
	return cell / p / len(t.Options), cell / p % len(t.Options), cell % p
}

// Label is a cell in words: what it is set to.
func (t *Table) Label(cell int) string {
	s, o, p := t.At(cell)
	text := ""
	add := func(word string) {
		if text != "" {
			text += ", "
		}
		text += word
	}
	if len(t.Scenarios) > 1 {
		add(t.Scenarios[s].Name)
	}
	if len(t.Options) > 1 {
		add(t.Options[o])
	}
	for k, a := range t.Design.Axes {
		add(a.Path + " = " + short(t.Points[p][k]))
	}
	if text == "" {
		return t.Scenarios[s].Name
	}
	return text
}

// Played is how many runs all cells have together.
func (t *Table) Played() int64 {
	n := int64(0)
	for i := range t.Cells {
		n += t.Cells[i].N
	}
	return n
}

// short is a value in four digits, where it is a number.
func short(value string) string {
	x, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}

// Ends are the cells in the order in which a table is told: all of them, or of more than most the half of so many with the highest share of deals,
// then as many with the lowest. between is how many cells are left out.
func (t *Table) Ends(most int) (cells []int, between int) {
	for i := range t.Cells {
		cells = append(cells, i)
	}
	if len(cells) <= most {
		return cells, 0
	}
	share := func(i int) float64 {
		return float64(t.Cells[i].Deals()) / float64(max(1, t.Cells[i].N-t.Cells[i].Failed))
	}
	slices.SortStableFunc(cells, func(a, b int) int { return cmp.Compare(share(b), share(a)) })
	between = len(cells) - most
	return slices.Delete(cells, most/2, most/2+between), between
}

// sum is the hash of points and cells.
func (t *Table) sum() (string, error) {
	h := sha256.New()
	e := json.NewEncoder(h)
	if err := e.Encode(t.Points); err != nil {
		return "", err
	}
	for i := range t.Cells { // one by one: the text of all would be larger than the cells
		if err := e.Encode(&t.Cells[i]); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Save writes table and cells.csv, each in one step.
func (t *Table) Save(dir string) error {
	t.Partial = false
	owns := t.owns()
	for i := range t.Cells {
		t.Partial = t.Partial || owns(i) && t.Cells[i].N < t.Runs
	}
	var err error
	if t.SHA256, err = t.sum(); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, CSVFile+".tmp"))
	if err != nil {
		return err
	}
	err = t.CSV(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, CSVFile))
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	return results.WriteSealed(filepath.Join(dir, File), t.write)
}

// write writes the table as JSON but for its last brace, one cell after the other.
func (t *Table) write(w io.Writer) error {
	bare := *t
	bare.Cells = nil
	text, err := json.Marshal(&bare)
	if err != nil {
		return err
	}
	const none = `"cells":null`
	before, after, ok := bytes.Cut(text, []byte(none))
	if !ok || bytes.Contains(after, []byte(none)) {
		return errors.New("the place of the cells is not clear")
	}
	_, err = fmt.Fprintf(w, "%s\"cells\":[", before)
	for i := range t.Cells {
		cell, bad := json.Marshal(&t.Cells[i])
		if i > 0 {
			cell = append([]byte(",\n"), cell...)
		}
		_, wrong := w.Write(cell)
		if err = errors.Join(err, bad, wrong); err != nil {
			return err
		}
	}
	_, wrong := fmt.Fprintf(w, "]%s", bytes.TrimSuffix(after, []byte("}")))
	return errors.Join(err, wrong)
}

// ID is a hash of what is swept, without the number of runs: the same sweep always lands in the same folder.
func (t *Table) ID() string {
	h := sha256.New()
	// strings alone: nothing that cannot be written
	_ = json.NewEncoder(h).Encode([]any{t.Scenarios, t.Set, t.Options, t.Design, t.Points})
	return hex.EncodeToString(h.Sum(nil))
}

// differs names the first thing in which another table is of another sweep, the number of runs and shards aside.
func (t *Table) differs(old *Table) error {
	for _, f := range []struct{ name, have, want string }{
		{"format", fmt.Sprint(old.Schema), fmt.Sprint(t.Schema)},
		{"engine", old.Engine, t.Engine},
		{"scenarios", fmt.Sprint(old.Scenarios), fmt.Sprint(t.Scenarios)},
		{"--set", fmt.Sprint(old.Set), fmt.Sprint(t.Set)},
		{"options", fmt.Sprint(old.Options), fmt.Sprint(t.Options)},
		{"seed", fmt.Sprint(old.Seed), fmt.Sprint(t.Seed)},
		{"design", old.Design.Kind, t.Design.Kind},
		{"levers", fmt.Sprint(paths(old)), fmt.Sprint(paths(t))},
	} {
		if f.have != f.want {
			return fmt.Errorf("its %s is %s, not %s", f.name, f.have, f.want)
		}
	}
	if !slices.EqualFunc(old.Points, t.Points, slices.Equal[[]string]) {
		return errors.New("its levers have other values")
	}
	return nil
}

// Continue takes over the cells of a stored table of the same sweep. Anything that differs but the number of runs is refused by its name.
func (t *Table) Continue(old *Table) error {
	if err := t.differs(old); err != nil {
		return err
	}
	if old.Shard != t.Shard {
		return fmt.Errorf("its shard is %s, not %s", orNone(old.Shard), orNone(t.Shard))
	}
	for i := range old.Cells {
		if n := old.Cells[i].N; n > t.Runs {
			return fmt.Errorf("its cells have up to %d runs, more than the %d asked for", n, t.Runs)
		} else if n%sim.ChunkRuns != 0 && n < t.Runs {
			return fmt.Errorf("its cells have %d runs, and only multiples of %d can be gone on from; play them anew with --force", n, sim.ChunkRuns)
		}
	}
	t.Cells, t.Failures = old.Cells, old.Failures
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func paths(t *Table) []string {
	var out []string
	for _, a := range t.Design.Axes {
		out = append(out, a.Path)
	}
	return out
}

// CSV writes a line for every cell: what it is set to, counts, the share of deals with its 95 % interval and how it differs from the first
// cell on the same draws, then mean, standard deviation and three quantiles of every metric with the most a quantile can be off.
func (t *Table) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	head := append([]string{"cell", "scenario", "option"}, paths(t)...)
	head = append(head, "runs", "failed")
	head = append(head, sim.EndingNames[:]...)
	head = append(head, "any-deal", "any-deal-low", "any-deal-high", "difference", "difference-low", "difference-high")
	for _, c := range t.Columns {
		for _, what := range []string{"n", "mean", "sd", "p10", "p50", "p90", "error"} {
			head = append(head, c.Name+"."+what)
		}
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		s, o, p := t.At(i)
		row := append([]string{strconv.Itoa(i), t.Scenarios[s].Name, t.Options[o]}, t.Points[p]...)
		row = append(row, fmt.Sprint(c.N), fmt.Sprint(c.Failed))
		for _, k := range c.Endings {
			row = append(row, fmt.Sprint(k))
		}
		if good := c.N - c.Failed; good > 0 {
			in, d := stats.Wilson(c.Deals(), good, stats.Level), c.Against()
			row = append(row, fine(float64(c.Deals())/float64(good)), fine(in.Low), fine(in.High), fine(d.Mean), fine(d.Low), fine(d.High))
		} else {
			row = append(row, make([]string, 6)...)
		}
		metrics := c.Metrics()
		for k, column := range t.Columns {
			if k >= len(metrics) || metrics[k].N == 0 {
				row = append(row, "0", "", "", "", "", "", "")
				continue
			}
			m := &metrics[k]
			row = append(row, fmt.Sprint(m.N), fine(m.Mean), fine(m.SD()))
			off := 0.0
			for _, q := range []float64{0.1, 0.5, 0.9} {
				var x float64
				x, off = m.Quantile(column, q)
				row = append(row, fine(x))
			}
			row = append(row, fine(off))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func fine(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 8, 64)
}
