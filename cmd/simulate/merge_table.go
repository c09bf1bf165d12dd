package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/sweep"
)

// findTables reads the tables of sweep shards in folders, and in those directly inside folders that hold none.
func findTables(args []string) (tables []*sweep.Table, names []string, err error) {
	seen := map[string]bool{}
	add := func(dir string, must bool) error {
		if abs, err := filepath.Abs(dir); err == nil {
			if seen[abs] {
				return nil
			}
			seen[abs] = true
		}
		t, err := sweep.Load(dir)
		if err != nil {
			return err
		}
		if t == nil || t.Shard == "" && !must { // whole tables may lie beside
			return nil
		}
		if t.Shard == "" {
			return fmt.Errorf("%s is a whole sweep, not a shard", dir)
		}
		tables, names = append(tables, t), append(names, dir)
		return nil
	}
	for _, arg := range args {
		inside, err := os.ReadDir(arg)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, err
		}
		if err != nil { // a file: the other merge says so
			return nil, nil, nil
		}
		if _, err := os.Stat(filepath.Join(arg, sweep.File)); err == nil {
			if err := add(arg, true); err != nil {
				return nil, nil, err
			}
			continue
		}
		for _, e := range inside {
			if e.IsDir() {
				if err := add(filepath.Join(arg, e.Name()), false); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return tables, names, nil
}

// mostListed is how many missing cells are named one by one.
const mostListed = 20

// mergeTables puts the shards of a sweep together.
func (a *app) mergeTables(tables []*sweep.Table, names []string, out string, allow bool, maxFailed float64) error {
	t, missing, err := sweep.Merge(tables, names)
	lacking := errors.Is(err, sweep.ErrMissing)
	if err != nil && !lacking {
		return err
	}
	for i, cell := range missing {
		if i == mostListed {
			a.console.Say("and %s more", console.Count(len(missing)-i, "cell", "cells"))
			break
		}
		a.console.Say("missing: cell %d, %s, has %s of %s runs", cell, t.Label(cell), console.Thousands(t.Cells[cell].N), console.Thousands(t.Runs))
	}
	if lacking && (!allow || len(missing) == len(t.Cells)) {
		return &exitError{exitInterrupted, fmt.Errorf("%s of %s are missing; play those shards, or add --allow-missing", console.Thousands(len(missing)), console.Count(len(t.Cells), "cell", "cells"))}
	}
	dir := out
	if dir == "" {
		dir = folder.StandardSweep(t.Scenarios[0].Name, t.ID(), t.Seed)
	}
	lock, err := folder.Claim(dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	old, err := sweep.Load(dir)
	if folder.IsResult(dir) || err != nil || old != nil && !old.Partial && !(lock.Killed && old.ID() == t.ID() && old.Seed == t.Seed && old.Engine == t.Engine) {
		return errors.Join(fmt.Errorf("%s holds a result already; choose another folder with --out", dir), lock.Back())
	}
	if err := t.Save(dir); err != nil {
		return err
	}
	if err := a.drawSweep(dir, t.Title, t); err != nil {
		return err
	}
	if err := lock.Release(); err != nil {
		return err
	}
	if err := a.tellSweep(dir, t.Title, t); err != nil {
		return err
	}
	a.console.Say("Merged %s into %s%c", console.Count(len(tables), "shard", "shards"), dir, os.PathSeparator)
	if err := a.tolerateCells(dir, t, maxFailed); err != nil {
		return err
	}
	if lacking {
		a.console.Say("The table is partial.")
		return told(exitInterrupted)
	}
	return nil
}
