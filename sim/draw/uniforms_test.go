package draw

import "testing"

// Uniforms gives each stream's own Uniform, to the bit.
func TestUniforms_areUniform(t *testing.T) {
	streams := []Stream{NewStream(0, Theta, "a"), NewStream(1, Theta, "b"), NewStream(1, Play, "b"), NewStream(1<<40, Theta, "")}
	u := make([]float64, len(streams))
	for index := range uint64(500) {
		Uniforms(streams, index*index, u)
		for i, s := range streams {
			if want := s.Uniform(index*index, 0); u[i] != want {
				t.Fatalf("stream %d at %d: %v, alone %v", i, index*index, u[i], want)
			}
		}
	}
}
