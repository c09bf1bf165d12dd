package checkpoint

import (
	"testing"
	"time"
)

// The expected moments follow from the two constants: a second, or thirty times what the last checkpoint took if that is longer.
func TestPace(t *testing.T) {
	at := time.Unix(0, 0)
	now := func() time.Time { return at }
	p := NewPace(now, false)
	pass := func(d time.Duration) { at = at.Add(d) }
	demand := func(want bool, when string) {
		t.Helper()
		if got := p.Due(); got != want {
			t.Errorf("%s: due %v, want %v", when, got, want)
		}
	}
	demand(true, "before the first")
	p.Begin()
	pass(10 * time.Millisecond)
	p.End()
	demand(false, "right after one of 10 ms")
	pass(999 * time.Millisecond)
	demand(false, "0.999 s after one of 10 ms, 30 times which is 0.3 s")
	pass(time.Millisecond)
	demand(true, "a second after it")
	p.Begin()
	pass(2 * time.Second)
	p.End()
	pass(59 * time.Second)
	demand(false, "59 s after one of 2 s")
	pass(time.Second)
	demand(true, "60 s after one of 2 s")
	p = NewPace(now, true) // gone on from a stored result: there is no hurry to store it again
	demand(false, "at the begin of a call that goes on")
	pass(time.Second)
	demand(true, "a second into it")
}
