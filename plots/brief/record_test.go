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
	text := `{"engine":"1","cases":[{"id":"a"},{"id":"b"},{"id":"c"}],"scores":[{"rule":"log score","better":false,"model_minus_base":{"mean":0.9,"low":-0.2,"high":2.1}}],
		"terms_score":{"issues":5,"model_mae":{"mean":0.217,"n":2},"weighted_mean_mae":{"mean":0.188},"model_minus_weighted_mean_mae":{"low":-0.08,"high":0.14},"better":false}}`
	if err := json.Unmarshal([]byte(text), in.Record); err != nil {
		t.Fatal(err)
	}
	page := visible(render(t, in, Options{}))
	for _, want := range []string{"Track record: scored on 3 past cases, not shown to be better than base rates", "+0.900", "-0.200 to +2.100", "backtest.json",
		"Terms of 2 past texts: the model's are off by 0.22 of an issue's range, the weighted mean of what both sides want by 0.19 (95% interval of the difference -0.08 to +0.14); the model's are not shown to be nearer"} {
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

// Theory and base rates are told beside "not validated", which past cases alone lift, and failing what was tried keeps the record from high.
func TestHTML_theoryAndBaseRates(t *testing.T) {
	in := fixture()
	in.Record = &results.Record{Theory: &results.Theory{}, Rates: &results.Rates{}}
	if err := json.Unmarshal([]byte(`{"known":30,"checks":[{"id":"R1","holds":true},{"id":"R2","holds":false},{"id":"I1","holds":true}]}`), in.Record.Theory); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"fitted":true,"inside":1,"inside_before":0,"targets":[{"title":"Agreement, nobody mediates","inside":true},{"title":"Settlement","inside":false}]}`), in.Record.Rates); err != nil {
		t.Fatal(err)
	}
	page := visible(render(t, in, Options{}))
	for _, want := range []string{"Track record: not validated", "Theory: 1 of 2 regularities of the literature hold in the model, and 1 of 1 invariance", "Failed: R2.", "27 more were not tried",
		"0 of 2 shares lie inside the published interval with generic values, 1 with values fitted", "Outside even then: settlement.",
		"none: not validated; 2 of 3 checks against theory hold; 0 of 2 base rates inside the published interval"} {
		if !strings.Contains(page, want) {
			t.Errorf("page does not say %q", want)
		}
	}
	good := measures{Cases: 12, Calibrated: true, Hold: 30, Checks: 30, Inside: 10, Rates: 10}
	if got := record(good).Level; got != High {
		t.Errorf("everything tried speaks for it: %s", got)
	}
	for name, change := range map[string]func(m *measures){"a failed check": func(m *measures) { m.Hold-- }, "a base rate outside": func(m *measures) { m.Inside-- }} {
		m := good
		change(&m)
		if got := record(m).Level; got != Moderate {
			t.Errorf("%s leaves %s", name, got)
		}
	}
}
