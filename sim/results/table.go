package results

// Type is how a column's values are stored and hashed.
type Type string

// The four column types. In memory every value is a float64; these say what it means on disk.
const (
	Float Type = "float64" // NaN is stored as null
	Int   Type = "int32"   // NaN is stored as null
	Bool  Type = "bool"    // 0, 1; NaN is stored as null
	Enum  Type = "enum"    // index into Levels, stored as the level's name; NaN is null
)

// Role says what a column is for, in the words of the XLRM frame.
type Role string

// Roles of a column.
const (
	Key    Role = "key"    // run, option
	Metric Role = "metric" // what is measured of a run
	Input  Role = "input"  // what was drawn for it (only with --keep all)
)

// Column describes one column of the results table.
type Column struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Unit   string   `json:"unit"` // "share", "month", "utility", "count", "" for none
	Role   Role     `json:"role"`
	Type   Type     `json:"type"`
	Levels []string `json:"levels,omitempty"` // of an Enum
	Doc    string   `json:"doc"`
	Source string   `json:"source,omitempty"`
	Lo     float64  `json:"lo"` // range of a Float or Int, for bounded histograms
	Hi     float64  `json:"hi"`
}

// Block is a stretch of consecutive runs of one option, in run order.
// Value of column c of the i-th run is Values[i*len(columns)+c].
type Block struct {
	Option int   // index into Manifest.Options
	First  int64 // run index of the first row
	N      int
	Values []float64
}
