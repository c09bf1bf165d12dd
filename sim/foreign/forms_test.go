package foreign

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// written writes files into a folder of their own and reads it.
func written(t *testing.T, files map[string]string) (*Negotiation, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Read(dir)
}

const (
	space = "name: s\ntype: DiscreteCartesianOutcomeSpace\nissues:\n  - {name: n, type: ContiguousIssue, values: [1, 3]}\n  - {name: w, type: CategoricalIssue, values: [p, q]}\n"
	other = "type: LinearAdditiveUtilityFunction\nname: other\nreserved_value: 0\nweights: [1, 1]\nvalues:\n  - {type: ConstFun, bias: 0}\n  - {type: TableFun, mapping: {p: 0, q: 1}}\n"
	web   = `"domain": {"name": "d", "issuesValues": {"a": {"values": ["x", "y"]}, "b": {"values": ["x", "y"]}, "c": {"values": ["1", "2", "3"]}}}`
	lines = `{"LinearAdditiveUtilitySpace": {"name": "other", ` + web + `, "issueUtilities": {"a": {"DiscreteValueSetUtilities": {"valueUtilities": {"x": 1, "y": 0}}}, "b": {"DiscreteValueSetUtilities": {"valueUtilities": {"x": 1, "y": 0}}},
		"c": {"DiscreteValueSetUtilities": {"valueUtilities": {"1": 0, "2": 0.5, "3": 1}}}}, "issueWeights": {"a": 0.2, "b": 0.3, "c": 0.5}}}`
	rectangle = `<utility_space type="nonlinear" number_of_issues="2"><objective index="0" name="any" type="objective" etype="objective">
		<issue etype="integer" index="1" name="a" type="integer" vtype="integer" lowerbound="0" upperbound="9"/>
		<issue etype="integer" index="2" name="b" type="integer" vtype="integer" lowerbound="0" upperbound="9"/>
		<utility maxutility="200"><ufun type="PlainUfun" weight="1" aggregation="sum">
			<hyperRectangle utility="100"><INCLUDES index="1" min="2" max="5"/><INCLUDES index="2" min="3" max="3"/></hyperRectangle>
			<hyperRectangle utility="80" weight="0.5"><INCLUDES index="1" min="4" max="9"/></hyperRectangle>
			<hyperRectangle utility="10"/>
			<ufun weight="2" aggregation="sum"><hyperRectangle utility="60"><INCLUDES index="2" min="3" max="9"/></hyperRectangle></ufun>
		</ufun></utility></objective><discount_factor value="1.0"/><reservation value="0.25"/></utility_space>`
)

