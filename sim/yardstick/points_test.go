package yardstick

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"testing"

	"parley/sim/draw"
)

// random is a domain of several parties with utilities on a coarse grid, so that ties occur.
func random(seed uint64, parties, n, levels int) [][]float64 {
	u := make([][]float64, parties)
	for p := range u {
		s := draw.NewStream(seed, draw.Play, fmt.Sprint("party", p))
		u[p] = make([]float64, n)
		for i := range u[p] {
			u[p][i] = math.Floor(s.Uniform(uint64(i), 0)*float64(levels)) / float64(levels)
		}
	}
	return u
}

// The frontier is checked against the definition, gone through pair by pair.
func TestFrontier_isTheDefinition(t *testing.T) {
	var s Solver
	for seed := range uint64(60) {
		parties := 2 + int(seed%3)
		n, levels := 40+int(seed)*7, 5+int(seed%40)
		if seed%10 == 9 {
			n, levels = 3000, 100_000
		}
		u := random(seed, parties, n, levels)
		got := s.Frontier(u)
		seen := map[string]bool{}
		want, all := 0, 0
		for i := range u[0] {
			efficient := true
			for j := range u[0] {
				efficient = efficient && !(covers(u, j, i) && !covers(u, i, j))
			}
			if efficient {
				all++
			}
			if key := fmt.Sprint(utilities(u, i)); efficient && !seen[key] {
				seen[key] = true
				want++
				if !slices.Contains(got, i) {
					t.Fatalf("seed %d: outcome %d with %s is efficient and not listed", seed, i, key)
				}
			}
		}
		if len(got) != want {
			t.Fatalf("seed %d: %d outcomes on the frontier, %d by the definition", seed, len(got), want)
		}
		if n := s.Efficient(u, got); n != all {
			t.Fatalf("seed %d: %d efficient outcomes, %d by the definition", seed, n, all)
		}
		if !slices.IsSortedFunc(got, func(i, j int) int { return int(math.Copysign(1, u[0][j]-u[0][i])) }) && parties == 2 {
			t.Fatalf("seed %d: not by falling utility of the first party", seed)
		}
	}
}

// Opposition along a line, by hand: a pie of 3 against one of 2 is at the root of 1/2 by both measures; on a quarter of a circle the equal
// shares lie at the root of 1/2, so both are root 2 less 1; where both have their best at once it is 0.
func TestPolyline_opposition(t *testing.T) {
	circle := Polyline{}
	for i := range 1001 {
		a := float64(i) / 1000 * math.Pi / 2
		circle.X, circle.Y = append(circle.X, math.Cos(a)), append(circle.Y, math.Sin(a))
	}
	for _, c := range []struct {
		line Polyline
		want float64
	}{{Polyline{[]float64{3, 0}, []float64{0, 2}}, math.Sqrt(0.5)}, {circle, math.Sqrt2 - 1}, {Polyline{[]float64{3}, []float64{2}}, 0}} {
		if o, ok := c.line.Opposition(); !ok || math.Abs(o.Kalai-c.want) > 1e-6 || math.Abs(o.Nearest-c.want) > 1e-6 {
			t.Errorf("%+v, by hand %v", o, c.want)
		}
	}
	if _, ok := (Polyline{[]float64{0, -1}, []float64{0, 1}}).Opposition(); ok {
		t.Error("a line that gives one side nothing has an opposition")
	}
}

// Worth of combinations is laid out as its definition says, outcome by outcome.
func TestBundle_isTheDefinition(t *testing.T) {
	issues := []Issue{{"a", make([]string, 3)}, {"b", make([]string, 2)}, {"c", make([]string, 4)}}
	zero := [][]float64{make([]float64, 3), make([]float64, 2), make([]float64, 4)}
	for _, within := range [][][]bool{{nil, nil, nil}, {{true, false, true}, nil, nil}, {nil, {false, true}, nil}, {nil, nil, {true, true, false, true}}, {{false, true, true}, {true, false}, {false, false, true, false}}} {
		d, err := NewAdditive("d", issues, []Additive{{Weights: []float64{0, 0, 0}, Worth: zero, Offset: 1, Cap: 1.5, Bundles: []Bundle{{within, 0.25}, {within, 0.5}}}})
		if err != nil {
			t.Fatal(err)
		}
		for o, u := range d.U[0] {
			want := 1.5
			for k, v := range d.Deal(o) {
				if within[k] != nil && !within[k][v] {
					want = 1
				}
			}
			if u != want {
				t.Fatalf("%v: outcome %v is worth %v, want %v", within, d.Deal(o), u, want)
			}
		}
	}
	if _, err := NewAdditive("d", issues, []Additive{{Weights: []float64{0, 0, 0}, Worth: zero, Bundles: []Bundle{{[][]bool{nil, {true}, nil}, 1}}}}); err == nil {
		t.Error("a combination that does not fit the issues is not refused")
	}
}

