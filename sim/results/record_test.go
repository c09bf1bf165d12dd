package results

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadRecord(t *testing.T) {
	dir := t.TempDir()
	if r, err := ReadRecord(dir, "1"); r != nil || err != nil {
		t.Fatalf("an empty folder has the record %v, %v", r, err)
	}
	type check struct {
		ID    string `json:"id"`
		Holds bool   `json:"holds"`
	}
	theory := struct {
		Engine string  `json:"engine"`
		Known  int     `json:"known"`
		Checks []check `json:"checks"`
	}{"1", 30, []check{{"R1", true}, {"R2", false}, {"I1", true}}}
	file := filepath.Join(dir, TheoryFile)
	if err := WriteJSON(file, theory); err != nil {
		t.Fatal(err)
	}
	r, err := ReadRecord(dir, "1")
	if err != nil || r == nil || r.Theory == nil || r.Rates != nil || len(r.Cases) != 0 {
		t.Fatalf("record %+v, %v", r, err)
	}
	if held, tried, heldI, triedI := r.Theory.Count(); held != 1 || tried != 2 || heldI != 1 || triedI != 1 || strings.Join(r.Theory.Failed(), " ") != "R2" {
		t.Errorf("counted %d of %d, %d of %d, failed %v", held, tried, heldI, triedI, r.Theory.Failed())
	}
	if _, err := ReadRecord(dir, "2"); err == nil || !strings.Contains(err.Error(), "of engine 1, the result of engine 2") {
		t.Errorf("a record of another engine: %v", err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "false", "true", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadRecord(dir, "1"); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a failed check turned into one that holds: %v", err)
	}
}
