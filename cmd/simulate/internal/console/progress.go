package console

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"time"
)

// Progress shows how far a batch is: rate, time left and achieved precision, never the interim answer, so that nobody
// stops when the number pleases. On a terminal it is one line, redrawn at most ten times a second; elsewhere one plain
// line per tenth. It belongs to one goroutine.
type Progress struct {
	c      *Console
	total  int64
	first  int64 // done before this call began: not counted for the rate
	now    func() time.Time
	start  time.Time
	drawn  time.Time
	tenth  int64
	length int // of the line on the terminal

	mu       sync.Mutex // over the phase that is waiting to be told
	patience time.Duration
	phase    *time.Timer
}

// redraw is the least time between two drawings of the line.
const redraw = 100 * time.Millisecond

// quiet is how long a batch may take without a word where nothing can be redrawn.
const quiet = time.Second

// NewProgress starts the clock of a batch of total runs, of which first are done.
func (c *Console) NewProgress(total, first int64, now func() time.Time) *Progress {
	p := &Progress{c: c, total: max(total, 1), first: first, now: now, start: now(), patience: quiet}
	p.tenth = first * 10 / p.total
	return p
}

// Update tells how many runs are done, and the half-width of the headline's interval in points of 100 once there is one.
func (p *Progress) Update(done int64, halfWidth func() float64) {
	now := p.now()
	if p.c.Live {
		if now.Sub(p.drawn) < redraw && done < p.total {
			return
		}
		p.drawn = now
		p.draw(p.line(done, halfWidth(), now.Sub(p.start)))
		return
	}
	if tenth := done * 10 / p.total; tenth > p.tenth && now.Sub(p.start) >= quiet {
		p.tenth = tenth
		rate, left := p.rate(done, now.Sub(p.start))
		fmt.Fprintf(p.c.Err, "progress %d%% %d/%d rate=%.0f/s eta=%s halfwidth=%s\n", 100*done/p.total, done, p.total, rate, brief(left), points(halfWidth()))
	}
}

// Phase says what is being worked on after the runs themselves; on a terminal it takes the place of the line. Elsewhere it is told once it takes longer
// than a second, on a line of its own. Until the next phase or Clear nobody else may write.
func (p *Progress) Phase(text string) {
	if p.c.Live {
		p.draw("Working on " + text + " ...")
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hush()
	var own *time.Timer
	own = time.AfterFunc(p.patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.phase == own {
			p.phase = nil
			fmt.Fprintf(p.c.Err, "working on %s\n", text)
		}
	})
	p.phase = own
}

// hush keeps a phase from being told that has not been.
func (p *Progress) hush() {
	if p.phase != nil {
		p.phase.Stop()
		p.phase = nil
	}
}

// Clear removes the line, and ends the phase.
func (p *Progress) Clear() {
	if p.c.Live && p.length > 0 {
		fmt.Fprintf(p.c.Err, "\r%s\r", strings.Repeat(" ", p.length))
		p.length = 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hush()
}

func (p *Progress) draw(text string) {
	n := len([]rune(text))
	fmt.Fprintf(p.c.Err, "\r%s%s", text, strings.Repeat(" ", max(0, p.length-n)))
	p.length = n
}

func (p *Progress) line(done int64, half float64, elapsed time.Duration) string {
	const width = 16
	rate, left := p.rate(done, elapsed)
	share := float64(done) / float64(p.total)
	bar := strings.Repeat("█", int(share*width))
	text := fmt.Sprintf("Simulating %s %3.0f%%  %s of %s runs", Pad(bar, width), 100*share, short(done), short(p.total))
	if rate > 0 {
		text += fmt.Sprintf("  %s/s  %s left", short(int64(rate)), brief(left))
	}
	if half > 0 {
		text += "  ±" + points(half)
	}
	return text
}

func (p *Progress) rate(done int64, elapsed time.Duration) (perSecond float64, left time.Duration) {
	if elapsed <= 0 || done <= p.first {
		return 0, 0
	}
	perSecond = float64(done-p.first) / elapsed.Seconds()
	const most = 100_000 * time.Hour // a duration cannot hold centuries
	left = time.Duration(min(float64(max(0, p.total-done))/perSecond*float64(time.Second), float64(most)))
	return perSecond, left
}

// points writes a half-width in points with two digits that count.
func points(x float64) string {
	switch {
	case x >= 10:
		return fmt.Sprintf("%.0f", x)
	case x >= 1:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

// short writes a count in at most six characters: 950, 12,300, 410k, 5.8M.
func short(n int64) string {
	switch {
	case n >= 10_000_000:
		return fmt.Sprintf("%dM", n/1_000_000)
	case n >= 1_000_000:
		return fmt.Sprintf("%.1fM", float64(n)/1e6)
	case n >= 100_000:
		return fmt.Sprintf("%dk", n/1000)
	}
	return Thousands(n)
}

// brief writes a time left: 8 s, 3 min, 2 h.
func brief(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%.0fs", math.Ceil(d.Seconds()))
	case d < 90*time.Minute:
		return fmt.Sprintf("%.0fmin", d.Minutes())
	}
	return fmt.Sprintf("%.1fh", d.Hours())
}
