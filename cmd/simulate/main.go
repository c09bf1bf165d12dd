// Command simulate plays negotiations many thousand times and writes charts and a briefing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"parley/cmd/simulate/internal/console"
)

func main() {
	if err := spare(); err != nil {
		os.Exit(report(os.Stderr, err))
	}
	// The first interrupt lets a run keep what is complete; the second ends the program as usual.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() { <-ctx.Done(); stop() }()
	os.Exit(execute(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// execute is the whole program as a function: arguments in, exit code out.
func execute(ctx context.Context, args []string, out, err io.Writer) int {
	a := &app{}
	written := &console.Output{To: out}
	root := newRoot(a, written, err)
	root.SetArgs(args)
	failed := root.ExecuteContext(ctx)
	fault := written.Fault()
	if fault == nil {
		return report(err, failed)
	}
	if !errors.Is(failed, fault) {
		report(err, failed)
	}
	// Whatever the command made of it: who reads the answer has not got it.
	return report(err, fmt.Errorf("standard output cannot be written, so the answer is not whole: %w", fault))
}
