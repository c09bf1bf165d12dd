package ask

import (
	"context"
	"math"
	"time"

	"parley/sim/results"
	"parley/sim/stats"
)

// Plan is the answer to: how many runs, how long, how precise?
type Plan struct {
	Head
	Options int     `json:"options"`
	Pilot   Share   `json:"pilot"`           // of the option asked about
	Second  float64 `json:"runs_per_second"` // all options together, on this machine
	Rows    []Row   `json:"rows"`
	Wanted  float64 `json:"wanted,omitempty"`   // half-width that was asked for, as a share
	Needed  int64   `json:"runs_for,omitempty"` // runs per option that it takes: shares of all options, by the one that needs most
	Paired  int64   `json:"runs_for_difference,omitempty"`
	Seconds float64 `json:"seconds,omitempty"`
}

// Row is what a number of runs would give.
type Row struct {
	Runs       int64   `json:"runs"`
	Half       float64 `json:"half_width"`            // of the outcome's share, at its pilot value
	Difference float64 `json:"difference_half_width"` // of the difference of the option that differs most from the baseline, 0 with one option
	Seconds    float64 `json:"seconds"`
}

// PilotRuns are the runs of every option that a plan is made from.
const PilotRuns = 4096

// Plan plays a pilot and says what more runs would give. Times are of this machine as it is now, rows only: charts and briefing come on top. half is the half-width
// wanted, 0 for none.
func (c *Case) Plan(ctx context.Context, half float64) (*Plan, error) {
	began := time.Now()
	all, err := c.endings(ctx, c.Study.Plans, 0, PilotRuns, nil)
	if err != nil {
		return nil, err
	}
	took := max(1e-3, time.Since(began).Seconds())
	p := &Plan{Head: c.head("plan"), Options: len(all), Pilot: shareOf(c.count(all[c.Option])), Second: PilotRuns * float64(len(all)) / took, Wanted: half}
	p.Runs = PilotRuns
	share := p.Pilot.Rate()
	discordant := 0.0 // share of runs that change, under the option where most do
	for o := range all {
		var table [6]results.Endings
		for i, e := range all[o] {
			if b := all[0][i]; e >= 0 && b >= 0 {
				table[b][e]++
			}
		}
		d := stats.Paired(table, c.Event.Is, stats.Level)
		discordant = max(discordant, float64(d.Up+d.Down)/math.Max(1, float64(d.N)))
	}
	z := stats.Z(stats.Level)
	for _, n := range []int64{1_000, 10_000, 40_000, 100_000, 1_000_000} {
		p.Rows = append(p.Rows, Row{Runs: n, Half: wilsonHalf(share, n), Difference: z * math.Sqrt(discordant/float64(n)), Seconds: float64(n) * float64(len(all)) / p.Second})
	}
	if half > 0 {
		for o := range all {
			p.Needed = max(p.Needed, stats.RunsFor(rate(c.count(all[o])), half, stats.Level))
		}
		p.Paired = int64(math.Ceil(z * z * discordant / (half * half)))
		p.Seconds = float64(max(p.Needed, 1)) * float64(len(all)) / p.Second
	}
	return p, ctx.Err()
}

// wilsonHalf is the half-width of the interval of a share at its expected count.
func wilsonHalf(p float64, n int64) float64 {
	return stats.Wilson(int64(math.Round(p*float64(n))), n, stats.Level).Half()
}