// What is equal on paper is equal here. Two parties divide three issues of eleven slices with the same weights .5, .3, .2: whatever one gets
// the other does not, so all 1,331 outcomes are efficient. Utilities are 5a + 3b + 2c hundredths with a, b, c from 0 to 10: all whole
// numbers from 0 to 100 but 1 and 99, that is 99 of them. A reservation value of .3 is met by the outcome (6, 0, 0) exactly.
func TestLevel_equalOnPaper(t *testing.T) {
	one, two := Additive{Name: "a", Reservation: 0.3, Weights: []float64{0.5, 0.3, 0.2}}, Additive{Name: "b", Reservation: 0.7, Weights: []float64{0.5, 0.3, 0.2}}
	var issues []Issue
	for range 3 {
		issues = append(issues, Issue{Name: "slices", Values: make([]string, 11)})
		var up, down []float64
		for v := range 11 {
			up, down = append(up, float64(v)/10), append(down, 1-float64(v)/10)
		}
		one.Worth, two.Worth = append(one.Worth, up), append(two.Worth, down)
	}
	d, err := NewAdditive("pie", issues, []Additive{one, two})
	if err != nil {
		t.Fatal(err)
	}
	var s Solver
	f := s.Frontier(d.U)
	if n := s.Efficient(d.U, f); len(f) != 99 || n != 1331 {
		t.Errorf("%d different efficient outcomes and %d in all, by hand 99 and 1331", len(f), n)
	}
	if p := s.Points(d.U, f, d.Reservation, nil); p.Nash == None || !Rational(d.U, p.Nash, d.Reservation) || math.Abs(d.U[0][p.Nash]-0.3) > 1e-12 {
		t.Errorf("%+v: the one division that leaves nobody below its reservation value is not found", p)
	}
}

func utilities(u [][]float64, i int) []float64 {
	var out []float64
	for p := range u {
		out = append(out, u[p][i])
	}
	return out
}

// The points are checked against their definitions over all outcomes, not only efficient ones.
func TestPoints_areTheDefinitions(t *testing.T) {
	var s Solver
	for seed := range uint64(60) {
		parties := 2 + int(seed%3)
		u := random(seed, parties, 200, 37)
		r := slices.Repeat([]float64{float64(seed%4) * 0.1}, parties)
		p := s.Points(u, s.Frontier(u), r, nil)
		top := make([]float64, parties)
		for i := range u[0] {
			if Rational(u, i, r) {
				for k := range u {
					top[k] = max(top[k], u[k][i]-r[k])
				}
			}
		}
		value := func(i int) (product, share, least, sum float64) {
			product, share, least = 1, math.Inf(1), math.Inf(1)
			for k := range u {
				g := u[k][i] - r[k]
				product *= g
				if top[k] > 0 {
					share = min(share, g/top[k])
				}
				least = min(least, g)
				sum += u[k][i]
			}
			return
		}
		for i := range u[0] {
			product, share, least, sum := value(i)
			if _, _, _, best := value(p.Utilitarian); sum > best+1e-12 {
				t.Fatalf("seed %d: outcome %d has sum %v, utilitarian has %v", seed, i, sum, best)
			}
			if !Rational(u, i, r) {
				continue
			}
			if best, _, _, _ := value(p.Nash); product > best+1e-12 {
				t.Fatalf("seed %d: outcome %d has product %v, Nash has %v", seed, i, product, best)
			}
			if _, best, _, _ := value(p.KalaiSmorodinsky); share > best+1e-12 {
				t.Fatalf("seed %d: outcome %d has share %v, Kalai-Smorodinsky %v", seed, i, share, best)
			}
			if _, _, best, _ := value(p.Egalitarian); least > best+1e-12 {
				t.Fatalf("seed %d: outcome %d has least gain %v, egalitarian %v", seed, i, least, best)
			}
		}
	}
}

// Without an outcome that gives both their reservation value there is no rational point, but still a utilitarian one.
func TestPoints_emptyZone(t *testing.T) {
	u := [][]float64{{1, 0.2, 0}, {0, 0.3, 1}}
	r := []float64{0.5, 0.5}
	var s Solver
	p := s.Points(u, s.Frontier(u), r, nil)
	if p != (Points{None, None, None, 0}) || Zone(u, r) != 0 {
		t.Errorf("points %+v and zone %d of a domain without agreement", p, Zone(u, r))
	}
}

