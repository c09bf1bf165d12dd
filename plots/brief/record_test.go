package brief

import (
	"encoding/json"
	"strings"
	"testing"

	"parley/sim/results"
)

func TestHTML_trackRecord(t *testing.T) {
	in := fixture()
	in.Record = &results.Record{}
	text := `{"engine":"1","cases":[{"id":"a"},{"id":"b"},{"id":"c"}],"scores":[{"rule":"log score","better":false,"model_minus_base":{"mean":0.9,"low":-0.2,"high":2.1}}]}`
	if err := json.Unmarshal([]byte(text), in.Record); err != nil {
		t.Fatal(err)
	}
	page := visible(render(t, in, Options{}))
	for _, want := range []string{"Track record: scored on 3 past cases, not shown to be better than base rates", "+0.900", "-0.200 to +2.100", "backtest.json"} {
		if !strings.Contains(page, want) {
			t.Errorf("page does not say %q", want)
		}
	}
	if strings.Contains(page, "not validated") {
		t.Error("a scored model is called not validated")
	}
	if strings.Contains(page, "never scored on past cases") {
		t.Error("a scored model is said never to have been scored")
	}
	if c := rubric(read(in), provenance{}, results.BriefText{}, in.Record); c.Tests[3].Level != Low {
		t.Errorf("three cases, no better than base rates, allow %s", c.Tests[3].Level)
	}
	in.Record.Scores[0].Better = true
	if c := rubric(read(in), provenance{}, results.BriefText{}, in.Record); c.Tests[3].Level != Moderate {
		t.Errorf("three cases, better than base rates, allow %s", c.Tests[3].Level)
	}
}
