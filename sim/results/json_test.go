package results

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Finite values give the bytes of encoding/json with the seal behind them, so that any program's JSON is the same as ours.
func TestWriteJSON_likeTheStandardLibrary(t *testing.T) {
	at := 0.25
	m, _ := sample(0)
	for _, v := range []any{
		&m,
		&Summary{Runs: 3, Options: []OptionSummary{{ID: "baseline", Reasons: map[string]map[string]int64{"b": {"z": 1, "a": 2}, "a": nil}, Metrics: []MetricStats{{Name: "x < y & z", Mean: 1e-9, SD: 1e21, Max: 0.1}}}}},
		&Derived{Flips: []Flip{{At: &at, Values: []float64{1, 2}}, {}}, Sets: &Sets{Reps: 2, Endings: []Endings{{1, 2}}}},
		map[string]float64{"b": 1, "a": math.MaxFloat64},
		Quantity{Lo: 1, Hi: 2, Mid: 1.5},
	} {
		path := filepath.Join(t.TempDir(), "x.json")
		if err := WriteJSON(path, v); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.MarshalIndent(v, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(Seal(want)) {
			t.Errorf("%T: got\n%s\nwant\n%s", v, got, want)
		}
	}
}

// NaN goes out as null and comes back as NaN, wherever it stands; a pointer that is nil stays nil.
func TestWriteJSON_undefined(t *testing.T) {
	nan := math.NaN()
	in := Summary{Options: []OptionSummary{{Metrics: []MetricStats{{Name: "x", Mean: nan, SD: math.Inf(1), Quantiles: [7]float64{1, nan, 3, 4, 5, 6, nan}}}}}}
	path := filepath.Join(t.TempDir(), "x.json")
	if err := WriteJSON(path, &in); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "null") < 4 {
		t.Fatalf("%s, %v", text, err)
	}
	var out Summary
	if err := ReadJSON(path, &out); err != nil {
		t.Fatal(err)
	}
	got := out.Options[0].Metrics[0]
	if !math.IsNaN(got.Mean) || !math.IsNaN(got.SD) || !math.IsNaN(got.Quantiles[1]) || !math.IsNaN(got.Quantiles[6]) || got.Quantiles[2] != 3 {
		t.Errorf("read back as %+v", got)
	}
	d := Derived{Flips: []Flip{{Path: "x", Values: []float64{nan, 2}}}}
	if err := WriteJSON(path, &d); err != nil {
		t.Fatal(err)
	}
	var e Derived
	if err := ReadJSON(path, &e); err != nil || e.Flips[0].At != nil || !math.IsNaN(e.Flips[0].Values[0]) || e.Flips[0].Values[1] != 2 {
		t.Errorf("read back as %+v, %v", e.Flips, err)
	}
}

func TestReadJSON_damaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.json")
	if err := os.WriteFile(path, []byte(`{"runs": 3`), 0o644); err != nil {
		t.Fatal(err)
	}
	var s Summary
	if err := ReadJSON(path, &s); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("half a file: %v", err)
	}
	if !reflect.DeepEqual(s, Summary{}) {
		t.Errorf("half a file left %+v", s)
	}
}