// u1 = x^a, u2 = (1-x)^b, no deal worth 0: Nash x = a/(a+b); Kalai-Smorodinsky solves x^a = (1-x)^b; for (.5, 1) that is x =
// (3-sqrt 5)/2. Closed forms; the frontier is laid with 200,001 outcomes, so x is met to 5e-6.
func TestPoints_closedForm(t *testing.T) {
	for _, c := range []struct{ a, b, nash, ks float64 }{
		{0.5, 1, 1.0 / 3, (3 - math.Sqrt(5)) / 2},
		{1, 1, 0.5, 0.5},
		{0.8, 0.4, 2.0 / 3, math.NaN()},
	} {
		const n = 200_001
		u := [][]float64{make([]float64, n), make([]float64, n)}
		for i := range n {
			x := float64(i) / (n - 1)
			u[0][i], u[1][i] = math.Pow(x, c.a), math.Pow(1-x, c.b)
		}
		var s Solver
		p := s.Points(u, s.Frontier(u), []float64{0, 0}, nil)
		if x := float64(p.Nash) / (n - 1); math.Abs(x-c.nash) > 5e-6 {
			t.Errorf("(%v, %v): Nash at %v, closed form %v", c.a, c.b, x, c.nash)
		}
		if x := float64(p.KalaiSmorodinsky) / (n - 1); !math.IsNaN(c.ks) && math.Abs(x-c.ks) > 5e-6 {
			t.Errorf("(%v, %v): Kalai-Smorodinsky at %v, closed form %v", c.a, c.b, x, c.ks)
		}
	}
}

// Solutions on a polyline: the triangle x/4 + y/2 = 1 with no deal worth (0, 0). Nash halves both intercepts, (2, 1); so does
// Kalai-Smorodinsky; egalitarian is x = y = 4/3; utilitarian the corner (4, 0). Asymmetric with weight 3/4: x = 3, y = 1/2.
// With no deal worth (1, 0): gains lie on x' + 2y = 3, so Nash is (1+3/2, 3/4).
func TestPolyline(t *testing.T) {
	l := Polyline{[]float64{4, 0}, []float64{0, 2}}
	for _, c := range []struct {
		name string
		got  Place
		x, y float64
	}{
		{"nash", l.Nash(0, 0, 0.5), 2, 1}, {"asymmetric nash", l.Nash(0, 0, 0.75), 3, 0.5}, {"nash from (1,0)", l.Nash(1, 0, 0.5), 2.5, 0.75},
		{"kalai-smorodinsky", l.KalaiSmorodinsky(0, 0), 2, 1}, {"egalitarian", l.Egalitarian(0, 0), 4.0 / 3, 4.0 / 3}, {"utilitarian", l.Utilitarian(), 4, 0},
	} {
		if !c.got.OK || math.Abs(c.got.X-c.x) > 1e-9 || math.Abs(c.got.Y-c.y) > 1e-9 {
			t.Errorf("%s: %+v, by hand (%v, %v)", c.name, c.got, c.x, c.y)
		}
	}
	if l.Nash(3, 1, 0.5).OK || l.KalaiSmorodinsky(3, 1).OK || l.Egalitarian(3, 1).OK {
		t.Error("a solution above the line")
	}
}

