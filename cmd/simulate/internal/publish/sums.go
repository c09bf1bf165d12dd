package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parley/plots/brief"
	"parley/sim/results"
)

// SumsFile lists the hashes of what is neither rows nor sealed by itself: pages, charts, the resolved scenario and its evidence, in the form of
// sha256sum, so that anybody can check them: sha256sum -c SHA256SUMS.
const SumsFile = "SHA256SUMS"

// summed are the files and folders that it covers.
var summed = []string{LockFile, BriefFile, brief.FailuresFile, EvidenceDir, ChartsDir}

// writeSums lists what a folder holds now.
func writeSums(dir string) error {
	var lines []string
	for _, name := range summed {
		err := filepath.WalkDir(filepath.Join(dir, name), func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(file, ".tmp") { // what a call left that was killed
				return err
			}
			sum, err := sumOf(file)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, file)
			lines = append(lines, sum+"  "+filepath.ToSlash(rel)+"\n")
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[2*sha256.Size:], b[2*sha256.Size:]) })
	return results.WriteFile(filepath.Join(dir, SumsFile), []byte(strings.Join(lines, "")))
}

func sumOf(file string) (string, error) {
	text, err := os.ReadFile(file)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// ErrChanged is the error of a file that is not what was written.
var ErrChanged = errors.New("is not what was written")

// CheckSums reads all that SHA256SUMS lists and names the first file that is not what was written.
func CheckSums(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, SumsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s %w: it is missing", SumsFile, ErrChanged)
	}
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !strings.HasSuffix(line, "\n") || len(sum) != 2*sha256.Size || !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name {
			return fmt.Errorf("%s %w: %.80q is no line of it", SumsFile, ErrChanged, line)
		}
		seen[name] = true
		got, err := sumOf(filepath.Join(dir, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s %w: it is missing", name, ErrChanged)
		}
		if err != nil {
			return err
		}
		if got != sum {
			return fmt.Errorf("%s %w: it does not have the hash in %s", name, ErrChanged, SumsFile)
		}
	}
	for _, name := range []string{LockFile, BriefFile, brief.FailuresFile} { // a line that is gone is no leave to change the file
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil && !seen[name] {
			return fmt.Errorf("%s %w: it does not list %s", SumsFile, ErrChanged, name)
		}
	}
	return nil
}
