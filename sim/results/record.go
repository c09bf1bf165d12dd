package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// RecordFile is how the model fared on past cases: what `simulate backtest --json` printed, put into a result folder.
const RecordFile = "backtest.json"

// Record is the part of that file which a briefing tells.
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
	text, err := os.ReadFile(filepath.Join(dir, RecordFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := &Record{}
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", RecordFile, err)
	}
	if len(r.Cases) == 0 || len(r.Scores) == 0 {
		return nil, fmt.Errorf("%s holds no scored cases; simulate backtest --json > %s writes it", RecordFile, RecordFile)
	}
	if r.Engine != engine {
		return nil, fmt.Errorf("%s is of engine %s, the result of engine %s: make it again with simulate backtest --json", RecordFile, r.Engine, engine)
	}
	return r, nil
}
