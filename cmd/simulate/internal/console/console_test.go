package console

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestWrap(t *testing.T) {
	got := Wrap("Month 4: round 2, the offer is refused", 20, 2)
	want := []string{"Month 4: round 2,", "  the offer is", "  refused"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("Wrap = %q, want %q", got, want)
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1000: "-1,000", 1234567: "1,234,567"} {
		if got := Thousands(n); got != want {
			t.Errorf("Thousands(%d) = %s, want %s", n, got, want)
		}
	}
}

// clock is a clock that a test moves.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

// Not a terminal: one line per tenth, no carriage return, no escape code.
func TestProgress_plain(t *testing.T) {
	var b bytes.Buffer
	c := &Console{Err: &b}
	k := &clock{time.Unix(0, 0)}
	p := c.NewProgress(1000, 0, k.now)
	for done := int64(50); done <= 1000; done += 50 {
		k.t = k.t.Add(time.Second)
		p.Update(done, func() float64 { return 0.5 })
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 10 {
		t.Errorf("%d lines, want 10:\n%s", len(lines), b.String())
	}
	if want := "progress 10% 100/1000 rate=50/s eta=18s halfwidth=0.50"; lines[0] != want {
		t.Errorf("first line %q, want %q", lines[0], want)
	}
	if strings.ContainsAny(b.String(), "\r\x1b") {
		t.Error("plain progress moves the cursor")
	}
}

// A terminal: at most ten drawings a second, and the line fits 80 columns.
func TestProgress_live(t *testing.T) {
	var b bytes.Buffer
	c := &Console{Err: &b, Live: true}
	k := &clock{time.Unix(0, 0)}
	p := c.NewProgress(10_000_000, 0, k.now)
	for i := range int64(1000) { // ten seconds
		k.t = k.t.Add(10 * time.Millisecond)
		p.Update(9_000*(i+1), func() float64 { return 0.04 })
	}
	draws := strings.Split(b.String(), "\r")[1:]
	if n := len(draws); n < 90 || n > 101 {
		t.Errorf("%d drawings in ten seconds, want about 100", n)
	}
	for _, d := range draws {
		if n := len([]rune(d)); n > 80 {
			t.Errorf("%d columns: %q", n, d)
		}
	}
	p.Clear()
	if !strings.HasSuffix(b.String(), "\r") {
		t.Error("the line is not cleared")
	}
}

// Work done before this call does not count for the rate.
func TestProgress_resumed(t *testing.T) {
	var b bytes.Buffer
	k := &clock{time.Unix(0, 0)}
	p := (&Console{Err: &b}).NewProgress(1000, 500, k.now)
	k.t = k.t.Add(10 * time.Second)
	p.Update(600, func() float64 { return 1 })
	if want := "progress 60% 600/1000 rate=10/s eta=40s halfwidth=1.0\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// A clock that jumps, backward or by years, gives no negative time left, no panic and no endless number.
func TestProgress_clockJumps(t *testing.T) {
	for _, live := range []bool{false, true} {
		var b bytes.Buffer
		k := &clock{time.Unix(1_000_000_000, 0)}
		p := (&Console{Err: &b, Live: live}).NewProgress(1_000_000_000_000, 0, k.now)
		for i, jump := range []time.Duration{-24 * time.Hour, 2 * time.Second, 100 * 365 * 24 * time.Hour, -200 * 365 * 24 * time.Hour, 250 * 365 * 24 * time.Hour} {
			k.t = k.t.Add(jump)
			p.Update(int64(i)*150_000_000_000+1, func() float64 { return 1 })
		}
		k.t = k.t.Add(time.Hour)
		p.Update(1_000_000_000_001, func() float64 { return 1 }) // more than was due
		p.Clear()
		if text := b.String(); text == "" || strings.Contains(text, "-") || strings.Contains(text, "Inf") || strings.Contains(text, "NaN") {
			t.Errorf("live %v: %s", live, text)
		}
	}
}

// Not a terminal: a phase is told once when it takes long, and not at all when the next one or the end comes before.
func TestProgress_phases(t *testing.T) {
	var b bytes.Buffer
	p := (&Console{Err: &b}).NewProgress(1, 0, time.Now)
	p.patience = time.Hour
	p.Phase("quick")
	p.patience = 0
	p.Phase("slow")
	for told := false; !told; time.Sleep(time.Millisecond) {
		p.mu.Lock()
		told = p.phase == nil
		p.mu.Unlock()
	}
	p.patience = time.Hour
	p.Phase("last")
	p.Clear()
	if got := b.String(); got != "working on slow\n" {
		t.Errorf("told %q", got)
	}
}
