package brief

// What makes the same result again: the foot of every page, the table at the end and the command.

import (
	"fmt"
	"regexp"
	"strings"

	"parley/sim/results"
)

type row struct {
	Name, Value string
	Code        bool
}

// runningFoot stands at the foot of every printed page.
func runningFoot(m *results.Manifest) string {
	parts := []string{m.Scenario, "scenario " + short(m.ScenarioHash), "evidence " + short(m.EvidenceHash), fmt.Sprintf("seed %d", m.Seed),
		counted(m.Runs, "run", "runs") + " per option", "engine " + m.Engine, "table " + short(m.TableHash)}
	return strings.Join(parts, " · ")
}

// short is the first eight digits of a hash.
func short(hash string) string {
	if len(hash) > 8 {
		return hash[:8]
	}
	if hash == "" {
		return "none"
	}
	return hash
}

func reproduction(m *results.Manifest, command string) []row {
	rows := []row{
		{"Scenario", m.Scenario, false},
		{"Scenario SHA-256", m.ScenarioHash, true},
		{"Evidence SHA-256", m.EvidenceHash, true},
		{"Table SHA-256", m.TableHash, true},
		{"Seed", fmt.Sprint(m.Seed), false},
		{"Runs", counted(m.Runs, "run", "runs") + " for each of " + counted(int64(len(m.Options)), "option", "options"), false},
		{"Design", m.Design, false},
		{"Generator", m.Generator, false},
		{"Engine", m.Engine, false},
		{"Results format", fmt.Sprintf("schema %d", m.Schema), false},
		{"Command", command, true},
	}
	if m.Partial {
		why := "Stopped early"
		if len(m.Missing) > 0 {
			why = "Shards missing"
		}
		rows = append(rows, row{why, fmt.Sprintf("%s of %s runs asked for are in this result", thousands(m.Runs), thousands(m.Asked)), false})
	}
	out := rows[:0]
	for _, r := range rows {
		if r.Value != "" {
			out = append(out, r)
		}
	}
	return out
}

// command is the one command that makes the same result again.
func (b *builder) command() string {
	if b.o.Command != "" {
		return b.o.Command
	}
	m := b.in.Manifest
	parts := []string{"simulate run", shellWord(m.Scenario), fmt.Sprintf("--runs %d --seed %d", m.Runs, m.Seed)}
	for _, o := range m.Overrides {
		parts = append(parts, "--set "+shellWord(o.Path+"="+o.Value))
	}
	return strings.Join(parts, " ")
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./=:,+-]+$`)

// shellWord quotes a word for a shell where it needs it.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
