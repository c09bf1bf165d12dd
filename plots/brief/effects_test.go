package brief

import "testing"

func TestEntry_Basis(t *testing.T) {
	said, assumed := Ref{}, Ref{Assumption: true}
	for want, rests := range map[string][]Ref{
		"assumed":      {assumed},
		"1 source":     {said},
		"2 sources":    {said, said},
		"size assumed": {said, assumed}, // a statement gives the direction, the assumption beside it the size
	} {
		if got := (Entry{Rests: rests}).Basis(); got != want {
			t.Errorf("%d rests: %q, want %q", len(rests), got, want)
		}
	}
}
