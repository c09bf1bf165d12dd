package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/study"
	"parley/scenarios"
	"parley/sim/diag"
	"parley/sim/results"
)

// setFlag adds --set.
func setFlag(cmd *cobra.Command, into *[]string) {
	cmd.Flags().StringArrayVar(into, "set", nil, "change one quantity, switch or header field, such as talks.contact=0.8, by `path=value` (may be repeated)")
}

// overrides reads the values of --set.
func overrides(sets []string) ([]results.Override, error) {
	var out []results.Override
	for _, s := range sets {
		path, value, ok := strings.Cut(s, "=")
		path, value = strings.TrimSpace(path), strings.TrimSpace(value)
		if !ok || path == "" || value == "" {
			return nil, usage("--set %s: write path=value, for example --set talks.contact=0.8 (simulate schema lists the paths)", s)
		}
		out = append(out, results.Override{Path: path, Value: value})
	}
	return out, nil
}

// load reads a scenario and prints its findings. With errors among them it returns exit code 3 and no scenario.
func (a *app) load(arg string, sets []results.Override) (*scenarios.Scenario, diag.Findings, error) {
	sc, findings := scenarios.Load(arg, sets)
	if !findings.HasErrors() && sc != nil {
		return sc, findings, nil
	}
	a.print(sc, findings)
	return nil, findings, told(exitInvalid)
}

// print shows findings with the lines they are about.
func (a *app) print(sc *scenarios.Scenario, findings diag.Findings) {
	sources := diag.Sources{}
	if sc != nil {
		for file, text := range sc.Sources {
			sources[file] = text
		}
	}
	for _, f := range findings {
		if _, known := sources[f.File]; known || f.Line == 0 {
			continue
		}
		if text, err := os.ReadFile(f.File); err == nil && len(text) < 1<<20 {
			sources[f.File] = string(text)
		}
	}
	diag.Render(a.console.Err, findings, sources, a.console.ErrColor)
}

// open reads and compiles a scenario.
func (a *app) open(arg string, sets []results.Override) (*study.Study, diag.Findings, error) {
	sc, findings, err := a.load(arg, sets)
	if err != nil {
		return nil, findings, err
	}
	s, err := study.New(sc)
	if err != nil {
		return nil, findings, err
	}
	s.Evidence = ownEvidence(arg)
	return s, findings, nil
}

// ownEvidence is the evidence/ folder beside a scenario's file, "" when there is none or the scenario is a built-in one.
func ownEvidence(arg string) string {
	info, err := os.Stat(arg)
	if err != nil || (slices.Contains(scenarios.Names(), arg) && !info.IsDir()) {
		return ""
	}
	dir := arg
	if !info.IsDir() {
		dir = filepath.Dir(arg)
	}
	dir = filepath.Join(dir, "evidence")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}

// completeScenarios offers the names of embedded scenarios, and files and folders.
func completeScenarios(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return scenarios.Names(), cobra.ShellCompDirectiveDefault
}
