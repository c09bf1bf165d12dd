package brief

// The words for endings, reasons, stages and kinds of evidence. Names from the engine that are not listed here
// are printed as they stand, hyphens opened, so that a newcomer never breaks a briefing.

import "strings"

// The six endings, in their fixed order, as a clause that follows "in n of 100 simulated negotiations".
var endingClauses = [6]string{
	"a deal over the whole agenda enters into force",
	"a limited deal enters into force",
	"a text is agreed and then blocked at home",
	"talks never open",
	"talks open and break down without a text",
	"escalation ends the process",
}

// reasonNames say why, as the end of a sentence that begins "most often because of".
var reasonNames = map[string]string{
	"precondition":      "an unmet precondition",
	"audience-cost":     "the cost of sitting down at home",
	"no-interest":       "too little to gain from talking",
	"no-ripeness":       "a stalemate that does not hurt enough",
	"no-contact":        "consultations that never took place",
	"mediator-absent":   "no mediator taking the part",
	"no-overlap":        "no deal that both sides prefer to none",
	"walk-out":          "a walk-out",
	"deadline":          "rounds used up",
	"horizon":           "time running out",
	"mediator-withheld": "a mediator that withheld its draft",
	"commitment":        "a shift of power that no promise could outlast",
	"veto":              "a veto",
	"shock":             "an outside event",
}

// stageNames say what a stage of a run does.
var stageNames = map[string]string{
	"talks-about-talks":    "Each month the sides decide whether to sit down: what talks promise is weighed against preconditions, the cost of talking at home, and whether the stalemate hurts.",
	"single-text":          "A mediator drafts and redrafts one text, and both principals answer; each lowers what it asks for as time runs.",
	"alternating-offers":   "The principals make offers in turn, and each lowers what it asks for as time runs.",
	"weighted-mean":        "The text is the mean of the ideal points, weighted by salience and power: a yardstick, not a bargain.",
	"weighted-median":      "The text is the weighted median of the ideal points of all who have a say: a yardstick, not a bargain.",
	"stacked-offers":       "The principals make offers in turn, and everyone at the table answers, veto players too.",
	"rubinstein":           "The principals make offers in turn, each knowing all there is to know and looking ahead without end; a round of delay costs both.",
	"stahl":                "The principals make offers in turn, each knowing all there is to know and looking ahead to the last round.",
	"monotonic-concession": "Both stand by an offer, and whoever risks less by insisting gives way, until the offers meet.",
	"simultaneous-demands": "Both name a demand at the same time; once the demands leave room, the text lies in the middle.",
	"text-search":          "A neutral pen changes one issue of the text at a time, and a change that both like no less is kept.",
	"text-annealing":       "A neutral pen changes one issue of the text at a time, and early on a side may accept a change for the worse.",
	"take-it-or-leave-it":  "The first principal makes one demand without knowing what the other can bear; a refusal ends the talks.",
	"setter":               "The first principal makes one proposal, knowing what the other can bear.",
	"closed-rule":          "Who may propose is drawn each round, and the proposal is taken or left as it stands.",
	"double-auction":       "Both name a position once, sealed; if the positions leave room, the text lies between them.",
	"challenge":            "Everyone with a say challenges the others over each issue, and the text is where the weighted medians stand when the rounds are over.",
	"spatial":              "Everyone with a say bargains over positions with everyone else, and the text is the position likeliest to win when the rounds are over.",
	"ratification":         "Each veto player votes on the text; a text that fails can go back to the table.",
	"implementation":       "A ratified deal lives on month by month, until it collapses, a successor leaves it or the period ends.",
}

// plain is a kebab-case name as words.
func plain(name string) string { return strings.ReplaceAll(name, "-", " ") }

func reasonName(name string) string {
	if s, ok := reasonNames[name]; ok {
		return s
	}
	return plain(name)
}

func stageName(name string) string {
	if s, ok := stageNames[name]; ok {
		return s
	}
	return sentence(plain(name))
}
