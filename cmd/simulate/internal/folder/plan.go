package folder

import (
	"errors"
	"fmt"
	"slices"

	"parley/sim/results"
)

// Action is what to do with the folder of a result.
type Action int

// Actions. Fresh begins with run 0, Extend adds runs to what is stored, Stored has them all.
const (
	Fresh Action = iota
	Extend
	Stored
)

// Plan compares what is asked with what a folder holds. m is the manifest of the run that is asked for, with its columns;
// anything but the number of runs must agree with what is stored, or the error names what differs. A number of runs below what
// is stored is refused when it was chosen: what would be printed is not what was asked for. What a killed run left is read whole, and so is
// everything with resume: the segments before the first torn one are gone on from, by the copy of the manifest where that is torn. With either the folder must be claimed.
func Plan(dir string, m results.Manifest, runs int64, chosen, resume, killed bool) (Action, *results.Set, error) {
	switch {
	case Orphan(dir) && !resume && !killed:
		return Fresh, nil, fmt.Errorf("%s has lost its %s; add --resume to go on from the copy of it, or --force to run it all anew", dir, results.ManifestFile)
	case !IsResult(dir) && !Orphan(dir):
		return Fresh, nil, nil
	}
	set, err := results.Open(dir)
	torn := err != nil
	if err == nil && (resume || killed) {
		torn = set.Verify() != nil
	}
	if torn {
		if !resume && !killed {
			return Fresh, nil, fmt.Errorf("%w; add --resume to make anew what is damaged, or --force to run it all anew", err)
		}
		if set, err = results.Salvage(dir); err != nil && resume {
			return Fresh, nil, fmt.Errorf("%w; add --force to run it anew", err)
		}
		if set == nil || err != nil { // nothing whole stands before it
			return Fresh, nil, nil
		}
	}
	if err := differ(&set.Manifest, &m); err != nil {
		return Fresh, nil, fmt.Errorf("%s holds another result: %w; choose another folder with --out, or add --force to replace it", dir, err)
	}
	if len(set.Manifest.Missing) > 0 {
		return Fresh, nil, fmt.Errorf("%s was merged without all its shards; play those that are missing and merge again (simulate merge)", dir)
	}
	if torn {
		if err := set.Keep(); err != nil {
			return Fresh, nil, err
		}
	}
	have := set.Manifest.Runs
	switch {
	case runs < have && chosen:
		return Fresh, nil, fmt.Errorf("%s holds %d runs per option, more than the %d asked for; leave --runs out to see them, or choose another folder with --out", dir, have, runs)
	case runs <= have:
		return Stored, set, nil
	}
	return Extend, set, nil
}

// differ names the first thing in which two runs could not share a table.
func differ(have, want *results.Manifest) error {
	for _, f := range []struct{ name, have, want string }{
		{"scenario", have.Scenario, want.Scenario},
		{"scenario_hash", short(have.ScenarioHash), short(want.ScenarioHash)},
		{"evidence_hash", short(have.EvidenceHash), short(want.EvidenceHash)},
		{"seed", fmt.Sprint(have.Seed), fmt.Sprint(want.Seed)},
		{"engine", have.Engine, want.Engine},
		{"shard", orNone(have.Shard), orNone(want.Shard)},
		{"keep", have.Keeps(), want.Keeps()},
		{"options", fmt.Sprint(ids(have.Options)), fmt.Sprint(ids(want.Options))},
	} {
		if f.have != f.want {
			return fmt.Errorf("its %s is %s, not %s", f.name, f.have, f.want)
		}
	}
	same := slices.EqualFunc(have.Columns, want.Columns, func(a, b results.Column) bool {
		return a.Name == b.Name && a.Type == b.Type && slices.Equal(a.Levels, b.Levels)
	})
	if same {
		return nil
	}
	return errors.New("its columns are others")
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func short(hash string) string { return hash[:min(8, len(hash))] }

func ids(options []results.Option) []string {
	var out []string
	for _, o := range options {
		out = append(out, o.ID)
	}
	return out
}
