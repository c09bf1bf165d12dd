package sim

// Block is one top-level block of a scenario file that a mechanism reads, such as "talks:".
// Paths of its knobs and choices are written in full ("talks.slope").
type Block struct {
	Name    string
	Doc     string
	Knobs   []Knob
	Choices []Choice
}
