package theory

import (
	"context"
	"flag"
	"os"
	"runtime"
	"testing"
)

var update = flag.Bool("update", false, "write docs/regularities.md anew")

const page = "../../docs/regularities.md"

// docs/regularities.md is what the program gives, to the last digit; a check that fails stands there as failed and fails here.
func TestMarkdown_isUpToDate(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every check with all its runs")
	}
	reports, err := RunAll(context.Background(), List(), On("baseline"), 1, DefaultRuns(), runtime.NumCPU(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		for _, v := range r.Verdicts {
			if !v.Holds {
				t.Errorf("%s %s, %s: %s", r.Check.ID, r.Check.Title, v.Subject(), v.Complain)
			}
		}
	}
	want := Markdown(reports, 1)
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(page)
	if err != nil || string(have) != want {
		t.Errorf("docs/regularities.md is not what the program gives: run go test ./sim/theory -update (%v)", err)
	}
}
