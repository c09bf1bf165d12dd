package diag

// Code explains one sort of finding: `simulate explain E102` prints it.
type Code struct {
	ID    string
	Title string
	Text  string
}

// The codes. 1xx: the text is not what a scenario file looks like. 2xx: a number is wrong. 3xx: something named does not exist or
// does not fit. 4xx: the negotiation makes no sense. W: it works, but look again.
const (
	NotYAML      = "E101"
	UnknownField = "E102"
	WrongType    = "E103"
	DuplicateKey = "E104"
	NotAllowed   = "E105"
	Unreadable   = "E106"
	MissingField = "E107"
	Indentation  = "E110"
	BadQuantity  = "E201"
	UnknownForm  = "E202"
	OutOfRange   = "E205"
	Impossible   = "E207"
	UnknownName  = "E301"
	WrongKind    = "E302"
	BadWord      = "E303"
	BadList      = "E304"
	NoEvidence   = "E310"
	LostEvidence = "E311"
	LateEvidence = "E312"
	BadStages    = "E330"
	BadOption    = "E340"
	NoRoom       = "E401"
	OneSided     = "E402"
	Idle         = "W204"
	OddCase      = "W205"
	Namesake     = "W206"
)

// Codes lists every code.
func Codes() []Code {
	return []Code{
		{NotYAML, "the file is not valid YAML", "YAML is a list of `key: value` lines whose indentation says what belongs to what. Usually a colon, a quote or a bracket is missing at the line shown or just above it."},
		{UnknownField, "unknown field", "Every key of a scenario file has a meaning; one that has none is almost always a typing mistake, and would otherwise be lost in silence. `simulate schema` and docs/scenario-format.md list what may stand where."},
		{WrongType, "wrong type", "A map stands where a single value belongs, or the other way round, or a number where a text does."},
		{DuplicateKey, "the same key twice", "In YAML the second would silently replace the first. Keep one."},
		{NotAllowed, "a feature of YAML that scenario files do not use", "Anchors, aliases, merge keys, tags and several documents in one file are refused: a reader should see every number where it stands. Use `extends:` to build on another scenario."},
		{Unreadable, "the file cannot be read", "It is larger than 1 MiB, nested deeper than 32 levels, with more than 1000 entries in one list, not text in UTF-8, or not there."},
		{MissingField, "something is missing", "A scenario needs a title, an agenda with its issues, a table of two principals and its stages; an actor needs a kind."},
		{Indentation, "wrong indentation", "Lines that belong together start in the same column, with blanks, never tabs."},
		{BadQuantity, "not a quantity", "A quantity is a number or a distribution, followed by the evidence it rests on: `0.4 from assumption`, `pert 0.25 0.38 0.55 from article/p9#precondition`."},
		{UnknownForm, "unknown distribution or level", "docs/scenario-format.md lists the distributions; `simulate list distributions` does so too."},
		{OutOfRange, "value out of range", "The quantity, or part of its distribution, lies outside the range that makes sense for it. Nothing is cut off silently."},
		{Impossible, "no such distribution", "The numbers contradict each other: a range upside down, a mode outside its range, weights that do not add up to 1, bounds that leave nothing."},
		{UnknownName, "no such issue, actor or quantity", "A name is used that nothing in this place has."},
		{WrongKind, "an actor in a part it cannot play", "Principals sit at the table, veto players ratify, mediators mediate, spoilers and veto players may spoil."},
		{BadWord, "not one of the words allowed here", "Structural switches take one word out of a short list."},
		{BadList, "a list that does not fit", "Empty, too long, with something in it twice, or with the wrong number of entries."},
		{NoEvidence, "a quantity without `from`", "Every number says what it rests on: a statement (`from article/p9#precondition`), a published source (`from literature/icb-mediation`) or nothing but judgement (`from assumption`). A briefing can then show which is which."},
		{LostEvidence, "evidence that does not resolve", "No record, source or assumption of that name is in the built-in evidence or in the scenario's evidence/ folder. `simulate evidence` lists them."},
		{LateEvidence, "a statement after the cut-off", "A past case is coded from what was known on the day of its `cutoff:`. Leave the number to what was known then, or date the case later."},
		{BadStages, "stages that cannot follow each other", "Stages run in the order talks-about-talks, one bargaining protocol, ratification, implementation. Exactly one bargaining protocol is needed; the others may be left out."},
		{BadOption, "an option that changes nothing it could change", "An option sets paths of the scenario to other values. `baseline` is the scenario itself and cannot be redefined."},
		{NoRoom, "no possible agreement", "An issue on the agenda has no room for the smallest move that a text would report, between its floor and its ceiling: no deal can contain it."},
		{OneSided, "one side delivers nothing", "Each side must deliver at least one issue of the agenda, or there is nothing to exchange."},
		{Idle, "described but without a part", "The actor or issue is described in this file but has no seat or place on any agenda, or no stage to act in, in the scenario or its options. Its numbers have no effect."},
		{OddCase, "a past case to look at again", "It is played and scored, or left out, as it stands: an ending that cannot come about in its scenario, a family spelt nearly as another, a scenario without an outcome. docs/validation.md says what a folder of cases holds."},
		{Namesake, "an actor with the name of a built-in profile", "A block under `actors:` whose name is that of a built-in profile (`simulate list actors`) builds on it: quantities it does not state, and their evidence, come from the profile. That is meant where a profile is adjusted, and a surprise where a new actor happens to have its name."},
	}
}
