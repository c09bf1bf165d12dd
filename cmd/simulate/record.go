package main

import (
	"path/filepath"

	"parley/cmd/simulate/internal/folder"
	"parley/sim"
	"parley/sim/results"
)

// recordIn finds the result that a record is to be put into, and refuses one of another engine before anything is played.
func recordIn(arg string) (dir string, err error) {
	dir, err = folder.Find(arg)
	if err != nil {
		return "", err
	}
	set, err := results.Open(dir)
	if err != nil {
		return "", err
	}
	if set.Manifest.Engine != sim.EngineVersion {
		return "", usage("%s is of engine %s and this is engine %s: a record of one says nothing about the other", dir, set.Manifest.Engine, sim.EngineVersion)
	}
	return dir, nil
}

// keepRecord writes a sealed record into a result folder; simulate report then tells it.
func (a *app) keepRecord(dir, file string, v any) error {
	path := filepath.Join(dir, file)
	if err := results.WriteJSON(path, v); err != nil {
		return err
	}
	a.console.Say("Wrote  %s", path)
	a.console.Next("simulate report " + dir)
	return nil
}
