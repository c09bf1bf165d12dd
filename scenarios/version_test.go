package scenarios

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"testing"

	"parley/sim"
	"parley/sim/protocol"
)

// reference is what a version of the engine gives: a hash of the first rows of every option of every embedded scenario, and of the baseline
// under every bargaining protocol.
type reference struct {
	Engine string            `json:"engine"`
	Rows   int               `json:"rows"`
	Hashes map[string]string `json:"hashes"`
}

const referenceFile = "testdata/engine.json"

// Whoever changes numbers raises sim.EngineVersion: rows of two versions must never be mixed in one folder. Before the first release the
// file may be written anew (go test ./scenarios -update); after it only together with a new version.
func TestEngineVersion_isRaisedWithNumbers(t *testing.T) {
	now := reference{Engine: sim.EngineVersion, Rows: 256, Hashes: map[string]string{}}
	for _, name := range Names() {
		sc, findings := Load(name, nil)
		if findings.HasErrors() {
			t.Fatal(findings)
		}
		for _, o := range sc.Options {
			key := name
			if o.ID != "baseline" {
				key += " " + o.ID
			}
			now.Hashes[key] = firstRows(t, key, spec(t, name, o.ID), now.Rows)
		}
	}
	for _, e := range protocol.List() {
		if e.Stage == protocol.Bargaining {
			key := "baseline by " + e.Name
			now.Hashes[key] = firstRows(t, key, spec(t, "baseline", "baseline", "stages", "[talks-about-talks, "+e.Name+", ratification, implementation]"), now.Rows)
		}
	}
	if *update {
		text, err := json.MarshalIndent(now, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(referenceFile, append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	var want reference
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if want.Engine != now.Engine {
		t.Fatalf("%s is of engine %s and this is %s: write it anew with -update", referenceFile, want.Engine, now.Engine)
	}
	for name, hash := range now.Hashes {
		if want.Hashes[name] != hash {
			t.Errorf("%s gives other numbers than engine %s did: raise sim.EngineVersion, say why in CHANGELOG.md, and write %s anew with -update", name, want.Engine, referenceFile)
		}
	}
	if len(want.Hashes) != len(now.Hashes) {
		t.Errorf("%s has %d scenarios, there are %d: write it anew with -update", referenceFile, len(want.Hashes), len(now.Hashes))
	}
}

// firstRows is the hash of the first rows of a scenario.
func firstRows(t *testing.T, name string, sp sim.Spec, rows int) string {
	t.Helper()
	p := Compile(sp)
	m := sim.NewMachine(p, 1)
	row := make([]float64, len(p.Parts.Columns))
	h := sha256.New()
	var word [8]byte
	for run := range uint64(rows) {
		if f := m.Row(run, run, row); f != nil {
			t.Fatalf("%s: run %d failed: %s", name, run, f.Cause)
		}
		for _, x := range row {
			bits := math.Float64bits(x)
			if x != x {
				bits = math.Float64bits(math.NaN())
			}
			binary.LittleEndian.PutUint64(word[:], bits)
			h.Write(word[:])
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
