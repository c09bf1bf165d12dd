package batch

import "time"

// When to make what is stored outlive the program. A checkpoint waits for the disk and writes a manifest that grows with the runs, so that no
// number of runs suits a quick scenario and a slow one, a first minute and a second day. Time does, and nothing of a finished result depends on it.

const (
	// checkpointEvery is how much work kill -9 may cost, where checkpoints are cheap.
	checkpointEvery = time.Second
	// checkpointShare bounds what they cost, to one part in so many.
	checkpointShare = 30
)

// pace tells when a checkpoint is due. The zero value with a clock is one that none was made of yet, and the first is due at once.
type pace struct {
	now         func() time.Time // a clock that is never set back, as time.Now is within a process
	began, done time.Time
}

func (p *pace) due() bool {
	return p.done.IsZero() || p.now().Sub(p.done) >= max(checkpointEvery, checkpointShare*p.done.Sub(p.began))
}

// begin and end stand around a checkpoint; begin alone is one that was made before and cost nothing.
func (p *pace) begin() { p.began = p.now(); p.done = p.began }
func (p *pace) end()   { p.done = p.now() }
