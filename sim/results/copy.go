package results

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ManifestCopy is a second manifest.json, byte for byte: it has the hashes of all rows, without which whole segments could not be told from changed
// ones. Where the first is lost or damaged, a resume goes on from this one.
const ManifestCopy = "manifest.copy.json"

// write writes the manifest of a folder, and then its copy: killed in between, the copy is of fewer runs, which were a result too.
func (m *Manifest) write(dir string) error {
	if err := WriteJSON(filepath.Join(dir, ManifestFile), m); err != nil {
		return err
	}
	return WriteJSON(filepath.Join(dir, ManifestCopy), m)
}

// readSound reads the manifest of a folder, or its copy where the manifest is not there or not sound; without either the error is that of the manifest.
func readSound(dir string) (Manifest, error) {
	var first error
	for _, name := range []string{ManifestFile, ManifestCopy} {
		var m Manifest
		path := filepath.Join(dir, name)
		err := ReadJSON(path, &m)
		if err == nil {
			err = m.check(path)
		}
		if err == nil {
			return m, nil
		}
		if first == nil {
			first = err
		}
	}
	return Manifest{}, first
}

// CheckCopy tells whether the copy of a result's manifest is one.
func (s *Set) CheckCopy() error {
	text, err := os.ReadFile(filepath.Join(s.Dir, ManifestFile))
	if err != nil {
		return err
	}
	other, err := os.ReadFile(filepath.Join(s.Dir, ManifestCopy))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if !bytes.Equal(text, other) {
		return fmt.Errorf("%s is no copy of %s, which was changed, or it was; the same simulate run with --resume makes what differs again", filepath.Join(s.Dir, ManifestCopy), ManifestFile)
	}
	return nil
}
