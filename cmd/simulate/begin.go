package main

import (
	"errors"
	"fmt"

	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/sim/results"
)

// begin decides what a call does with a folder and takes the right to write to it. A whole stored result is read without: it may lie where
// nobody may write. What was decided without the lock is decided again with it, since another call may have been quicker.
func begin(dir string, m results.Manifest, runs int64, chosen bool, f runFlags) (lock *folder.Lock, action folder.Action, stored *results.Set, err error) {
	if !f.force && !f.resume && folder.IsResult(dir) && !folder.Unfinished(dir) {
		if action, stored, err = folder.Plan(dir, m, runs, chosen, false, false); err != nil || action == folder.Stored {
			return nil, action, stored, err
		}
	}
	if lock, err = folder.Claim(dir); err != nil || f.force {
		return lock, folder.Fresh, nil, err
	}
	if action, stored, err = folder.Plan(dir, m, runs, chosen, f.resume, lock.Killed); err != nil {
		lock.Back()
		return nil, action, nil, err
	}
	if stored != nil && (f.resume || lock.Killed) {
		if err := stored.Tidy(); err != nil {
			return nil, action, nil, errors.Join(err, lock.Back())
		}
	}
	return lock, action, stored, nil
}

// begun tells whether a folder holds anything of a run.
func begun(dir string) bool {
	return folder.IsResult(dir) || folder.Orphan(dir) || folder.Unfinished(dir)
}

// home is where the result of a scenario lies, or a shard of it.
func home(s *study.Study, set settings.Settings, part *shard) string {
	if set.Out != "" {
		return set.Out
	}
	dir := folder.Standard(s.Manifest.Scenario, s.Manifest.ScenarioHash, set.Seed)
	if part != nil {
		dir += fmt.Sprintf("-shard-%d-of-%d", part.i, part.n)
	}
	return dir
}
