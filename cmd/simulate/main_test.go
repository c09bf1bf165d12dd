package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets a test start this very program as simulate.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"simulate": main})
}

// wholeProgram skips a test that starts the program many times. With -short, as under the race detector, where each start is ten times slower, it would
// only say again what TestRun_interrupted and the tests of internal/batch and internal/sweep say of goroutines.
func wholeProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the whole program many times")
	}
}

func TestScripts(t *testing.T) {
	wholeProgram(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			// As on a fresh machine: an empty home, nothing said about colours.
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("NO_COLOR", "")
			return os.MkdirAll(e.WorkDir+"/home", 0o755)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits},
	})
}
