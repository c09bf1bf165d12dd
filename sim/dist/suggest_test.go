package dist

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"pert", "beta", "normal", "lognormal", "uniform", "between", "discrete", "triangular"}
	for _, row := range []struct{ text, want string }{
		{"prt", "pert"}, {"petr", "pert"}, {"pret", "pert"}, {"unifrom", "uniform"}, {"tringular", "triangular"}, {"nromal", "normal"},
		{"gamma", ""}, {"xx", ""}, {"best", ""}, {"dicsret", "discrete"},
	} {
		if got := nearest(row.text, names); got != row.want {
			t.Errorf("%q: %q, want %q", row.text, got, row.want)
		}
	}
	if got := nearest("cat", []string{"car", "bat"}); got != "" {
		t.Errorf("a tie gives %q", got)
	}
}
