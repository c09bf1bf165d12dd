package settings

import (
	"strings"
	"testing"
)

func TestUnread(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"a setting", "SIMULATE_RUNS=10", ""},
		{"a setting of two words", "SIMULATE_SET_RUNS=10", ""},
		{"no setting, and read", "SIMULATE_SHARDS=3", ""},
		{"another program's", "SIMULATED_ANNEALING=1", ""},
		{"the tests'", "SIMULATE_REQUIRE_SLURM=1", ""},
		{"mistyped", "SIMULATE_WORKER=1", "SIMULATE_WORKER is no setting and changes nothing; did you mean SIMULATE_WORKERS?"},
		{"small letters", "simulate_runs=1", "simulate_runs is no setting and changes nothing; did you mean SIMULATE_RUNS?"},
		{"like nothing", "SIMULATE_FRONT_LOADING=1", "SIMULATE_FRONT_LOADING is no setting and changes nothing; there are: SIMULATE_RUNS "},
	} {
		got := strings.Join(Unread([]string{"HOME=/", c.line}), "|")
		if (c.want == "") != (got == "") || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s reads %q, want %q", c.name, c.line, got, c.want)
		}
	}
}
