package plots

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// dotplot is C7, a quantile dotplot of any metric: fifty equally likely values, so that counting dots reads off a chance.
var dotplot = Chart{ID: "c7", Name: "dotplot", Title: "Quantile dotplot",
	Doc:      "When, or how much? Fifty dots, each one of fifty equally likely values of a metric (months to a deal unless --metric names another).",
	takeaway: dotplotTakeaway, table: dotplotTable, draw: drawDotplot,
	ready: func(in Input) error {
		if _, ok := metricOf(in, DefaultMetric); !ok {
			return errors.New("no run has the metric " + DefaultMetric)
		}
		return nil
	}}

// DefaultMetric is what the dotplot shows when no metric is named: months to a deal, given a deal.
const DefaultMetric = "force-month"

const dots = 50

// metricOf finds a metric of the baseline that at least one run has.
func metricOf(in Input, name string) (results.MetricStats, bool) {
	for _, m := range baseline(in).Metrics {
		if m.Name == name && m.N > 0 && len(m.Bins) > 0 && m.Hi > m.Lo {
			return m, true
		}
	}
	return results.MetricStats{}, false
}

// shown is the metric that the options ask for, or the default one where it has no values.
func shown(in Input, o Options) (results.MetricStats, results.Column) {
	m, ok := results.MetricStats{}, false
	if o.Metric != "" {
		m, ok = metricOf(in, o.Metric)
	}
	if !ok {
		m, _ = metricOf(in, DefaultMetric)
	}
	for _, c := range in.Manifest.Columns {
		if c.Name == m.Name {
			return m, c
		}
	}
	return m, results.Column{Name: m.Name, Title: capital(strings.ReplaceAll(m.Name, "-", " "))}
}

// metricTitle is a metric's title with actors and issues by their titles.
func metricTitle(in Input, c results.Column) string {
	if head, id, ok := strings.Cut(c.Name, "."); ok {
		title, _, _ := strings.Cut(c.Title, ":")
		if is, ok := issueOf(in, id); ok {
			return title + ": " + is.Title
		}
		if name := actorTitle(in, id); name != id {
			return title + ": " + name
		}
		_ = head
	}
	return c.Title
}

// binWidth is the width of a histogram bin.
func binWidth(m results.MetricStats) float64 { return (m.Hi - m.Lo) / float64(len(m.Bins)) }

// dotValues are the values at the quantiles (i - 1/2)/50, each at the middle of its bin.
func dotValues(m results.MetricStats) [dots]float64 {
	var out [dots]float64
	w := binWidth(m)
	for i := range out {
		rank := int64((float64(i) + 0.5) / dots * float64(m.N))
		sum := int64(0)
		for k, c := range m.Bins {
			if sum += c; sum > rank {
				out[i] = m.Lo + (float64(k)+0.5)*w
				break
			}
		}
	}
	return out
}

// unitText is a value of a metric with its unit.
func unitText(c results.Column, x float64) string {
	switch c.Unit {
	case "month":
		return tick(x, 0)
	case "count", "share":
		return value(x, c.Unit)
	}
	return value(x, "")
}

// quantile indices of results.MetricStats.Quantiles.
const (
	q05 = iota
	q10
	q25
	q50
	q75
	q90
	q95
)

func dotplotTakeaway(in Input, o Options) Takeaway {
	m, c := shown(in, o)
	name := metricTitle(in, c)
	half, most := unitText(c, m.Quantiles[q50]), unitText(c, m.Quantiles[q90])
	facts := []string{half, most}
	base := baseline(in)
	all := runs(base)
	t := Takeaway{}
	descriptive := name
	if len([]rune(descriptive)) > titleLimit(o.Size) {
		descriptive = "The spread of one metric over runs"
	}
	switch {
	case m.Name == DefaultMetric:
		t.Subtitle = fmt.Sprintf("Months from the information cut-off until a deal enters into force, deals alone. %d dots = %d equally likely outcomes; count the dots left of any month", dots, dots)
		t.Note = fmt.Sprintf("Given a deal: %s of 100 negotiations. The other %s end without one and are not shown.", splitOf(base).deal, splitOf(base).none)
		if half == most {
			t.choose(o.Size, facts, fmt.Sprintf("If a deal comes, it is in month %s or before in 9 of 10 cases", most), "Months to a deal")
			break
		}
		t.choose(o.Size, facts,
			fmt.Sprintf("If a deal comes, half come by month %s; 1 in 10 take longer than %s months", half, most),
			fmt.Sprintf("If a deal comes, half come by month %s", half), "Months to a deal")
	case c.Type == results.Bool:
		k := int64(math.Round(m.Mean * float64(m.N)))
		share := stats.OfHundred(k, m.N)
		facts = []string{share}
		t.Subtitle = fmt.Sprintf("%d dots = %d equally likely runs; %s of 100 are not", dots, dots, stats.OfHundred(m.N-k, m.N))
		t.Note = definedText(m, all)
		t.choose(o.Size, facts, fmt.Sprintf("%s: %s of 100", name, share), descriptive)
	default:
		t.Subtitle = fmt.Sprintf("%s. %d dots = %d equally likely outcomes; count the dots left of any value", strings.TrimSuffix(name, "."), dots, dots)
		t.Note = definedText(m, all)
		if half == most {
			t.choose(o.Size, nil, descriptive)
			break
		}
		t.choose(o.Size, facts,
			fmt.Sprintf("%s: half of the runs at or below %s, 9 in 10 at or below %s", name, half, most),
			fmt.Sprintf("Half of the runs at or below %s, 9 in 10 at or below %s", half, most), descriptive)
	}
	if m.BinWidth > 0 {
		t.Note += fmt.Sprintf(" Quantiles are read off bins %s wide.", value(m.BinWidth, ""))
	}
	if tooFew(m.N/2, m.N) {
		t.choose(o.Size, nil, descriptive)
		t.Note = fmt.Sprintf("Too few runs for shares: %s. ", stats.Thousands(m.N)) + t.Note
	}
	t.describe("Dotplot of 50 equally likely values", name)
	v := func(q int) string { return unitText(c, m.Quantiles[q]) }
	t.LongDesc = fmt.Sprintf("%s over %s runs that have it. Half lie between %s and %s, 8 in 10 between %s and %s; the median is %s.", name, stats.Thousands(m.N), v(q25), v(q75), v(q10), v(q90), v(q50))
	return t
}

// definedText says of how many runs a metric speaks.
func definedText(m results.MetricStats, all int64) string {
	if m.N == all {
		return "All runs have this metric."
	}
	return fmt.Sprintf("Defined in %s of 100 runs; the other %s are not shown.", stats.OfHundred(m.N, all), stats.OfHundred(all-m.N, all))
}

func dotplotTable(in Input, o Options) Table {
	m, c := shown(in, o)
	t := Table{Head: []string{metricTitle(in, c), "Value"}}
	for i, q := range []string{"5%", "10%", "25%", "50%", "75%", "90%", "95%"} {
		t.Rows = append(t.Rows, []string{"Quantile " + q, unitText(c, m.Quantiles[i])})
	}
	t.Rows = append(t.Rows, []string{"Mean", value(m.Mean, "")}, []string{"Runs that have it", stats.Thousands(m.N)})
	if c.Type == results.Bool {
		k := int64(math.Round(m.Mean * float64(m.N)))
		t.Rows = append(t.Rows, []string{"Of 100", stats.OfHundred(k, m.N)}, []string{"Of 100, not", stats.OfHundred(m.N-k, m.N)})
	}
	for i, v := range dotValues(m) {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("Dot %d", i+1), unitText(c, v)})
	}
	return t
}
