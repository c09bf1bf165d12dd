package backtest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"parley/sim"
)

// Seal is what the model said of a negotiation before its outcome was known, with what it takes to see that nothing was changed later.
// It proves nothing about its date: who wants that keeps the digest with a third party.
type Seal struct {
	Schema       int       `json:"schema"`
	Sealed       string    `json:"sealed"` // 2025-03-04; the scenario's cut-off unless another date was given
	Scenario     string    `json:"scenario"`
	Title        string    `json:"title"`
	Question     string    `json:"question"`
	Cutoff       string    `json:"cutoff"`
	Horizon      int       `json:"horizon"` // months
	ScenarioHash string    `json:"scenario_hash"`
	EvidenceHash string    `json:"evidence_hash"`
	Engine       string    `json:"engine"`
	Seed         uint64    `json:"seed"`
	Runs         int64     `json:"runs"`
	Classes      []string  `json:"classes"`
	P            []float64 `json:"p"` // chances of the classes
	Digest       string    `json:"digest"`
}

// Sum is the SHA-256 of the seal's JSON with an empty digest.
func (s Seal) Sum() string {
	s.Digest = ""
	text, err := json.Marshal(s)
	if err != nil {
		panic("backtest: " + err.Error()) // chances are finite
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// ReadSeal reads a seal and refuses one whose contents do not fit its digest.
func ReadSeal(name string, text []byte) (*Seal, error) {
	s := &Seal{}
	if err := json.Unmarshal(text, s); err != nil {
		return nil, fmt.Errorf("%s is not a seal: %w", name, err)
	}
	if s.Schema != 1 || len(s.P) == 0 || len(s.P) != len(s.Classes) {
		return nil, fmt.Errorf("%s is not a seal of this program: no chances of endings", name)
	}
	if digest := s.Sum(); digest != s.Digest {
		return nil, fmt.Errorf("%s was changed after it was sealed: its contents have the digest %.12s…, it names %.12s…", name, digest, s.Digest)
	}
	sum := 0.0
	for _, p := range s.P {
		if !(p > 0 && p < 1) {
			return nil, fmt.Errorf("%s: %g is not the chance of an ending", name, p)
		}
		sum += p
	}
	if math.Abs(sum-1) > 1e-9 {
		return nil, fmt.Errorf("%s: its chances add up to %g", name, sum)
	}
	return s, nil
}

// Scored is a seal with its outcome.
type Scored struct {
	Schema int     `json:"schema"`
	Seal   Seal    `json:"seal"`
	Ending string  `json:"ending"`
	Date   string  `json:"date,omitempty"` // of the ending
	Log    float64 `json:"log"`
	Brier  float64 `json:"brier"`
	Ranked float64 `json:"ranked"`
}

// Score grades a seal. An ending dated on or before the day of the seal is refused: it could have been known.
func (s *Seal) Score(ending, date string) (*Scored, error) {
	k := slices.Index(s.Classes, ending)
	if k < 0 {
		return nil, fmt.Errorf("%q is not an ending; %s", ending, hint(ending, sim.EndingNames[:]))
	}
	if date != "" {
		at, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return nil, fmt.Errorf("date %q: write it as 2025-03-04", date)
		}
		if sealed, err := time.Parse(time.DateOnly, s.Sealed); err == nil && !at.After(sealed) {
			return nil, fmt.Errorf("the ending of %s does not come after the seal of %s: it could have been known", date, s.Sealed)
		}
	}
	return &Scored{1, *s, ending, date, LogScore(s.P, k), BrierScore(s.P, k), RankedScore(s.P, k)}, nil
}

// Record is what several scored seals come to, beside even chances for all endings.
type Record struct {
	Schema int           `json:"schema"`
	Seals  []Scored      `json:"seals"`
	Scores []RecordScore `json:"scores"`
}

// RecordScore is one scoring rule over a record.
type RecordScore struct {
	Rule       string   `json:"rule"`
	Model      Estimate `json:"model"`
	Even       Estimate `json:"even_chances"`
	Difference Estimate `json:"model_minus_even"`
	Better     bool     `json:"better"` // the whole interval of the difference lies below 0
}

// Summarise makes a record.
func Summarise(seals []Scored, seed uint64) *Record {
	r := &Record{Schema: 1, Seals: seals}
	for _, rule := range []struct {
		name string
		of   func([]float64, int) float64
	}{{"log score", LogScore}, {"Brier score", BrierScore}, {"ranked probability score", RankedScore}} {
		var m, b []float64
		for _, s := range seals {
			k, even := slices.Index(s.Seal.Classes, s.Ending), slices.Repeat([]float64{1 / float64(len(s.Seal.P))}, len(s.Seal.P))
			m, b = append(m, rule.of(s.Seal.P, k)), append(b, rule.of(even, k))
		}
		x := RecordScore{Rule: rule.name, Model: Bootstrap(m, seed), Even: Bootstrap(b, seed), Difference: Minus(m, b, seed)}
		x.Better = x.Difference.below()
		r.Scores = append(r.Scores, x)
	}
	return r
}
