package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"parley/sim"
)

// version may be set at link time: -ldflags "-X main.version=v1.2.3". Otherwise the build information says it.
var version string

// build describes this program.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Modified bool   `json:"modified,omitempty"` // built from a tree with changes
	Engine   string `json:"engine"`             // raised whenever results change
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func thisBuild() build {
	b := build{Version: version, Engine: sim.EngineVersion, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		if b.Version == "" {
			b.Version = "unknown"
		}
		return b
	}
	if b.Version == "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Version of this program and of its engine",
		Args:  between(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			b := thisBuild()
			if a.console.JSON {
				return a.console.WriteJSON(b)
			}
			commit := ""
			if b.Commit != "" {
				commit = ", commit " + b.Commit[:min(12, len(b.Commit))]
				if b.Modified {
					commit += " with changes"
				}
			}
			a.console.Print("simulate %s%s", b.Version, commit)
			a.console.Print("engine %s (raised whenever results change), %s, %s", b.Engine, b.Go, b.Platform)
			return nil
		},
	}
}
