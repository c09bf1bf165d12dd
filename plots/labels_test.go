package plots

import (
	"fmt"
	"sort"
	"testing"
)

var allSizes = []Size{Full, Half, Slide}

// everyChart calls f for each chart that each fixture allows.
func everyChart(t *testing.T, f func(t *testing.T, name string, in Input, c Chart)) {
	t.Helper()
	all := fixtures()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for _, c := range Charts() {
			if c.Needs(all[name]) == nil {
				t.Run(fmt.Sprintf("%s/%s", name, c.Name), func(t *testing.T) { f(t, name, all[name], c) })
			}
		}
	}
}

// No label leaves the picture and no two overlap, for every chart that an input allows, at every size, on its own and in a page.
func TestLabels_neitherClipNorOverlap(t *testing.T) {
	everyChart(t, func(t *testing.T, _ string, in Input, c Chart) {
		for _, size := range allSizes {
			for _, inline := range []bool{false, true} {
				check(t, c, in, Options{Size: size, Inline: inline})
			}
		}
	})
}

// The dotplot stands every sort of metric.
func TestLabels_dotplotOfAnyMetric(t *testing.T) {
	for name, in := range fixtures() {
		if dotplot.Needs(in) != nil {
			continue
		}
		for _, metric := range []string{"rounds", "in-force-12", "surplus.a", "deal.i0", "deal.i3", "no-such-metric"} {
			for _, size := range allSizes {
				t.Run(fmt.Sprintf("%s/%s/%s", name, metric, size), func(t *testing.T) { check(t, dotplot, in, Options{Size: size, Metric: metric}) })
			}
		}
	}
}

// An analyst's own title may be far longer than a generated one: it wraps and is never cut.
func TestLabels_longTitleOfOnesOwn(t *testing.T) {
	in := edited("A title that an analyst has written with much to say about everything that this chart shows and a good deal that it does not show at all")
	for _, size := range allSizes {
		check(t, outcomes, in, Options{Size: size})
	}
}

func check(t *testing.T, c Chart, in Input, o Options) {
	t.Helper()
	clashes, err := Clashes(c, in, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range clashes {
		t.Errorf("%s, inline %v: %s", o.Size, o.Inline, s)
	}
}

// Type is never smaller than 7 points, the least that prints.
func TestLabels_smallestType(t *testing.T) {
	in := fixtures()["typical"]
	for _, c := range Charts() {
		for _, size := range allSizes {
			o := Options{Size: size}
			s, _, err := compose(c, in, &o)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range s.labels {
				if l.size < 7 {
					t.Errorf("%s, %s: %q is set in %.1f points", c.Name, size, l.s, l.size)
				}
			}
		}
	}
}

// A slide is 13.33 by 7.5 inches: a picture with its title fits on one.
func TestHeights_ofSlides(t *testing.T) {
	in := fixtures()["typical"]
	for _, c := range Charts() {
		o := Options{Size: Slide}
		s, _, err := compose(c, in, &o)
		if err != nil {
			t.Fatal(err)
		}
		if s.H > 7.2*72 {
			t.Errorf("%s: %.2f inches high", c.Name, s.H/72)
		}
	}
}
