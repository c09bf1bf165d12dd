package results

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Flushing a file to disk takes as long as playing thousands of runs, so segments are written beside the run that goes on: a few
// files at a time, in any order, since nothing counts before the manifest is there.

// inFlight is how many files may be on their way at once; each holds about a megabyte.
const inFlight = 4

// disk writes the files of a folder in the background.
type disk struct {
	dir     string
	encoder *encoder    // made for the first file
	free    chan []byte // buffers not in use

	mu  sync.Mutex
	err error // the first that went wrong
}

func newDisk(dir string) *disk {
	d := &disk{dir: dir, free: make(chan []byte, inFlight)}
	for range inFlight {
		d.free <- nil
	}
	return d
}

// write makes a file's bytes and leaves them to be written under a name relative to the folder. It reports what went wrong with
// files before.
func (d *disk) write(name string, make func(*encoder, []byte) ([]byte, error)) error {
	if d.encoder == nil {
		d.encoder = newEncoder()
	}
	buf := <-d.free
	text, err := make(d.encoder, buf)
	if err = errors.Join(err, d.failed()); err != nil {
		d.free <- buf
		return err
	}
	go func() {
		if err := WriteFile(filepath.Join(d.dir, filepath.FromSlash(name)), text); err != nil {
			d.mu.Lock()
			if d.err == nil {
				d.err = err
			}
			d.mu.Unlock()
		}
		d.free <- text
	}()
	return nil
}

func (d *disk) failed() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.err
}

// wait returns when all files are written.
func (d *disk) wait() error {
	var bufs [inFlight][]byte
	for i := range bufs {
		bufs[i] = <-d.free
	}
	for _, b := range bufs {
		d.free <- b
	}
	return d.failed()
}

// WriteFile writes a file under a temporary name, flushes it to disk and renames it: the name never holds half a file. What is there and no file,
// such as a pipe or /dev/stdout, is written to as it is.
func WriteFile(path string, text []byte) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeTo(path, text)
	}
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		os.Remove(path + ".tmp")
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

func writeTo(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.Write(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// syncDir flushes a folder, so that renames in it outlast a power cut. Systems that cannot do so are none the worse.
func syncDir(dir string) {
	if f, err := os.Open(dir); err == nil {
		f.Sync()
		f.Close()
	}
}
