package brief

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/results"
)

// The same scenario under other bargaining models: how far the answer hangs on the choice between schools of theory, beside what we do
// not know and luck, and which judgement it is that depends on it.

// models writes the table of models, the spread and the judgement that depends on the model.
func (b *builder) models(w *writer) {
	if b.in.Derived == nil || b.in.Derived.Models == nil || len(b.in.Derived.Models.Models) < 2 {
		return
	}
	m := b.in.Derived.Models
	l := lexiconOf(b.in.Manifest)
	var rows [][]string
	for i, x := range m.Models {
		title := x.Title
		if i == 0 {
			title += ", as the scenario has it"
		}
		k, n := dealsOf(x.Endings)
		o := l.odds(k, n)
		rows = append(rows, []string{title, o.Bare, o.Word, capital(endingShort[commonFailure(x.Endings)])})
	}
	w.prose("How the sides bargain can be modelled in more than one way, and no evidence here chooses between them. Each model below was played on the same draws; the weighted mean and the weighted median are the baselines that any other has to beat.")
	w.add("table", plainTable("Odds of some deal under other bargaining models", []string{"Model", "Some deal, of 100", "Likelihood", "Most common failure"}, rows))
	w.prose(spreadText(m), dependsText(m, l))
}

func dealsOf(e results.Endings) (k, n int64) {
	for i, x := range e {
		n += x
		if i <= 1 { // full and limited deals
			k += x
		}
	}
	return k, n
}

// commonFailure is the ending without a deal that comes most often, the first of equals.
func commonFailure(e results.Endings) int {
	at := 2
	for i := 3; i < len(e); i++ {
		if e[i] > e[at] {
			at = i
		}
	}
	return at
}

// spreadText says where the doubt about a deal comes from, in parts of 100 of its variance.
func spreadText(m *results.Models) string {
	s := m.Spread
	total := s.Models*s.Models + s.Ignorance*s.Ignorance + s.Luck*s.Luck
	if total == 0 {
		return ""
	}
	part := func(x float64) string {
		switch p := 100 * x * x / total; {
		case p < 1:
			return "under 1"
		case p > 99:
			return "over 99"
		default:
			return fmt.Sprintf("%.0f", math.Round(p))
		}
	}
	return fmt.Sprintf("Across models the share of deals runs from %.0f to %.0f of 100. Of 100 parts of the doubt whether a deal comes, %s lie between models, %s in what we do not know, and %s are luck.",
		math.Max(1, 100*s.Low), math.Min(99, 100*s.High), part(s.Models), part(s.Ignorance), part(s.Luck))
}

// dependsText names the key judgements that another model would change.
func dependsText(m *results.Models, l lexicon) string {
	own := m.Models[0]
	k, n := dealsOf(own.Endings)
	if n == 0 {
		return ""
	}
	var words, failures []string
	for _, x := range m.Models[1:] {
		j, of := dealsOf(x.Endings)
		if of > 0 && !l.same(float64(j)/float64(of), float64(k)/float64(n)) {
			words = append(words, strings.ToLower(x.Title))
		}
		if commonFailure(x.Endings) != commonFailure(own.Endings) {
			failures = append(failures, strings.ToLower(x.Title))
		}
	}
	switch {
	case len(words) == 0 && len(failures) == 0:
		return "No key judgement depends on the model: each gives the same likelihood and the same most common failure."
	case len(words) == 0:
		return fmt.Sprintf("The first key judgement, whether a deal comes, does not depend on the model; the second, how talks fail, does: it is another way under %s.", and(failures))
	case len(failures) == 0:
		return fmt.Sprintf("The first key judgement, whether a deal comes, depends on the model: the likelihood is another under %s. The second, how talks fail, does not.", and(words))
	}
	return fmt.Sprintf("Two key judgements depend on the model. The first, whether a deal comes, has another likelihood under %s; the second, how talks fail, is another under %s.", and(words), and(failures))
}
