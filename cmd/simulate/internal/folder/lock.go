package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/gofrs/flock"

	"parley/sim/results"
)

// One process at a time writes to a folder. Who does holds a lock of the operating system on a file in it, which goes with the process however it
// ends: what is left after kill -9 is a mark that work was going on, never a folder that nobody may use.

// lockFile is the file that is locked; it is there only while a process writes.
const lockFile = "LOCK"

// Lock is the right to write to a folder.
type Lock struct {
	Killed bool // a run was stopped here before its end: what it left is not to be trusted unread
	dir    string
	file   *flock.Flock
}

// Claim makes the folder, locks it and marks it as being written. A folder that holds anything else than a result or what a killed
// run left is refused. What a killed run left is removed, a result is not.
func Claim(dir string) (*Lock, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, syscall.ENOTDIR):
		return nil, fmt.Errorf("%s is a file, and a result is a folder; choose another place with --out", dir)
	case err != nil:
		return nil, err
	case !ours(entries):
		return nil, fmt.Errorf("%s is not empty and holds no result; choose an empty folder with --out", dir)
	}
	l, err := lock(dir)
	if err != nil {
		return nil, err
	}
	l.Killed = Unfinished(dir)
	if l.Killed && !IsResult(dir) && !isSweep(dir) && !Orphan(dir) {
		err = Clear(dir)
	}
	text := fmt.Sprintf("%d\nThe process of this number is writing here, or was stopped before its end; manifest.json is written last.\n", os.Getpid())
	if err = errors.Join(err, os.WriteFile(filepath.Join(dir, marker), []byte(text), 0o644)); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// ClaimTable claims a folder for a table made from results: those may lie in it, each in a folder of its own.
func ClaimTable(dir string) (*Lock, error) {
	if IsResult(dir) {
		return nil, fmt.Errorf("%s holds a result; choose another folder with --out", dir)
	}
	l, err := lock(dir)
	if err != nil {
		return nil, err
	}
	l.Killed = Unfinished(dir)
	return l, nil
}

// ours tells whether a folder is empty or holds what this program writes first or last.
func ours(entries []fs.DirEntry) bool {
	for _, e := range entries {
		switch e.Name() {
		case results.ManifestFile, results.ManifestCopy, "sweep.json", marker:
			return true
		}
	}
	return len(entries) == 0 || len(entries) == 1 && entries[0].Name() == lockFile
}

// lock takes the lock. A file that its last holder removed meanwhile is no longer the folder's, so it is tried again.
func lock(dir string) (*Lock, error) {
	path := filepath.Join(dir, lockFile)
	for range 100 {
		if err := os.MkdirAll(dir, 0o755); errors.Is(err, fs.ErrExist) { // it went in between
			continue
		} else if err != nil {
			return nil, err
		}
		f := flock.New(path)
		got, err := f.TryLock()
		if errors.Is(err, fs.ErrNotExist) { // the folder went with its last holder
			continue
		}
		if errors.Is(err, errors.ErrUnsupported) { // a file system without locks: the number of the process has to do
			if err := busy(dir); err != nil {
				return nil, err
			}
			return &Lock{dir: dir, file: f}, nil
		}
		if err != nil {
			return nil, err
		}
		if !got {
			return nil, beingWritten(dir)
		}
		held, err := f.Stat()
		there, err2 := os.Stat(path)
		if err == nil && err2 == nil && os.SameFile(held, there) {
			return &Lock{dir: dir, file: f}, nil
		}
		f.Unlock()
	}
	return nil, beingWritten(dir)
}

// writer is the process that wrote the mark, 0 where that cannot be told.
func writer(dir string) int {
	b, err := os.ReadFile(filepath.Join(dir, marker))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return 0
	}
	return pid
}

func beingWritten(dir string) error {
	who := "another process"
	if pid := writer(dir); pid > 0 {
		who = fmt.Sprintf("process %d", pid)
	}
	return fmt.Errorf("%s is writing to %s; wait for it, or choose another folder with --out", who, dir)
}

// busy reports that the process of the mark is alive.
func busy(dir string) error {
	pid := writer(dir)
	if pid <= 0 || pid == os.Getpid() {
		return nil
	}
	p, err := os.FindProcess(pid)
	if err != nil {
		return nil
	}
	defer p.Release()
	if err := p.Signal(syscall.Signal(0)); err != nil && !errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return beingWritten(dir)
}

// Release takes the mark away and gives the folder back: it is complete. An empty folder is removed with it.
func (l *Lock) Release() error {
	if l.file == nil {
		return nil
	}
	if err := os.Remove(filepath.Join(l.dir, marker)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	l.Close()
	if entries, err := os.ReadDir(l.dir); err == nil && len(entries) == 0 {
		if err := os.Remove(l.dir); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTEMPTY) {
			return err
		}
	}
	return nil
}

// GiveUp clears the folder of what has come to nothing and gives it back. Where that cannot be done, such as with too many files open, the mark stays:
// without it nobody would know any more whose files these are.
func (l *Lock) GiveUp() error {
	if err := Clear(l.dir); err != nil {
		l.Close()
		return err
	}
	return l.Release()
}

// Back gives the folder back as it was before Claim: the mark of a killed run stays.
func (l *Lock) Back() error {
	if l.Killed {
		l.Close()
		return nil
	}
	return l.Release()
}

// Close gives the folder back with its mark, as the end of the process does. It does nothing after Release.
func (l *Lock) Close() {
	if l == nil || l.file == nil {
		return
	}
	os.Remove(l.file.Path()) // while it is held: whoever waits for it sees that it is another file
	l.file.Unlock()
	l.file = nil
}
