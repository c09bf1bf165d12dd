package settings

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"parley/scenarios"
)

func flags(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	f := pflag.NewFlagSet("test", pflag.ContinueOnError)
	Flags(f)
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f
}

// Each layer wins over the one below it: flags > environment > simulate.yaml > the scenario's run: block > defaults.
func TestLoad_layers(t *testing.T) {
	for _, c := range []struct {
		name   string
		flag   []string
		env    string
		file   string
		block  map[string]any
		want   int64
		source string
	}{
		{"default", nil, "", "", nil, 100_000, "default"},
		{"run block over default", nil, "", "", map[string]any{"runs": 5}, 5, "run: block"},
		{"file over run block", nil, "", "runs: 6", map[string]any{"runs": 5}, 6, "simulate.yaml"},
		{"environment over file", nil, "7", "runs: 6", map[string]any{"runs": 5}, 7, "SIMULATE_RUNS"},
		{"flag over environment", []string{"--runs", "8"}, "7", "runs: 6", map[string]any{"runs": 5}, 8, "--runs"},
		{"an empty variable counts as none", nil, "", "runs: 6", nil, 6, "simulate.yaml"},
		{"a whole number in scientific form", nil, "", "runs: 1e5", nil, 100_000, "simulate.yaml"},
		{"underscores", nil, "200_000", "", nil, 200_000, "SIMULATE_RUNS"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("SIMULATE_RUNS", c.env)
			if c.file != "" {
				if err := os.WriteFile(File, []byte(c.file), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			s, shown, err := Load(flags(t, c.flag...), c.block, 3)
			if err != nil {
				t.Fatal(err)
			}
			if s.Runs != c.want || shown[0].Source != c.source {
				t.Errorf("runs %d from %s, want %d from %s", s.Runs, shown[0].Source, c.want, c.source)
			}
			if s.Workers != 3 {
				t.Errorf("workers %d, want the 3 cores", s.Workers)
			}
		})
	}
}

// Seeds use all 64 bits, and 0 is a seed.
func TestLoad_seed(t *testing.T) {
	t.Chdir(t.TempDir())
	for text, want := range map[string]uint64{"0": 0, "18446744073709551615": 1<<64 - 1} {
		s, _, err := Load(flags(t, "--seed", text), nil, 1)
		if err != nil || s.Seed != want {
			t.Errorf("--seed %s: %d, %v", text, s.Seed, err)
		}
		t.Setenv("SIMULATE_SEED", text)
		s, _, err = Load(flags(t), nil, 1)
		if err != nil || s.Seed != want {
			t.Errorf("SIMULATE_SEED=%s: %d, %v", text, s.Seed, err)
		}
	}
}

// Nothing is bent into shape: a wrong value is an error that names its layer.
func TestLoad_faults(t *testing.T) {
	for _, c := range []struct {
		name  string
		file  string
		env   [2]string
		flag  []string
		block map[string]any
		want  []string
	}{
		{"unknown key", "rnus: 5", [2]string{}, nil, nil, []string{"simulate.yaml", `"rnus"`, `did you mean "runs"`}},
		{"unknown key in the run block", "", [2]string{}, nil, map[string]any{"orchestra": 5}, []string{"run: block", `"orchestra"`, "known settings"}},
		{"fraction", "runs: 1.9", [2]string{}, nil, nil, []string{"simulate.yaml", "runs", "1.9", "whole number"}},
		{"word for a number", "runs: many", [2]string{}, nil, nil, []string{"simulate.yaml", "runs", "many"}},
		{"truth for a number", "runs: true", [2]string{}, nil, nil, []string{"simulate.yaml", "runs", "true"}},
		{"list for a number", "runs: [1]", [2]string{}, nil, nil, []string{"simulate.yaml", "runs"}},
		{"number for a word", "out: 5", [2]string{}, nil, nil, []string{"simulate.yaml", "out"}},
		{"hexadecimal in the environment", "", [2]string{"SIMULATE_RUNS", "0x10"}, nil, nil, []string{"SIMULATE_RUNS", "0x10"}},
		{"negative seed", "seed: -1", [2]string{}, nil, nil, []string{"simulate.yaml", "seed", "-1"}},
		{"no runs", "", [2]string{}, []string{"--runs", "0"}, nil, []string{"--runs", "between 1 and"}},
		{"more workers than make sense", "", [2]string{"SIMULATE_WORKERS", "5000"}, nil, nil, []string{"SIMULATE_WORKERS", "workers", "5000"}},
		{"not YAML", "runs: [", [2]string{}, nil, nil, []string{"simulate.yaml:2:1", "not closed"}},
		{"a list at the top", "- runs", [2]string{}, nil, nil, []string{"simulate.yaml:1:1", "not a map of keys and values"}},
		{"a key twice", "runs: 5\nruns: 6", [2]string{}, nil, nil, []string{"simulate.yaml:2:1", `"runs" is given twice`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if c.env[0] != "" {
				t.Setenv(c.env[0], c.env[1])
			}
			if c.file != "" {
				if err := os.WriteFile(File, []byte(c.file), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			_, _, err := Load(flags(t, c.flag...), c.block, 1)
			if err == nil {
				t.Fatal("no error")
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("error %q lacks %q", err, w)
				}
			}
			if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "mapstructure") || strings.Contains(err.Error(), "Settings") || strings.Contains(err.Error(), "unmarshal") {
				t.Errorf("error speaks of the program's insides: %q", err)
			}
		})
	}
}

// A run: block is checked twice: with its place when the scenario is read, and here. Both take the same values.
func TestLoad_asTheScenarioReader(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []string{"runs 0", "runs 1", "runs 1000000000", "runs 1000000001", "runs 10_000", "runs 1e5", "runs 2.0", "seed 0", "seed -1", "seed 18446744073709551615", "seed 18446744073709551616",
		"workers 0", "workers 4096", "workers 4097", "sets 19", "sets 20", "sets 100000", "sets 100001", "set-runs 19", "set-runs 20", "set-runs 100001", "keep all", "keep some", "paper letter", "paper a3"} {
		key, value, _ := strings.Cut(c, " ")
		if err := os.WriteFile("s.yaml", []byte("extends: baseline\nrun: {"+key+": "+value+"}\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		s, findings := scenarios.Load("s.yaml", nil)
		block := map[string]any{key: value}
		if !findings.HasErrors() {
			block = s.RunBlock()
		}
		if _, _, err := Load(flags(t), block, 1); (err != nil) != findings.HasErrors() {
			t.Errorf("%s: the scenario's reader finds %v, the settings say %v", c, findings, err)
		}
	}
}
