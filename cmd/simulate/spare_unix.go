//go:build unix

package main

import (
	"fmt"
	"syscall"
)

// spareFiles is how many files must be free to open before anything is begun: Go's own two for waiting on files, which it ends the program without,
// and a folder, its lock and a file in it.
const spareFiles = 5

// spare tells whether enough files can be opened to go on at all. Without, the first file that is opened would end the program with a page of stacks.
func spare() error {
	var got []int
	defer func() {
		for _, fd := range got {
			syscall.Close(fd)
		}
	}()
	for range spareFiles {
		fd, err := syscall.Open(".", syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		switch err {
		case nil:
			got = append(got, fd)
		case syscall.EMFILE, syscall.ENFILE:
			return fmt.Errorf("this program can open only %d more files, and needs %d to begin: %w", len(got), spareFiles, err)
		default: // a folder that may not be looked into tells nothing about that
			return nil
		}
	}
	return nil
}
