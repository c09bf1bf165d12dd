package dist

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// reader holds the words of one specification and turns them into numbers, with positions for carets.
type reader struct {
	levels []string // names of the values 0, 1, 2..., nil for a plain number
	form   Form
	name   word
	args   []word
	end    int // offset behind the last word
}

type word struct {
	text   string
	offset int
}

func (w word) end() int { return w.offset + len(w.text) }

// split cuts a text into words at blanks.
func split(text string, offset int) []word {
	var words []word
	start := -1
	for i := 0; i <= len(text); i++ {
		blank := i == len(text) || text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r'
		switch {
		case blank && start >= 0:
			words = append(words, word{text[start:i], offset + start})
			start = -1
		case !blank && start < 0:
			start = i
		}
	}
	return words
}

func at(w word, class Class, hint, format string, args ...any) *Error {
	return &Error{Class: class, Offset: w.offset, Len: len(w.text), Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// across is an error from the first to the last of some words.
func across(words []word, class Class, hint, format string, args ...any) *Error {
	e := at(words[0], class, hint, format, args...)
	e.Len = words[len(words)-1].end() - e.Offset
	return e
}

// largest bounds the numbers of a specification: beyond it sums and widths would lose their meaning.
const largest = 1e15

// number reads a decimal number or a percentage.
func number(w word) (float64, *Error) {
	s, percent := strings.CutSuffix(w.text, "%")
	for _, c := range s {
		if !strings.ContainsRune("0123456789+-.eE", c) {
			return 0, notANumber(w)
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err == nil && percent {
		// Shifting the decimal point in the text gives the same float64 as writing the share.
		v, err = strconv.ParseFloat(s+"e-2", 64)
		if err != nil { // an exponent was there already
			v, err = strconv.ParseFloat(s, 64)
			v /= 100
		}
	}
	if err != nil {
		if ne, ok := err.(*strconv.NumError); ok && ne.Err == strconv.ErrRange {
			return 0, at(w, Impossible, "", "%s is too large", w.text)
		}
		return 0, notANumber(w)
	}
	if math.Abs(v) > largest {
		return 0, at(w, Impossible, "choose a larger unit", "%s is too large", w.text)
	}
	return v + 0, nil // no negative zero
}

func notANumber(w word) *Error {
	s := strings.ToLower(strings.TrimLeft(w.text, "+-"))
	switch {
	case s == "nan" || s == "inf" || s == "infinity" || s == ".nan" || s == ".inf":
		return at(w, Impossible, "give a finite number", "%s is not a value a quantity can have", w.text)
	case strings.Count(s, ",") == 1:
		if _, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil {
			return at(w, Malformed, "write "+strings.Replace(w.text, ",", ".", 1), "a decimal point is expected, not a comma, in %s", w.text)
		}
	}
	return at(w, Malformed, "", "%q is not a number", w.text)
}

// numbers reads all arguments; their count must be one of the allowed ones.
func (r *reader) numbers(allowed ...int) ([]float64, *Error) {
	if r.levels != nil {
		return nil, at(r.name, Impossible, "write one of "+strings.Join(r.levels, ", ")+", or discrete with weights",
			"%s gives numbers in between, this quantity has named levels", r.name.text)
	}
	fits := false
	for _, n := range allowed {
		fits = fits || len(r.args) == n
	}
	if !fits {
		usage := r.form.Name + " " + r.form.Args
		most := allowed[len(allowed)-1]
		if len(r.args) > most {
			return nil, across(r.args[most:], Malformed, "write "+usage, "%s takes %s, not %d", r.form.Name, count(allowed), len(r.args))
		}
		e := &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Hint: "write " + usage}
		e.Message = fmt.Sprintf("%s takes %s, not %d", r.form.Name, count(allowed), len(r.args))
		return nil, e
	}
	values := make([]float64, len(r.args))
	for i, w := range r.args {
		v, err := number(w)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

func count(allowed []int) string {
	if len(allowed) == 1 {
		return fmt.Sprintf("%d numbers", allowed[0])
	}
	return fmt.Sprintf("%d or %d numbers", allowed[0], allowed[1])
}

// span checks that the i-th argument is below the j-th, by more than rounding.
func (r *reader) span(values []float64, i, j int) *Error {
	lo, hi := values[i], values[j]
	switch {
	case lo > hi:
		swapped := append([]word{r.name}, r.args...)
		swapped[i+1], swapped[j+1] = swapped[j+1], swapped[i+1]
		return across(r.args[i:j+1], Impossible, "did you mean "+join(swapped)+"?", "the range is upside down: %s is above %s", r.args[i].text, r.args[j].text)
	case lo == hi:
		return across(r.args[i:j+1], Impossible, "for a fixed value write "+r.args[i].text, "the range from %s to %s is empty", r.args[i].text, r.args[j].text)
	case hi-lo < 1e-9*(math.Abs(lo)+math.Abs(hi)):
		return across(r.args[i:j+1], Impossible, "for a fixed value write "+r.args[i].text, "the range from %s to %s is too narrow to compute with", r.args[i].text, r.args[j].text)
	}
	return nil
}

// positive checks that an argument is above zero.
func (r *reader) positive(what string, values []float64, i int) *Error {
	if values[i] > 0 {
		return nil
	}
	hint := ""
	if values[i] == 0 {
		hint = "for a fixed value write the number alone"
	}
	return at(r.args[i], Impossible, hint, "%s must be above 0, not %s", what, r.args[i].text)
}

func join(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// spec is the canonical text of a form with numbers.
func spec(name string, values ...float64) string {
	var b strings.Builder
	b.WriteString(name)
	for _, v := range values {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
	}
	return b.String()
}
