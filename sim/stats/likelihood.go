package stats

import (
	"fmt"
	"slices"
)

// Band is one word of a likelihood scale with the range it stands for, as shares. Bands are half-open: [Low, High).
type Band struct {
	Word      string
	Low, High float64
}

// Range is the band as text, "45–55%".
func (b Band) Range() string { return fmt.Sprintf("%.0f–%.0f%%", 100*b.Low, 100*b.High) }

// Scale is a list of bands from low to high. A value in a gap goes to the nearest band, ties towards one half.
type Scale struct {
	Name  string
	Doc   string
	Bands []Band
}

// Scales are the likelihood scales, the default first. The ends of ICD 203 are 1 and 99 %: nothing is certain.
func Scales() []Scale {
	icd := func(name string, words ...string) Scale {
		s := Scale{Name: name, Doc: "Intelligence Community Directive 203 (2015)"}
		ends := []float64{0.01, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 0.99}
		for i, w := range words {
			s.Bands = append(s.Bands, Band{w, ends[i], ends[i+1]})
		}
		return s
	}
	return []Scale{
		icd("icd203", "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"),
		icd("icd203-probable", "remote", "highly improbable", "improbable", "roughly even odds", "probable", "highly probable", "nearly certain"),
		{"phia", "UK Professional Head of Intelligence Assessment; bounds above 50 % are from memory, not checked", []Band{
			{"remote chance", 0, 0.05}, {"highly unlikely", 0.10, 0.20}, {"unlikely", 0.25, 0.35}, {"realistic possibility", 0.40, 0.50},
			{"likely", 0.55, 0.75}, {"highly likely", 0.80, 0.90}, {"almost certain", 0.95, 1}}},
		{"kent", "Kent 1964", []Band{{"almost certainly not", 0.02, 0.12}, {"probably not", 0.20, 0.40}, {"chances about even", 0.40, 0.60}, {"probable", 0.63, 0.87}, {"almost certain", 0.87, 0.99}}},
		{Name: "numeric", Doc: "numbers without words"},
	}
}

// ScaleNamed finds a scale, the default for an empty name; ok is false for an unknown one.
func ScaleNamed(name string) (s Scale, ok bool) {
	all := Scales()
	if name == "" {
		return all[0], true
	}
	i := slices.IndexFunc(all, func(s Scale) bool { return s.Name == name })
	if i < 0 {
		return all[0], false
	}
	return all[i], true
}

// Word is the band of a probability; the zero Band on the numeric scale.
func (s Scale) Word(p float64) Band {
	for i, b := range s.Bands {
		last := i == len(s.Bands)-1
		switch {
		case p >= b.High && !last:
			continue
		case p >= b.Low || i == 0:
			return b
		}
		// p lies in the gap below this band
		below := s.Bands[i-1]
		up, down := b.Low-p, p-below.High
		if abs(up-down) < 1e-9 { // a tie, whatever the last bits say
			up, down = abs(b.Low+b.High-1), abs(below.Low+below.High-1)
		}
		if up < down {
			return b
		}
		return below
	}
	return Band{}
}

// Words are the bands that an interval touches, from low to high: more than one when it straddles a boundary.
func (s Scale) Words(i Interval) []Band {
	var out []Band
	lo, hi := s.Word(i.Low), s.Word(i.High)
	on := false
	for _, b := range s.Bands {
		if b == lo {
			on = true
		}
		if on {
			out = append(out, b)
		}
		if b == hi {
			break
		}
	}
	return out
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
