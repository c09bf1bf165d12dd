package backtest

import (
	"math"
	"os"
	"strings"
	"testing"
)

const two = `Issue,Actor,Position,Salience,Capability,Outcome,Note
fish,a,0,50,2,40,
fish,b,100,100,1,,kept
fish,c,50,50,2,,
oil,a,20,10,2,30,
oil,b,,10,1,,
oil,c,40,10,2,,
`

func TestScoreTable_byHand(t *testing.T) {
	ds, err := ReadTable("x.csv", strings.NewReader(two))
	if err != nil {
		t.Fatal(err)
	}
	if ds := ds.Decisions; len(ds) != 2 || len(ds[1].Actors) != 2 || ds[0].Outcome != 40 {
		t.Fatalf("%+v", ds)
	}
	r, err := ScoreTable(ds, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]RuleScore{}
	for _, x := range r.Rules {
		at[x.Rule] = x
	}
	// fish: weights 100 each, so the mean is 50 either way (error 10); oil: 30 exactly.
	near(t, "MAE of the weighted mean", at["weighted mean"].MAE.Mean, 5, 1e-12)
	near(t, "RMSE", at["weighted mean"].RMSE, math.Sqrt(50), 1e-12)
	near(t, "MAE of the median", at["median"].MAE.Mean, 5, 1e-12)
	if at["weighted mean"].Hits != 2 {
		t.Errorf("hits: %d", at["weighted mean"].Hits)
	}
	// Lottery: fish: mean |x-40| = (40+60+10)/3, pairs (100+50+50)/9; oil: 10 - 20/4.
	near(t, "CRPS of the lottery", at["lottery of positions"].CRPS.Mean, ((110./3-200./9)+5)/2, 1e-12)
	if at["weighted mean"].Better || at["median"].Better {
		t.Error("a rule that is as good is called better")
	}
}

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		s    Settlement
		want float64
	}{
		{Settlement{[]float64{3, 1, 2}, []float64{1, 1, 1}}, 2},
		{Settlement{[]float64{1, 4}, []float64{1, 1}}, 2.5},
		{Settlement{[]float64{1, 4}, []float64{1, 1.1}}, 4},
	} {
		near(t, "median", middle(c.s), c.want, 0)
	}
}

func TestReadTable_faults(t *testing.T) {
	_, err := ReadTable("x.csv", strings.NewReader("issue,actor,position,salience,capability,outcome\nfish,a,120,50,2,40\nfish,a,1,50,0,30\noil,a,1,101,1,\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"x.csv:2: position", "x.csv:3: issue fish has two outcomes", "x.csv:3: capability", "stands twice", "salience \"101\""} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in\n%v", want, err)
		}
	}
	if _, err := ReadTable("x.csv", strings.NewReader("issue,actor\n")); err == nil || !strings.Contains(err.Error(), `no column "position"`) {
		t.Errorf("%v", err)
	}
}

func TestScoreTable_invented(t *testing.T) {
	f, err := os.Open("testdata/invented.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ds, err := ReadTable("invented.csv", f)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ScoreTable(ds, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	// The outcomes were made as the weighted mean plus noise: no rule can be shown to be better than it.
	for _, x := range r.Rules {
		if x.Better {
			t.Errorf("%s is called better", x.Rule)
		}
	}
}
