// Package foreign reads negotiations written for other programs: Genius domains and profiles (XML), GeniusWeb and NegoLog
// domains and profiles (JSON), NegMAS scenarios (YAML), KTAB scenarios (CSV and XML). It takes from a file what a domain with
// its preferences needs, and lists what it leaves, so that nothing is dropped in silence.
//
// Files come from anywhere: size, depth and number of parts are bounded, and what only serves to attack a reader (entities,
// document types, aliases, keys given twice) is refused by name.
package foreign

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/sim/yardstick"
)

// Limits of what is read.
const (
	MaxBytes = 32 << 20 // of a file
	maxDepth = 64       // of nesting
	maxParts = 2_000_000
	maxFiles = 64
)

// Negotiation is what the files of one negotiation say together.
type Negotiation struct {
	Format  string // as people call it: "Genius", "GeniusWeb", "NegoLog", "NegMAS", "KTAB"
	Name    string
	Issues  []Issue
	Parties []Party
	Actors  []Actor    // of a spatial scenario (KTAB), which has no parties' tables
	Unit    [2]float64 // what positions 0 and 100 are in the file's own unit; zero for as written
	Lost    []string
	Files   []string
}

// Issue is one issue with its values in the order of the file.
type Issue struct {
	Name    string
	Values  []string
	Numbers []float64 // the values as numbers, nil when they are words
	Real    bool      // a stretch of numbers, cut into Values
}

// Party is a profile: additive preferences, and worth that combinations of values have beside.
type Party struct {
	Name        string
	Weights     []float64
	Worth       [][]float64 // per issue and value
	Reservation float64
	Discount    float64 // of utility per unit of negotiation time, 1 for none
	Offset      float64
	Bundles     []yardstick.Bundle
	Cap         float64 // utilities above it count as it, 0 for none
}

// Actor is one actor of a spatial scenario: positions on the dimensions (the issues), from 0 to 100, and how salient each is to it.
type Actor struct {
	Name, About string
	Capability  float64
	Position    []float64
	Salience    []float64
}

// Error is a fault of a file, with its line where there is one.
type Error struct {
	File string
	Line int
	Text string
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text)
	}
	return fmt.Sprintf("%s: %s", e.File, e.Text)
}

// ErrNotForeign is the error of a file that is none of the formats.
var ErrNotForeign = errors.New("not a file of Genius, GeniusWeb, NegoLog, NegMAS or KTAB")

// source is a file that is being read.
type source struct {
	name string
	text []byte
}

func (s source) fault(line int, format string, args ...any) error {
	return &Error{s.name, line, fmt.Sprintf(format, args...)}
}

// Read reads the files of one negotiation: a domain with its profiles, profiles alone, a folder that holds them, or a single
// domain file whose profiles lie beside it. Profiles make parties in the order given; in a folder, by name.
func Read(paths ...string) (*Negotiation, error) {
	files, err := gather(paths)
	if err != nil {
		return nil, err
	}
	if len(paths) == 1 && len(files) == 1 { // profiles, or the domain, may lie beside it
		n, err := understand(files)
		if err == nil && (len(n.Parties) > 1 || len(n.Actors) > 0) || err != nil && !errors.Is(err, errNoParties) {
			return n, err
		}
		if beside, e := neighbours(files[0]); e == nil && len(beside) > 1 {
			if m, e := understand(beside); e == nil && len(m.Parties) > 1 {
				if len(m.Parties) > 2 {
					m.Lost = append(m.Lost, fmt.Sprintf("%d profiles lie beside %s and are all taken as parties; name the files to choose among them", len(m.Parties), files[0].name))
				}
				return m, nil
			}
		}
		return n, err
	}
	return understand(files)
}

func gather(paths []string) ([]source, error) {
	var files []source
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			s, err := load(path)
			if err != nil {
				return nil, err
			}
			files = append(files, s)
			continue
		}
		found, err := folder(path)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: %w: no .xml, .json, .yaml, .yml or .csv in it", path, ErrNotForeign)
		}
		files = append(files, found...)
	}
	return files, nil
}

// folder reads the files of a folder that can be meant, by name; descriptions (_info, specs) are no part of a negotiation.
func folder(dir string) ([]source, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []source
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		if e.IsDir() || !slices.Contains([]string{".xml", ".json", ".yaml", ".yml", ".csv"}, filepath.Ext(name)) || strings.HasPrefix(name, "_") || stem(name) == "specs" || strings.HasPrefix(name, ".") {
			continue
		}
		if len(files) == maxFiles {
			return nil, fmt.Errorf("%s: more than %d files; name those that belong together", dir, maxFiles)
		}
		s, err := load(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, s)
	}
	return files, nil
}

// neighbours are the files of the same ending in the folder of one.
func neighbours(s source) ([]source, error) {
	all, err := folder(filepath.Dir(s.name))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(o source) bool {
		return !strings.EqualFold(filepath.Ext(o.name), filepath.Ext(s.name))
	}), nil
}

func load(path string) (source, error) {
	f, err := os.Open(path)
	if err != nil {
		return source{}, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err != nil {
		return source{}, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(text) > MaxBytes {
		return source{}, &Error{path, 0, fmt.Sprintf("larger than %d MB", MaxBytes>>20)}
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))                          // the mark that some editors put before UTF-8
	if !strings.EqualFold(filepath.Ext(path), ".xml") && !utf8.Valid(text) { // XML names its encoding
		return source{}, &Error{path, 0, "not text in UTF-8; save it as UTF-8"}
	}
	return source{path, text}, nil
}

// Domain lays out the utilities of all outcomes. A spatial scenario becomes a choice among its actors' positions.
func (n *Negotiation) Domain() (*yardstick.Domain, error) {
	var issues []yardstick.Issue
	for _, is := range n.Issues {
		issues = append(issues, yardstick.Issue{Name: is.Name, Values: is.Values})
	}
	if len(n.Actors) > 0 {
		return n.positions()
	}
	var parties []yardstick.Additive
	for _, p := range n.Parties {
		parties = append(parties, yardstick.Additive{Name: p.Name, Reservation: p.Reservation, Weights: p.Weights, Worth: p.Worth, Offset: p.Offset, Bundles: p.Bundles, Cap: p.Cap})
	}
	return yardstick.NewAdditive(n.Name, issues, parties)
}
