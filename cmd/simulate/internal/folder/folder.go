// Package folder decides where a result lies and whether a folder may be written: a result is extended or read, never
// mixed with another and never laid over somebody's files.
package folder

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/sim/results"
)

// Root is the folder under the working directory that holds results by default.
const Root = "runs"

// latest is the text file that names the newest result of a scenario: no symbolic link, which Windows lacks.
const latest = "LATEST"

// marker stands in a folder while a run is writing to it. What a killed run left is known by it and may be replaced.
const marker = "UNFINISHED"

// Standard is the place of a result: the same scenario, overrides and seed always land in the same folder.
func Standard(scenario, hash string, seed uint64) string {
	if len(hash) > 8 {
		hash = hash[:8]
	}
	return filepath.Join(Root, scenario, fmt.Sprintf("%s-s%d", hash, seed))
}

// StandardSweep is the place of a sweep.
func StandardSweep(scenario, hash string, seed uint64) string {
	return filepath.Join(Root, scenario, fmt.Sprintf("sweep-%s-s%d", hash[:8], seed))
}

// StandardTogether is the place of the table of several scenarios that were run in one call.
func StandardTogether(hashes string, seed uint64) string {
	sum := sha256.Sum256([]byte(hashes))
	return filepath.Join(Root, fmt.Sprintf("together-%x-s%d", sum[:4], seed))
}

// Point notes a result as the newest of its scenario and of all. A folder outside Root is not noted.
func Point(scenario, dir string) error {
	rel, err := filepath.Rel(Root, dir)
	if err != nil || strings.HasPrefix(rel, "..") {
		return nil
	}
	inside, err := filepath.Rel(scenario, rel)
	if err != nil || strings.HasPrefix(inside, "..") {
		return nil
	}
	if err := replace(filepath.Join(Root, scenario, latest), inside+"\n"); err != nil {
		return err
	}
	return replace(filepath.Join(Root, latest), filepath.ToSlash(rel)+"\n")
}

// replace writes a small file in one step.
func replace(name, text string) error {
	tmp := fmt.Sprintf("%s.%d.tmp", name, os.Getpid()) // of its own: other runs may end at the same moment
	if err := os.WriteFile(tmp, []byte(text), 0o644); err != nil {
		os.Remove(tmp)
		return err
	}
	return os.Rename(tmp, name)
}

// ErrNone says that no result was found.
var ErrNone = errors.New("no result")

// Find turns what a user types into the folder of a result: a result folder, a folder with a LATEST file, the name of a
// scenario that was run, or nothing for the newest result of all.
func Find(arg string) (string, error) {
	if arg == "" {
		dir, err := follow(Root)
		if err != nil {
			return "", fmt.Errorf("%w under %s/ yet; run one first: simulate run", ErrNone, Root)
		}
		return dir, nil
	}
	for _, dir := range []string{arg, filepath.Join(Root, arg)} {
		if IsResult(dir) {
			return dir, nil
		}
		if to, err := follow(dir); err == nil {
			return to, nil
		}
	}
	info, err := os.Stat(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("%w %q: neither a result folder nor a scenario with results under %s/; run it first: simulate run %s", ErrNone, arg, Root, arg)
	case err != nil:
		return "", err
	case !info.IsDir():
		return "", fmt.Errorf("%w: %s is a file, and a result is a folder with manifest.json", ErrNone, arg)
	case hidden(arg) != nil:
		return "", hidden(arg)
	case Orphan(arg):
		return "", fmt.Errorf("%w in %s: it has lost its %s; the same simulate run with --resume goes on from the copy", ErrNone, arg, results.ManifestFile)
	case Unfinished(arg):
		return "", fmt.Errorf("%w in %s: a run was stopped there before anything was complete; run it again", ErrNone, arg)
	}
	return "", fmt.Errorf("%w in %s: it has no manifest.json", ErrNone, arg)
}

// hidden is the error of a folder that may not be looked into.
func hidden(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, results.ManifestFile)); errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

func follow(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, latest))
	if err != nil {
		return "", err
	}
	to := filepath.Join(dir, filepath.FromSlash(strings.TrimSpace(string(b))))
	if !IsResult(to) {
		return "", fmt.Errorf("%w: %s names %s, which is no result", ErrNone, filepath.Join(dir, latest), to)
	}
	return to, nil
}

// IsResult reports whether a folder holds a result: the manifest is written last.
func IsResult(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "manifest.json"))
	return err == nil && info.Mode().IsRegular()
}

// Orphan reports whether a folder holds a result that lost its manifest and has the copy of it.
func Orphan(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, results.ManifestCopy))
	return err == nil && info.Mode().IsRegular() && !IsResult(dir)
}

// isSweep reports whether a folder holds the table of a sweep.
func isSweep(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "sweep.json"))
	return err == nil && info.Mode().IsRegular()
}

// Unfinished reports whether a run was stopped in the folder before its end.
func Unfinished(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, marker))
	return err == nil
}

// Asked is how many runs of every option the result in a folder was to have, of a shard those of the whole batch; 0 where none can be read.
func Asked(dir string) int64 {
	for _, name := range []string{results.ManifestFile, results.ManifestCopy} {
		var m results.Manifest
		if results.ReadJSON(filepath.Join(dir, name), &m) == nil {
			return m.Asked
		}
	}
	return 0
}

// parts are the names that a run writes into its folder, the manifest and what could stand in for it first, so that a folder is never read half
// removed.
var parts = []string{results.ManifestCopy, results.ManifestFile, "summary.json", "derived.json", "scenario.lock.yaml", "brief.html", "failures.txt", "SHA256SUMS", "evidence", "charts", "data"}

// Owns tells whether a file is, or would be, one of those that a run writes into its folder.
func Owns(dir, file string) bool {
	at, err1 := filepath.Abs(dir)
	to, err2 := filepath.Abs(file)
	rel, err3 := filepath.Rel(at, to)
	if errors.Join(err1, err2, err3) != nil {
		return false
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	mine, err := filepath.Match("accumulator-*.json*", first)
	return slices.Contains(parts, first) || err == nil && mine
}

// Clear removes what a run wrote and leaves everything else alone.
func Clear(dir string) error {
	for _, name := range parts {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	sums, err := filepath.Glob(filepath.Join(dir, "accumulator-*.json*"))
	for _, name := range sums {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}
