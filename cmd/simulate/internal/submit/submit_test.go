package submit

import (
	"regexp"
	"strings"
	"testing"
)

// A job's name is a DNS label (RFC 1123: letters, digits and hyphens, neither first nor last), and with "-merge" and what Kubernetes adds for a pod of an
// Indexed Job ("-" and an index of up to five digits, "-" and five letters) it has at most 63 letters.
func TestName(t *testing.T) {
	label := regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)
	for _, scenario := range []string{"baseline", "./mine/Scenario.yaml", "../" + strings.Repeat("a-long-folder/", 20) + "x.yaml", "wasser für die stadt", "ß"} {
		for _, verb := range []string{"run", "sweep"} {
			name := Job{Verb: verb, Scenarios: []string{scenario}}.Name()
			if !label.MatchString(name) || len(name) > 63-len("-merge")-1-5 {
				t.Errorf("%s of %.40s is named %q, %d letters", verb, scenario, name, len(name))
			}
		}
	}
	if got := (Job{Verb: "sweep", Scenarios: []string{"baseline"}}).Name(); got != "parley-baseline-sweep" {
		t.Errorf("a sweep of the baseline is named %q", got)
	}
}
