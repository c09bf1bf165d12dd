package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// The help of every command fits a terminal of 80 columns, says what the command is for, and shows it in use.
func TestHelp_everyCommand(t *testing.T) {
	root := newRoot(&app{}, &bytes.Buffer{}, &bytes.Buffer{})
	seen := 0
	for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
		if cmd.Name() == "help" || cmd.Name() == "completion" {
			continue
		}
		seen++
		var b bytes.Buffer
		cmd.SetOut(&b)
		if err := cmd.Help(); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > 80 {
				t.Errorf("simulate %s --help: %d columns: %s", cmd.Name(), n, line)
			}
		}
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("simulate %s: says %q of itself", cmd.Name(), cmd.Short)
		}
		if cmd != root && cmd.HasLocalFlags() && cmd.Name() != "version" && cmd.Example == "" {
			t.Errorf("simulate %s: no example", cmd.Name())
		}
	}
	if seen < 30 {
		t.Errorf("%d commands", seen)
	}
}
