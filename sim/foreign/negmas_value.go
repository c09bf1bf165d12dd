package foreign

import (
	"math"

	"parley/sim/portable"
)

// valueFun reads a value function of one issue.
func (p *pile) valueFun(s source, v *node, is Issue) (func(string, float64, bool) (float64, bool), error) {
	get := func(key string, otherwise float64) (float64, error) {
		if n := v.get(key); n != nil {
			return n.number(s)
		}
		return otherwise, nil
	}
	numeric := func(f func(string, float64, bool) (float64, bool), err error) (func(string, float64, bool) (float64, bool), error) {
		if err == nil && is.Numbers == nil {
			err = s.fault(v.line, "%s values issue %q as numbers, and its values are words", kindOf(v), short(is.Name))
		}
		return f, err
	}
	switch kind := kindOf(v); kind {
	case "TableFun", "":
		mapping := v.get("mapping")
		if mapping == nil && kind == "" {
			mapping = v
		}
		if mapping == nil {
			return nil, s.fault(v.line, "a TableFun needs a mapping")
		}
		t := map[string]float64{}
		for i, k := range mapping.kids {
			x, err := k.number(s)
			if err != nil {
				return nil, err
			}
			key := k.key
			if mapping.kind == list {
				if i >= len(is.Values) {
					return nil, s.fault(k.line, "more utilities than values of issue %q", short(is.Name))
				}
				key = is.Values[i]
			}
			t[key] = x
		}
		return byTable(t), nil
	case "LinearFun", "AffineFun":
		if v.get("min_value") != nil || v.get("max_value") != nil {
			a, err := get("min_value", 0)
			if err != nil {
				return nil, err
			}
			b, err := get("max_value", 1)
			if err != nil || is.Numbers == nil {
				return numeric(nil, err)
			}
			lo, hi := is.Numbers[0], is.Numbers[len(is.Numbers)-1]
			if hi == lo {
				return byLine(a, 0), nil
			}
			slope := (b - a) / (hi - lo)
			return byLine(a-slope*lo, slope), nil
		}
		slope, err := get("slope", 1)
		if err != nil {
			return nil, err
		}
		bias, err := get("bias", 0)
		return numeric(byLine(bias, slope), err)
	case "IdentityFun":
		return numeric(byLine(0, 1), nil)
	case "ConstFun":
		bias, err := get("bias", 0)
		return func(string, float64, bool) (float64, bool) { return bias, true }, err
	case "QuadraticFun":
		return numeric(polynomial(get, "bias", "a1", "a2"))
	case "PolynomialFun":
		bias, err := get("bias", 0)
		if err != nil {
			return nil, err
		}
		terms := []float64{bias}
		if list := v.get("coefficients"); list != nil {
			for _, k := range list.kids {
				x, err := k.number(s)
				if err != nil {
					return nil, err
				}
				terms = append(terms, x)
			}
		}
		return numeric(horner(terms), nil)
	case "ExponentialFun", "LogFun":
		return numeric(exponential(get, kind == "LogFun"))
	default:
		return nil, s.fault(v.line, "a value function of type %s: TableFun, LinearFun, AffineFun, IdentityFun, ConstFun, QuadraticFun, PolynomialFun, ExponentialFun and LogFun are read", short(kind))
	}
}

// polynomial reads coefficients by name, the constant first.
func polynomial(get func(string, float64) (float64, error), names ...string) (func(string, float64, bool) (float64, bool), error) {
	var terms []float64
	for _, name := range names {
		x, err := get(name, 0)
		if err != nil {
			return nil, err
		}
		terms = append(terms, x)
	}
	return horner(terms), nil
}

func horner(terms []float64) func(string, float64, bool) (float64, bool) {
	return func(_ string, x float64, numeric bool) (float64, bool) {
		sum := 0.0
		for i := len(terms) - 1; i >= 0; i-- {
			sum = float64(sum*x) + terms[i]
		}
		return sum, numeric
	}
}

// exponential reads base^(tau x) + bias, or scale·log(tau x) to the base, + bias.
func exponential(get func(string, float64) (float64, error), log bool) (func(string, float64, bool) (float64, bool), error) {
	var x [4]float64
	for i, name := range []string{"tau", "bias", "base", "scale"} {
		var err error
		if x[i], err = get(name, []float64{1, 0, math.E, 1}[i]); err != nil {
			return nil, err
		}
	}
	tau, bias, base, scale := x[0], x[1], portable.Log(x[2]), x[3]
	if log {
		return func(_ string, x float64, numeric bool) (float64, bool) {
			return float64(scale*portable.Log(tau*x)/base) + bias, numeric
		}, nil
	}
	return func(_ string, x float64, numeric bool) (float64, bool) {
		return portable.Exp(float64(tau*x)*base) + bias, numeric
	}, nil
}
