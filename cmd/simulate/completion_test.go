package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func TestCompletion(t *testing.T) {
	t.Setenv("SIMULATE_RUN", "3") // mistyped, and not what a shell should show
	for _, c := range []struct{ line, want string }{
		{"run --keep ", "outcomes all none"},
		{"submit --keep ", "outcomes all none"},
		{"export --format ", "csv jsonl parquet xlsx"},
		{"submit --engine ", "slurm kubernetes"},
		{"report --paper ", "a4 letter"},
		{"run --shard ", "auto"},
		{"explain ", "E101 E102 E301"},
		{"explain --scenario ", "baseline exchange"},
		{"seal ", "baseline exchange"},
	} {
		var out, log bytes.Buffer
		args := append([]string{"__complete"}, strings.Split(c.line, " ")...)
		if code := execute(context.Background(), args, &out, &log); code != exitOK {
			t.Errorf("%q: exit code %d: %s", c.line, code, &log)
		}
		offered := map[string]bool{}
		for line := range strings.Lines(out.String()) {
			word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			offered[word] = true
		}
		for word := range strings.FieldsSeq(c.want) {
			if !offered[word] {
				t.Errorf("simulate %s offers no %s: %s", c.line, word, &out)
			}
		}
		if strings.Contains(log.String(), "SIMULATE_RUN") {
			t.Errorf("simulate %s shows: %s", c.line, &log)
		}
	}
}
