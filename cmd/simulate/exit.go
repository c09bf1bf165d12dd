package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"github.com/spf13/cobra"
)

// Exit codes. They are part of the interface: scripts read them.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInvalid     = 3
	exitInterrupted = 4
	exitCheck       = 5
)

// exitError carries an exit code. A nil err says that everything has been told already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usage marks an error as the caller's: wrong arguments or settings.
func usage(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// told is an exit code whose reason stands on the screen already.
func told(code int) error { return &exitError{code, nil} }

// report prints an error and gives its exit code.
func report(w io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	code := exitFailed
	var e *exitError
	if errors.As(err, &e) {
		code = e.code
		if e.err == nil {
			return code
		}
	}
	fmt.Fprintf(w, "error: %v\n", err)
	if hint := remedy(err); hint != "" {
		fmt.Fprintln(w, hint)
	}
	return code
}

// remedy says what to do about what the operating system refuses, wherever it comes up.
func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "There is no space left. What was complete before is safe: free some and give the same command again, or choose another disk with --out."
	case errors.Is(err, syscall.EFBIG):
		return "A file would be larger than is allowed here. What was complete before is safe: allow more (ulimit -f unlimited) and give the same command again."
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "Too many files are open at once. What was complete before is safe: allow more (ulimit -n 256) and give the same command again."
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return "Choose a folder that may be written and read."
	}
	return ""
}

// atMost checks the number of arguments of a command.
func between(lo, hi int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= lo && len(args) <= hi {
			return nil
		}
		return usage("%s takes %s, not %d; see %s --help", cmd.CommandPath(), what, len(args), cmd.CommandPath())
	}
}