// Forms of utility functions that programs write beside the plain one. Utilities are worked out by hand; for each the first party's are
// listed for some outcomes, named by the positions of their values.
func TestRead_forms(t *testing.T) {
	fun := func(text string) map[string]string {
		return map[string]string{"space.yml": space, "a.yml": text, "b.yml": other}
	}
	linear := "type: LinearAdditiveUtilityFunction\nreserved_value: 0\nweights: [1, 1]\nvalues:\n  - %s\n  - {type: TableFun, mapping: {p: 0, q: 0}}\n"
	value := func(text string) map[string]string { return fun(strings.Replace(linear, "%s", text, 1)) }
	for _, c := range []struct {
		name    string
		files   map[string]string
		want    map[[3]int]float64
		reserve float64
		lost    string
	}{
		// 1 + x + 2x² at 1, 2, 3; 5 - x + x³; 2^(x/2); 3·log2(4x) - 1; by NegMAS's value functions.
		{"quadratic", value("{type: QuadraticFun, a2: 2, a1: 1, bias: 1}"), map[[3]int]float64{{0, 0}: 4, {1, 0}: 11, {2, 1}: 22}, 0, ""},
		{"polynomial", value("{type: PolynomialFun, coefficients: [-1, 0, 1], bias: 5}"), map[[3]int]float64{{0, 0}: 5, {1, 0}: 11, {2, 1}: 29}, 0, ""},
		{"exponential", value("{type: ExponentialFun, tau: 0.5, base: 2}"), map[[3]int]float64{{0, 0}: math.Sqrt2, {1, 0}: 2}, 0, ""},
		{"logarithm", value("{type: LogFun, tau: 4, base: 2, scale: 3, bias: -1}"), map[[3]int]float64{{0, 0}: 5, {1, 0}: 8}, 0, ""},
		// numbers written differently are the same value
		{"3 and 3.0", value("{type: TableFun, mapping: {1.0: 0.25, 2: 0.5, 3.0: 1}}"), map[[3]int]float64{{0, 0}: 0.25, {2, 0}: 1}, 0, ""},
		{"_type", value("{_type: negmas.preferences.value_fun.AffineFun, slope: 2, bias: -1}"), map[[3]int]float64{{0, 0}: 1, {2, 0}: 5}, 0, ""},
		// the discount goes, what it discounts stays, with its reservation value unless the outer one says one
		{"discounted", fun("type: ExpDiscountedUFun\nname: a\ndiscount: 0.9\nreserved_value: -.inf\nufun:\n  type: LinearAdditiveUtilityFunction\n  reserved_value: 0.125\n  weights: [0.5, 0.5]\n  values:\n    - {type: TableFun, mapping: {1: 0, 2: 0.5, 3: 1}}\n    - {type: TableFun, mapping: {p: 1, q: 0}}\n"), map[[3]int]float64{{2, 0}: 1, {1, 1}: 0.25}, 0.125, "discount factor 0.9"},
		{"outer reservation", fun("type: LinDiscountedUFun\ncost: 0.1\nreserved_value: 0.5\nufun: {type: ConstUtilityFunction, value: 0.75, reserved_value: 0.2}\n"), map[[3]int]float64{{0, 0}: 0.75, {2, 1}: 0.75}, 0.5, "loses 0.1 a round"},
		// a table of outcomes with lists as keys, as PyYAML writes tuples; what it leaves out is worth the default
		{"mapping", fun("type: MappingUtilityFunction\ndefault: -1\nreserved_value: 0\nmapping:\n  ? !!python/tuple [1, p]\n  : 0.5\n  ? [3, q]\n  : 2\n"), map[[3]int]float64{{0, 0}: 0.5, {2, 1}: 2, {1, 0}: -1}, 0, ""},
		// nothing said of no deal: minus infinity in NegMAS, the worst outcome here
		{"nothing reserved", fun("type: MappingUtilityFunction\ndefault: -1\nmapping: {? [1, p] : 0.5}\n"), map[[3]int]float64{{0, 0}: 0.5}, -1, "(-inf)"},
		{"affine without weights", map[string]string{"space.yml": "type: CartesianOutcomeSpace\nissues:\n  - {name: n, values: 3}\n  - {name: m, values: 3}\n", "a.yml": "type: AffineUtilityFunction\nreserved_value: 0\nbias: 1\n", "b.yml": "type: AffineUtilityFunction\nreserved_value: 0\nweights: {n: 1, m: -1}\n"}, map[[3]int]float64{{0, 0}: 1, {2, 1}: 2.5}, 0, ""},
		// the whole scenario in one JSON file
		{"NegMAS in JSON", map[string]string{"s.json": `{"outcome_space": {"issues": [{"name": "n", "type": "ContiguousIssue", "values": [1, 3]}]}, "ufuns": [{"type": "LinearUtilityFunction", "weights": [0.5], "reserved_value": 0}, {"type": "AffineUtilityFunction", "weights": [-0.5], "bias": 2, "reserved_value": 0}]}`}, map[[3]int]float64{{0}: 0.5, {2}: 1.5}, 0, ""},
		// a table over two issues; combinations that are not listed are worth 0; the reservation bid is worth .4 + .15
		{"GeniusWeb, groups", map[string]string{"a.json": "\ufeff" + `{"SumOfGroupsUtilitySpace": {"name": "a", ` + web + `, "partUtilities": {
			"both": {"partsutils": {"issues": ["b", "a"], "utilslist": [{"values": ["x", "y"], "util": 0.6}, {"values": ["y", "y"], "util": 0.4}]}},
			"c": {"partsutils": {"issues": ["c"], "utilslist": [{"values": ["2"], "util": 0.15}, {"values": ["3"], "util": 0.4}]}}},
			"reservationBid": {"issuevalues": {"a": "y", "b": "y", "c": "2"}}}}`, "b.json": lines}, map[[3]int]float64{{1, 0, 2}: 1, {0, 0, 2}: 0.4, {1, 1, 1}: 0.55, {0, 0, 0}: 0}, 0.55, ""},
		// a = 4, b = 3: 100 + 40 + 10 + 2·60 = 270 of 200, cut to 1; a = 2, b = 3: 230; a = 4, b = 0: 50; a = 0, b = 5: 130; a = 0, b = 0: 10
		{"Genius, hyper-rectangles", map[string]string{"a.xml": rectangle, "b.xml": rectangle}, map[[3]int]float64{{4, 3}: 1, {2, 3}: 1, {4, 0}: 0.25, {0, 5}: 0.65, {0, 0}: 0.05}, 0.25, ""},
		// weights of 2 in all: Genius cuts utilities at 1; the letter is one byte in this encoding
		{"Genius, heavy", map[string]string{"a.xml": "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><utility_space><objective index=\"0\" name=\"any\"><objective index=\"3\" name=\"sub\"><issue index=\"1\" name=\"caf\xe9\" type=\"discrete\"><item index=\"1\" value=\"x\" evaluation=\"4\"/><item index=\"2\" value=\"y\" evaluation=\"1\"/></issue><weight index=\"1\" value=\"0.8\"/></objective><issue index=\"2\" name=\"b\" type=\"discrete\"><item index=\"1\" value=\"x\" evaluation=\"2\"/><item index=\"2\" value=\"y\" evaluation=\"1\"/></issue><weight index=\"2\" value=\"1.2\"/></objective></utility_space>",
			"b.xml": "<utility_space><objective index=\"0\" name=\"any\"><issue index=\"2\" name=\"b\" type=\"discrete\"><item index=\"1\" value=\"x\" evaluation=\"0.5\"/></issue><issue index=\"1\" name=\"café\" type=\"discrete\"><item index=\"2\" value=\"y\" evaluation=\"0\"/></issue><weight index=\"2\" value=\"1\"/></objective></utility_space>"},
			map[[3]int]float64{{0, 0}: 1, {1, 0}: 1, {1, 1}: 0.8, {0, 1}: 1}, 0, "utilities above 1 count as 1, as in Genius"},
	} {
		n, err := written(t, c.files)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		d, err := n.Domain()
		if err != nil {
			t.Fatal(c.name, err)
		}
		for at, want := range c.want {
			if u := d.Utilities(d.Outcome(at[:len(d.Issues)])); math.Abs(u[0]-want) > 1e-10 {
				t.Errorf("%s: %v is worth %v, by hand %v", c.name, at, u[0], want)
			}
		}
		if d.Reservation[0] != c.reserve {
			t.Errorf("%s: reservation value %v, want %v", c.name, d.Reservation[0], c.reserve)
		}
		if !strings.Contains(strings.Join(n.Lost, "; "), c.lost) {
			t.Errorf("%s: %q is not among what was lost: %q", c.name, c.lost, n.Lost)
		}
	}
}

