package results

import (
	"fmt"
	"slices"
)

// Manifest says everything about a result that its table does not: what was run, with which
// settings, and what the columns mean. It stands as manifest.json beside the segments.
type Manifest struct {
	Schema       int        `json:"schema"` // version of this format: 1
	Scenario     string     `json:"scenario"`
	Title        string     `json:"title"`
	Question     string     `json:"question"`
	Cutoff       string     `json:"cutoff"` // information cut-off, e.g. "4 March 2025"; replaces a creation date
	Horizon      int        `json:"horizon_months"`
	ScenarioHash string     `json:"scenario_hash"` // SHA-256 of the resolved scenario without its run: block
	EvidenceHash string     `json:"evidence_hash"`
	TableHash    string     `json:"table_sha256"` // over the logical table; see TableHash
	Engine       string     `json:"engine"`       // engine version: raised whenever numbers change
	Arch         string     `json:"arch"`         // GOOS/GOARCH that wrote it
	Seed         uint64     `json:"seed"`
	Runs         int64      `json:"runs"` // per option, complete
	Asked        int64      `json:"runs_asked"`
	Partial      bool       `json:"partial"`
	First        int64      `json:"first_run,omitempty"` // of a shard: the run it begins with
	Shard        string     `json:"shard,omitempty"`     // of a shard: "3/16"
	Missing      []Span     `json:"missing,omitempty"`   // runs that a merge had to do without
	Keep         string     `json:"keep,omitempty"`      // KeepNone, or "" for rows that are kept
	Design       string     `json:"design"`              // "monte-carlo, one draw per run"
	SegmentRuns  int        `json:"segment_runs"`
	Generator    string     `json:"generator"`
	Overrides    []Override `json:"overrides,omitempty"`

	Options    []Option   `json:"options"` // the first is the baseline
	Columns    []Column   `json:"columns"`
	Segments   []Segment  `json:"segments"`
	Issues     []Issue    `json:"issues"`
	Actors     []Actor    `json:"actors"`
	Stages     []string   `json:"stages"`
	Quantities []Quantity `json:"quantities"`
	Switches   []Switch   `json:"switches"`
	// Correlations are the quantities that go together; all others are drawn independently.
	Correlations []Correlation        `json:"correlations,omitempty"`
	Charts       map[string]ChartText `json:"charts,omitempty"` // titles edited by the analyst
	Brief        BriefText            `json:"brief"`
}

// KeepNone is the Keep of a result whose rows were added up and hashed and then forgotten: it has segments without files, and beside
// the summary the accumulator that it came from.
const KeepNone = "none"

// Kept tells whether the rows are on disk.
func (m *Manifest) Kept() bool { return m.Keep != KeepNone }

// Keeps is the setting by which a result was stored: outcomes, all or none.
func (m *Manifest) Keeps() string {
	switch {
	case !m.Kept():
		return KeepNone
	case slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Role == Input }):
		return "all"
	}
	return "outcomes"
}

// AccumulatorFile is the name of what the runs of a result add up to, where rows are not kept; after how many runs of every option stands
// in it, so that the manifest always has the one that belongs to it.
func (m *Manifest) AccumulatorFile() string { return fmt.Sprintf("accumulator-%d.json", m.Runs) }

// Override is one --set path=value.
type Override struct {
	Path  string `json:"path"`
	Value string `json:"value"`
}

// Option is one choice of a decision maker, all run on the same draws.
type Option struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Set   []Override `json:"set,omitempty"`
}

// Segment is one Parquet file, or what is left of it where rows are not kept: a fixed number of runs of one option.
type Segment struct {
	File   string `json:"file,omitempty"` // relative to the result folder, slash separated; "" where rows are not kept
	Option string `json:"option"`
	First  int64  `json:"first"`
	N      int    `json:"n"`
	SHA256 string `json:"sha256"` // of the logical rows, not of the file's bytes
	// FileSHA256 is of the file's bytes. It is no part of the table's hash: another compressor may write the same rows.
	FileSHA256 string `json:"file_sha256,omitempty"`
}

// Span is a stretch of runs.
type Span struct {
	First int64 `json:"first"`
	N     int64 `json:"n"`
}

// Issue is one negotiable quantity as the charts need it.
type Issue struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	By     string  `json:"by"` // actor who delivers
	At0    string  `json:"at0"`
	At1    string  `json:"at1"`
	Status float64 `json:"status_quo"`
	Levels []Level `json:"levels,omitempty"` // anchors in between, rising
}

// Level is an anchor: what a value between the two ends means in the issue's own unit.
type Level struct {
	At    float64 `json:"at"`
	Label string  `json:"label"`
}

// Actor is one actor as the charts need it.
type Actor struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Kind  string `json:"kind"` // principal, mediator, veto-player, spoiler
	Side  string `json:"side"` // the principal whose side it is on, or ""
	Role  string `json:"role"` // table, ratifier, mediator, rival-mediator, spoiler, or "" when it has no seat
}

// Quantity is one number of the scenario with its evidence: a row of the assumptions register.
type Quantity struct {
	Path   string     `json:"path"`
	Title  string     `json:"title"`
	Unit   string     `json:"unit,omitempty"`
	Spec   string     `json:"spec"` // "pert 0.25 0.38 0.55"
	From   []Citation `json:"from"`
	File   string     `json:"file"`
	Line   int        `json:"line"`
	Actor  string     `json:"actor,omitempty"`
	Fixed  bool       `json:"fixed"` // a point: nothing is drawn
	Lo, Hi float64    // 5 and 95 % quantile
	Mid    float64    // median
}

// Citation is one thing a quantity rests on.
type Citation struct {
	ID         string `json:"id"` // "article/p9#precondition", "assumption", "assumption/deadline"
	Assumption bool   `json:"assumption"`
	Speaker    string `json:"speaker,omitempty"`
	Date       string `json:"date,omitempty"`
	Paraphrase string `json:"paraphrase,omitempty"`
	Grade      string `json:"grade,omitempty"`      // Admiralty grade, e.g. "B2"
	Confidence string `json:"confidence,omitempty"` // low, medium, high
}

// Correlation is a set of quantities each pair of which has a rank correlation.
type Correlation struct {
	Of       []string   `json:"of"` // paths
	Spearman float64    `json:"spearman"`
	Copula   string     `json:"copula"` // "gaussian", or "t" with its degrees of freedom
	From     []Citation `json:"from"`
}

// Switch is one structural choice of the scenario.
type Switch struct {
	Path  string `json:"path"`
	Value string `json:"value"`
	Doc   string `json:"doc"`
}

// ChartText replaces a generated title; the report then prints "title edited".
type ChartText struct {
	Title string `json:"title"`
}

// BriefText holds what an analyst may set for the briefing.
type BriefText struct {
	Scale              string `json:"scale"` // likelihood scale: icd203 (default)
	Implications       string `json:"implications,omitempty"`
	ConfidenceOverride string `json:"confidence_override,omitempty"` // low, moderate, high
	ConfidenceReason   string `json:"confidence_reason,omitempty"`
}
