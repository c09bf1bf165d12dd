package sweep

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"parley/sim/results"
)

// ErrDamaged says that a stored table is not what was written.
var ErrDamaged = errors.New("the sweep's table is damaged")

// Load reads the table of a folder; nil where there is none. The text of ten thousand cells is many times as large as the cells, and never whole in
// memory.
func Load(dir string) (*Table, error) {
	path := filepath.Join(dir, File)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	damaged := func(err error) error { return fmt.Errorf("%w: %s: %w", ErrDamaged, path, err) }
	if err := results.CheckSealOf(f); errors.Is(err, results.ErrSeal) {
		return nil, damaged(err)
	} else if err != nil {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var t Table
	if err := t.read(f); err != nil {
		return nil, damaged(err)
	}
	if got, err := t.sum(); err != nil || got != t.SHA256 || len(t.Cells) != len(t.Scenarios)*len(t.Options)*len(t.Points) {
		return nil, fmt.Errorf("%w: %s does not have the hash it states", ErrDamaged, path)
	}
	return &t, nil
}

// read takes the table's JSON, the cells one after the other.
func (t *Table) read(r io.Reader) error {
	d := json.NewDecoder(bufio.NewReaderSize(r, 1<<16))
	if err := delim(d, '{'); err != nil {
		return err
	}
	rest := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key != "cells" {
			var text json.RawMessage
			if err := d.Decode(&text); err != nil {
				return err
			}
			rest[fmt.Sprint(key)] = text
			continue
		}
		if err := delim(d, '['); err != nil {
			return err
		}
		for d.More() {
			t.Cells = append(t.Cells, Cell{})
			if err := d.Decode(&t.Cells[len(t.Cells)-1]); err != nil {
				return err
			}
			if len(t.Cells) > MaxCells {
				return fmt.Errorf("it has more than %d cells", MaxCells)
			}
		}
		if err := delim(d, ']'); err != nil {
			return err
		}
	}
	text, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	cells := t.Cells
	if err := json.Unmarshal(text, t); err != nil {
		return err
	}
	t.Cells = cells
	return nil
}

// delim takes one that is due.
func delim(d *json.Decoder, want json.Delim) error {
	got, err := d.Token()
	if err == nil && got != want {
		err = fmt.Errorf("%v where %v is due", got, want)
	}
	return err
}