// Of a folder, descriptions (_info, specs) are left alone, and nothing else is for its name.
func TestRead_folderNames(t *testing.T) {
	n, err := written(t, map[string]string{"_stats.yaml": "opposition: 0.3\n", "specs.json": `{"size": 4}`, "spectrum.yml": space, "special.yml": other, "b.yml": other})
	if err != nil || len(n.Parties) != 2 {
		t.Errorf("%+v %v", n, err)
	}
}

// What a form cannot say is refused with what to do, not filled with zeros.
func TestRead_formsRefused(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"type: MappingUtilityFunction\nmapping: {? [1, p] : 0.5}\n", "1 of 6 outcomes have a utility, and there is no default"},
		{"type: MappingUtilityFunction\ndefault: 0\nmapping: {? [1] : 0.5}\n", "an outcome needs 2 values, not 1"},
		{"type: MappingUtilityFunction\ndefault: 0\nmapping: {? [1, r] : 0.5}\n", `issue "w" has no value "r"`},
		{"type: ExpDiscountedUFun\ndiscount: 0.9\n", "needs ufun"},
		{"type: HyperRectangleUtilityFunction\n", "of type HyperRectangleUtilityFunction"},
		{"type: LinearUtilityFunction\nweights: [1, 1]\n", `values issue "w" as numbers`},
		{"type: LinearAdditiveUtilityFunction\nweights: [1, 1]\nvalues: [{type: TriangularFun}, {type: ConstFun, bias: 0}]\n", "a value function of type TriangularFun"},
	} {
		if _, err := written(t, map[string]string{"space.yml": space, "a.yml": c.text}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v, want %q", c.text, err, c.says)
		}
	}
}

// In a scenario of ours a value counts with the mean of what it is worth over all the rest. By hand for the table of two issues: a = y is
// worth (.6 + .4)/2, a = x nothing; b = x is worth .3 on average and y .2, so the stretches are .5, .1 and .4 of c: weights in these shares.
func TestScenario_combinations(t *testing.T) {
	n, err := written(t, map[string]string{"a.json": `{"SumOfGroupsUtilitySpace": {"name": "a", ` + web + `, "partUtilities": {
		"both": {"partsutils": {"issues": ["a", "b"], "utilslist": [{"values": ["y", "x"], "util": 0.6}, {"values": ["y", "y"], "util": 0.4}]}},
		"c": {"partsutils": {"issues": ["c"], "utilslist": [{"values": ["3"], "util": 0.4}]}}}}}`, "b.json": lines})
	if err != nil {
		t.Fatal(err)
	}
	text, lost, err := n.Scenario()
	if err != nil || !strings.Contains(strings.Join(lost, ""), "a values combinations of issues") {
		t.Fatal(err, lost)
	}
	for _, want := range []string{"a: 0.5 from", "b: 0.1 from", "c: 0.4 from"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the scenario:\n%s", want, text)
		}
	}
}