// Over lotteries the Nash point of the outcomes (1, 0), (0, 1), (0.4, 0.4) is the even lottery over the first two, (0.5, 0.5),
// though among outcomes it is the third. The general method agrees with the closed form on the hull.
func TestLotteries(t *testing.T) {
	u := [][]float64{{1, 0, 0.4}, {0, 1, 0.4}}
	var s Solver
	f := s.Frontier(u)
	if p := s.Points(u, f, []float64{0, 0}, nil); p.Nash != 2 {
		t.Errorf("Nash among outcomes is %d, want the third", p.Nash)
	}
	line, corners := Hull(u, f)
	if !slices.Equal(corners, []int{0, 1}) {
		t.Errorf("corners %v", corners)
	}
	if p := line.Nash(0, 0, 0.5); math.Abs(p.X-0.5) > 1e-12 || math.Abs(p.T-0.5) > 1e-12 {
		t.Errorf("Nash over lotteries %+v", p)
	}
	for seed := range uint64(40) {
		u := random(seed, 2, 60, 1000)
		r := []float64{0.1, 0.3}
		f := s.Frontier(u)
		line, _ := Hull(u, f)
		for _, w := range []float64{0.5, 0.3} {
			want := line.Nash(r[0], r[1], w)
			got, ok := NashLottery(u, f, r, []float64{w, 1 - w})
			if !ok || math.Abs(got.Utilities[0]-want.X) > 1e-6 || math.Abs(got.Utilities[1]-want.Y) > 1e-6 {
				t.Fatalf("seed %d, weight %v: %+v, on the hull %+v", seed, w, got, want)
			}
		}
	}
	// Three parties, each of three outcomes the whole pie to one: the even lottery, by symmetry.
	pie := [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	if got, ok := NashLottery(pie, []int{0, 1, 2}, []float64{0, 0, 0}, nil); !ok || math.Abs(got.Utilities[2]-1.0/3) > 1e-9 {
		t.Errorf("three parties: %+v", got)
	}
}

// Additive utilities are checked outcome by outcome against the sum of their definition.
func TestNewAdditive(t *testing.T) {
	issues := []Issue{{"a", []string{"0", "1", "2"}}, {"b", []string{"x", "y"}}, {"c", []string{"p", "q", "r", "s"}}}
	party := Additive{Name: "one", Weights: []float64{0.5, 0.2, 0.3}, Worth: [][]float64{{0, 0.5, 1}, {1, 0}, {0.1, 0.2, 0.3, 0.4}}}
	d, err := NewAdditive("d", issues, []Additive{party})
	if err != nil || d.Size() != 24 {
		t.Fatal(err, d.Size())
	}
	for o := range d.Size() {
		deal := d.Deal(o)
		want := 0.0
		for k, v := range deal {
			want += party.Weights[k] * party.Worth[k][v]
		}
		if math.Abs(d.U[0][o]-want) > 1e-15 || d.Outcome(deal) != o {
			t.Errorf("outcome %d, deal %v: %v, by the sum %v", o, deal, d.U[0][o], want)
		}
	}
	if _, err := Outcomes([]Issue{{"big", make([]string, 100_000)}, {"bigger", make([]string, 100_000)}}); err == nil {
		t.Error("ten thousand million outcomes are not refused")
	}
}

// (1, 1) is an outcome: no opposition. In a split of a pie among 1,001 shares the fair half lies sqrt(1/2) from (1, 1).
func TestOpposition(t *testing.T) {
	var s Solver
	u := [][]float64{{1, 0, 0.3}, {1, 0.2, 0}}
	if o := s.Opposition(u, s.Frontier(u)); o.Kalai != 0 || o.Nearest != 0 {
		t.Errorf("with an outcome best for both: %+v", o)
	}
	pie := [][]float64{make([]float64, 1001), make([]float64, 1001)}
	for i := range pie[0] {
		pie[0][i], pie[1][i] = float64(i)/1000, 1-float64(i)/1000
	}
	if o := s.Opposition(pie, s.Frontier(pie)); math.Abs(o.Kalai-math.Sqrt(0.5)) > 1e-9 || math.Abs(o.Nearest-math.Sqrt(0.5)) > 1e-9 {
		t.Errorf("pie: %+v, by hand sqrt(1/2)", o)
	}
}

// grid is a bilateral domain of 50,000 outcomes: 10·10·10·10·5 values with additive utilities.
func grid(parties int, sizes ...int) *Domain {
	var issues []Issue
	people := make([]Additive, parties)
	for k, n := range sizes {
		issues = append(issues, Issue{fmt.Sprint("issue ", k), make([]string, n)})
		for p := range people {
			s := draw.NewStream(uint64(p), draw.Play, fmt.Sprint("worth", k))
			worth := make([]float64, n)
			for v := range worth {
				worth[v] = s.Uniform(uint64(v), 0)
			}
			people[p].Weights = append(people[p].Weights, 1/float64(len(sizes)))
			people[p].Worth = append(people[p].Worth, worth)
		}
	}
	d, err := NewAdditive("grid", issues, people)
	if err != nil {
		panic(err)
	}
	return d
}

func benchmark(b *testing.B, d *Domain) {
	var s Solver
	b.ReportAllocs()
	b.ReportMetric(float64(d.Size()), "outcomes")
	for b.Loop() {
		f := s.Frontier(d.U)
		p := s.Points(d.U, f, d.Reservation, nil)
		if bits.Len(uint(p.Nash)) > 60 || Zone(d.U, d.Reservation) == 0 {
			b.Fatal("no Nash point")
		}
	}
}

func BenchmarkSolve_bilateral50000(b *testing.B) { benchmark(b, grid(2, 10, 10, 10, 10, 5)) }
func BenchmarkSolve_bilateral5000000(b *testing.B) {
	benchmark(b, grid(2, 10, 10, 10, 10, 10, 50))
}
func BenchmarkSolve_threeParties50000(b *testing.B) { benchmark(b, grid(3, 10, 10, 10, 10, 5)) }
func BenchmarkSolve_layOut50000(b *testing.B) {
	for b.Loop() {
		grid(2, 10, 10, 10, 10, 5)
	}
}

// split is a domain of issues each of whose three values suits another party: much of it is efficient.
func split(parties, n int) *Domain {
	d := grid(parties, slices.Repeat([]int{3}, n)...)
	for p := range d.U {
		for o := range d.U[p] {
			sum := 0.0
			for k, v := range d.Deal(o) {
				if v == p%3 {
					sum += 0.37 * math.Sqrt(float64(2+13*k+5*p))
				}
			}
			d.U[p][o] = sum
		}
	}
	return d
}

func BenchmarkSolve_threeParties531441muchEfficient(b *testing.B) { benchmark(b, split(3, 12)) }
