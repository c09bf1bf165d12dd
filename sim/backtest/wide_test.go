package backtest

import (
	"reflect"
	"strings"
	"testing"
)

// The two forms of the same table are the same decisions.
func TestReadTable_wide(t *testing.T) {
	long, err := ReadTable("long.csv", strings.NewReader(two))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := ReadTable("wide.csv", strings.NewReader(`Issue,outcome,position a,salience_a,Capability.a,position:b,salience b,capability b,position c,salience c,capability c,area
fish,40,0,50,2,100,100,1,50,50,2,sea
oil,30,20,10,2,NA,10,1,40,10,2,land
`))
	if err != nil {
		t.Fatal(err)
	}
	for i := range long.Decisions {
		long.Decisions[i].Line, wide.Decisions[i].Line = 0, 0
	}
	if !reflect.DeepEqual(long, wide) {
		t.Errorf("long %+v\nwide %+v", long, wide)
	}
}

// Spreadsheets in much of Europe write semicolons; tabs are as good. An empty first cell stays one.
func TestReadTable_separators(t *testing.T) {
	want, err := ReadTable("x.csv", strings.NewReader(two))
	if err != nil {
		t.Fatal(err)
	}
	for _, comma := range []string{";", "\t"} {
		got, err := ReadTable("x.csv", strings.NewReader(strings.ReplaceAll(two, ",", comma)))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v", comma, got, err)
		}
	}
}

// Without capabilities all count alike; what cannot be scored is left out and listed with its line and the reason.
func TestReadTable_missing(t *testing.T) {
	x, err := ReadTable("x.csv", strings.NewReader("issue,outcome,position a,salience a,position b,salience b\n1,50,0,10,100,10\n2,.,0,10,100,10\n3,50,0,10,100,NA\n4,50,0,0,100,0\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Decisions) != 1 || x.Decisions[0].Actors[0].Capability != 1 || x.Decisions[0].Actors[1].Capability != 1 {
		t.Errorf("%+v", x.Decisions)
	}
	want := []LeftOut{{"2", 3, "no outcome"}, {"3", 4, "fewer than two actors with position and salience"}, {"4", 5, "nobody cares: all saliences are 0"}}
	if !reflect.DeepEqual(x.LeftOut, want) {
		t.Errorf("left out %+v, want %+v", x.LeftOut, want)
	}
}

func TestReadTable_wideFaults(t *testing.T) {
	for text, want := range map[string]string{
		"issue,outcome,position a\n1,2,3\n":                                                       `x.csv:1: no column "salience a"`,
		"issue,position a,salience a\n1,2,3\n":                                                    `x.csv:1: no column "outcome"`,
		"issue,outcome,position a,salience a,position a\n1,2,3,4,5\n":                             `x.csv:1: column "position a" stands twice`,
		"issue,outcome,position a,salience a,capability a,position b,salience b\n1,2,3,4,5,6,7\n": "1 of 2 actors have a column `capability NAME`",
		"issue,outcome,position a,salience a,position b,salience b\n1,2,3,4,5,6\n1,2,3,4,5,6\n":   "x.csv:3: issue 1 has a row already, line 2",
		"issue,outcome,position a,salience a,position b,salience b\n1,2,3,4,5,106\n":              `x.csv:2: salience of b "106" is not a number from 0 to 100`,
		"issue,outcome,position a,salience a,position b,salience b\n1,,3,4,5,6\n":                 "no issue can be scored; the first, 1, has: no outcome",
		"issue,outcome,position a,salience a,position b,salience b\n":                             "no rows below the heading",
		"issue,outcome,position a,salience a,position b,salience b\n1,2,3\n":                      "wrong number of fields",
	} {
		if _, err := ReadTable("x.csv", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
