package results

// What is known of the model beside its own numbers: past cases, regularities of the literature, published base rates. Each is a file that
// a command of its own puts into a result folder, and the briefing tells all that are there.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The files of a record in a result folder. RecordFile may also be what `simulate backtest --json` printed; the other two are written with
// --record and end with a hash of themselves.
const (
	RecordFile = "backtest.json"
	TheoryFile = "check-theory.json"
	RatesFile  = "base-rates.json"
)

// Record is the part of those files which a briefing tells. Without past cases Cases and Scores are empty.
type Record struct {
	Engine string `json:"engine"`
	Cases  []struct {
		ID string `json:"id"`
	} `json:"cases"`
	Scores []struct {
		Rule       string `json:"rule"`
		Better     bool   `json:"better"` // than base rates, by its whole interval
		Difference struct {
			Mean float64  `json:"mean"`
			Low  *float64 `json:"low"` // nil where there are too few cases
			High *float64 `json:"high"`
		} `json:"model_minus_base"`
	} `json:"scores"`
	Terms  *Terms  `json:"terms_score"` // nil where no case has coded terms
	Theory *Theory `json:"-"`           // nil where nobody tried
	Rates  *Rates  `json:"-"`           // nil where nobody tried
}

// Terms is how far the terms of simulated texts are from those of past ones, as mean absolute error on the range of an issue, 0 to 1.
type Terms struct {
	Issues int `json:"issues"`
	Model  struct {
		Mean float64 `json:"mean"`
		N    int     `json:"n"` // cases
	} `json:"model_mae"`
	Mean struct {
		Mean float64 `json:"mean"`
	} `json:"weighted_mean_mae"`
	Difference struct {
		Low  *float64 `json:"low"` // nil where there are too few cases
		High *float64 `json:"high"`
	} `json:"model_minus_weighted_mean_mae"`
	Better bool `json:"better"` // than the weighted mean, by whole intervals
}

// Theory is how regularities fared.
type Theory struct {
	Engine string `json:"engine"`
	Known  int    `json:"known"` // checks that the program has; fewer may have been tried
	Checks []struct {
		ID    string `json:"id"`
		Holds bool   `json:"holds"`
	} `json:"checks"`
}

// Count is how many regularities hold and were tried, and the same for invariances, whose ids begin with I.
func (t *Theory) Count() (held, tried, heldI, triedI int) {
	for _, c := range t.Checks {
		h, n := &held, &tried
		if strings.HasPrefix(c.ID, "I") {
			h, n = &heldI, &triedI
		}
		*n++
		if c.Holds {
			*h++
		}
	}
	return held, tried, heldI, triedI
}

// Failed are the ids of checks that do not hold.
func (t *Theory) Failed() (ids []string) {
	for _, c := range t.Checks {
		if !c.Holds {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Rates is how published base rates fared.
type Rates struct {
	Engine      string `json:"engine"`
	Scenario    string `json:"scenario"` // that was played
	Fitted      bool   `json:"fitted"`
	Inside      int    `json:"inside"`        // inside the published interval with fitted values
	InsideToday int    `json:"inside_before"` // and with today's
	Targets     []struct {
		Title  string `json:"title"`
		Inside bool   `json:"inside"`
	} `json:"targets"`
}

// Better reports whether every score puts the model above base rates.
func (r *Record) Better() bool {
	for _, s := range r.Scores {
		if !s.Better {
			return false
		}
	}
	return len(r.Scores) > 0
}

// ReadRecord reads the record of a result folder, nil where there is none. A record of another engine is refused: it says nothing about
// the numbers beside it.
func ReadRecord(dir, engine string) (*Record, error) {
	r := &Record{}
	some, err := readCases(dir, engine, r)
	if err != nil {
		return nil, err
	}
	t := &Theory{}
	switch found, err := readSealed(dir, TheoryFile, t); {
	case err != nil:
		return nil, err
	case found:
		if err := sameEngine(TheoryFile, t.Engine, engine, "check-theory --record"); err != nil {
			return nil, err
		}
		r.Theory, some = t, true
	}
	b := &Rates{}
	switch found, err := readSealed(dir, RatesFile, b); {
	case err != nil:
		return nil, err
	case found:
		if err := sameEngine(RatesFile, b.Engine, engine, "calibrate --record"); err != nil {
			return nil, err
		}
		r.Rates, some = b, true
	}
	if !some {
		return nil, nil
	}
	return r, nil
}

func readCases(dir, engine string, r *Record) (found bool, err error) {
	text, err := os.ReadFile(filepath.Join(dir, RecordFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if strings.Contains(string(text), sealKey) {
		if err := CheckSeal(text); err != nil {
			return false, fmt.Errorf("%s is damaged: %w", RecordFile, err)
		}
	}
	if err := json.Unmarshal(text, r); err != nil {
		return false, fmt.Errorf("%s: %w", RecordFile, err)
	}
	if len(r.Cases) == 0 || len(r.Scores) == 0 {
		return false, fmt.Errorf("%s holds no scored cases; simulate backtest --json > %s writes it", RecordFile, RecordFile)
	}
	return true, sameEngine(RecordFile, r.Engine, engine, "backtest --json")
}

func readSealed(dir, file string, v any) (found bool, err error) {
	err = ReadJSON(filepath.Join(dir, file), v)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func sameEngine(file, theirs, engine, again string) error {
	if theirs == engine {
		return nil
	}
	return fmt.Errorf("%s is of engine %s, the result of engine %s: make it again with simulate %s", file, theirs, engine, again)
}
