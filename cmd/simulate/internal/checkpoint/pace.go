// Package checkpoint says when to make what is played outlive the program. A checkpoint waits for the disk and writes files that grow with the work
// done, so that no number of runs suits a quick scenario and a slow one, a first minute and a second day. Time does, and nothing of a finished result
// depends on it.
package checkpoint

import "time"

const (
	// every is how much work kill -9 may cost, where checkpoints are cheap.
	every = time.Second
	// share bounds what they cost, to one part in so many.
	share = 30
)

// Pace tells when a checkpoint is due: at once where nothing is stored yet, else a second after the last, or thirty times as long as that took.
type Pace struct {
	now         func() time.Time
	began, done time.Time
}

// NewPace takes a clock that is never set back, as time.Now is within a process. stored says that a call before left something to go on from.
func NewPace(now func() time.Time, stored bool) *Pace {
	p := &Pace{now: now}
	if stored {
		p.Begin()
		p.End()
	}
	return p
}

// Due tells whether to make one now.
func (p *Pace) Due() bool {
	return p.done.IsZero() || p.now().Sub(p.done) >= max(every, share*p.done.Sub(p.began))
}

// Begin and End stand around a checkpoint.
func (p *Pace) Begin() { p.began = p.now() }
func (p *Pace) End()   { p.done = p.now() }
