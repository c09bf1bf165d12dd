// Command simulate plays negotiations many thousand times and writes charts and a briefing.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// The first interrupt lets a run keep what is complete; the second ends the program as usual.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() { <-ctx.Done(); stop() }()
	os.Exit(execute(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// execute is the whole program as a function: arguments in, exit code out.
func execute(ctx context.Context, args []string, out, err io.Writer) int {
	a := &app{}
	root := newRoot(a, out, err)
	root.SetArgs(args)
	return report(err, root.ExecuteContext(ctx))
}
