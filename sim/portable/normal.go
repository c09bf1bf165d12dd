package portable

import "math"

// The normal distribution function and its inverse, both by published rational approximations: Cody, "Rational
// Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), in the arrangement of his
// routine ANORM (SPECFUN, ACM TOMS Algorithm 715); and Wichura, "The percentage points of the normal distribution",
// Applied Statistics 37 (1988), Algorithm AS 241, PPND16.

// NormalCDF is the chance that a standard normal number is below x. The lower tail keeps its relative accuracy down
// to the smallest normal float64, about x = -37.5.
func NormalCDF(x float64) float64 {
	if x != x {
		return x
	}
	y := math.Abs(x)
	if y <= 0.67448975 {
		return 0.5 + normalMiddle(x)
	}
	if y > 39 {
		if x > 0 {
			return 1
		}
		return 0
	}
	tail := float64(normalTail(y) * densityShape(y))
	if x > 0 {
		return 1 - tail
	}
	return tail
}

// NormalDensity is the density of the standard normal distribution at x.
func NormalDensity(x float64) float64 {
	// The conversion keeps a caller into which this is inlined from fusing the product with its sum.
	return float64(densityShape(x) * (1 / 2.50662827463100050242))
}

// densityShape is e^(-x²/2), with the square taken exactly: at x = 30 its rounding alone would cost 200 ulp.
func densityShape(x float64) float64 {
	square, rest := multiply(x, x)
	if square > 1500 {
		return 0
	}
	return expSum(-square/2, -rest/2)
}

// normalMiddle is the chance of lying between 0 and x, for |x| up to 0.675.
func normalMiddle(x float64) float64 {
	s := float64(x * x)
	top := float64(6.5682337918207449113e-2*s) + 2.2352520354606839287
	top = float64(top*s) + 1.6102823106855587881e2
	top = float64(top*s) + 1.0676894854603709582e3
	top = float64(top*s) + 1.8154981253343561249e4
	bottom := s + 4.7202581904688241870e1
	bottom = float64(bottom*s) + 9.7609855173777669322e2
	bottom = float64(bottom*s) + 1.0260932208618978205e4
	bottom = float64(bottom*s) + 4.5507789335026729956e4
	return x * top / bottom
}

// normalTail is the chance of more than y over e^(-y²/2), for y above 0.67.
func normalTail(y float64) float64 {
	if y <= 5.656854249492380 {
		top := float64(1.0765576773720192317e-8*y) + 3.9894151208813466764e-1
		top = float64(top*y) + 8.8831497943883759412
		top = float64(top*y) + 9.3506656132177855979e1
		top = float64(top*y) + 5.9727027639480026226e2
		top = float64(top*y) + 2.4945375852903726711e3
		top = float64(top*y) + 6.8481904505362823326e3
		top = float64(top*y) + 1.1602651437647350124e4
		top = float64(top*y) + 9.8427148383839780218e3
		bottom := y + 2.2266688044328115691e1
		bottom = float64(bottom*y) + 2.3538790178262499861e2
		bottom = float64(bottom*y) + 1.5193775994075548050e3
		bottom = float64(bottom*y) + 6.4855582982667607550e3
		bottom = float64(bottom*y) + 1.8615571640885098091e4
		bottom = float64(bottom*y) + 3.4900952721145977266e4
		bottom = float64(bottom*y) + 3.8912003286093271411e4
		bottom = float64(bottom*y) + 1.9685429676859990727e4
		return top / bottom
	}
	s := 1 / float64(y*y)
	top := float64(2.307344176494017303e-2*s) + 2.1589853405795699e-1
	top = float64(top*s) + 1.274011611602473639e-1
	top = float64(top*s) + 2.2235277870649807e-2
	top = float64(top*s) + 1.421619193227893466e-3
	top = float64(top*s) + 2.9112874951168792e-5
	bottom := s + 1.28426009614491121
	bottom = float64(bottom*s) + 4.68238212480865118e-1
	bottom = float64(bottom*s) + 6.59881378689285515e-2
	bottom = float64(bottom*s) + 3.78239633202758244e-3
	bottom = float64(bottom*s) + 7.29751555083966205e-5
	return (3.9894228040143267794e-1 - float64(s*top)/bottom) / y
}

// NormalQuantile is the number that a standard normal one stays below with chance p: -Inf for 0, +Inf for 1, NaN
// outside of 0 to 1.
func NormalQuantile(p float64) float64 {
	q := p - 0.5
	if q >= -0.425 && q <= 0.425 {
		return quantileMiddle(q)
	}
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	if !(tail > 0) {
		if tail == 0 {
			return math.Copysign(math.Inf(1), q)
		}
		return math.NaN()
	}
	r := math.Sqrt(-Log(tail))
	var z float64
	if r <= 5 {
		z = quantileTail(r - 1.6)
	} else {
		z = quantileFarTail(r - 5)
	}
	if q < 0 {
		return -z
	}
	return z
}

func quantileMiddle(q float64) float64 {
	r := 0.180625 - float64(q*q)
	top := float64(2.5090809287301226727e3*r) + 3.3430575583588128105e4
	top = float64(top*r) + 6.7265770927008700853e4
	top = float64(top*r) + 4.5921953931549871457e4
	top = float64(top*r) + 1.3731693765509461125e4
	top = float64(top*r) + 1.9715909503065514427e3
	top = float64(top*r) + 1.3314166789178437745e2
	top = float64(top*r) + 3.3871328727963666080
	bottom := float64(5.2264952788528545610e3*r) + 2.8729085735721942674e4
	bottom = float64(bottom*r) + 3.9307895800092710610e4
	bottom = float64(bottom*r) + 2.1213794301586595867e4
	bottom = float64(bottom*r) + 5.3941960214247511077e3
	bottom = float64(bottom*r) + 6.8718700749205790830e2
	bottom = float64(bottom*r) + 4.2313330701600911252e1
	bottom = float64(bottom*r) + 1
	return q * top / bottom
}

func quantileTail(r float64) float64 {
	top := float64(7.74545014278341407640e-4*r) + 2.27238449892691845833e-2
	top = float64(top*r) + 2.41780725177450611770e-1
	top = float64(top*r) + 1.27045825245236838258
	top = float64(top*r) + 3.64784832476320460504
	top = float64(top*r) + 5.76949722146069140550
	top = float64(top*r) + 4.63033784615654529590
	top = float64(top*r) + 1.42343711074968357734
	bottom := float64(1.05075007164441684324e-9*r) + 5.47593808499534494600e-4
	bottom = float64(bottom*r) + 1.51986665636164571966e-2
	bottom = float64(bottom*r) + 1.48103976427480074590e-1
	bottom = float64(bottom*r) + 6.89767334985100004550e-1
	bottom = float64(bottom*r) + 1.67638483018380384940
	bottom = float64(bottom*r) + 2.05319162663775882187
	bottom = float64(bottom*r) + 1
	return top / bottom
}

func quantileFarTail(r float64) float64 {
	top := float64(2.01033439929228813265e-7*r) + 2.71155556874348757815e-5
	top = float64(top*r) + 1.24266094738807843860e-3
	top = float64(top*r) + 2.65321895265761230930e-2
	top = float64(top*r) + 2.96560571828504891230e-1
	top = float64(top*r) + 1.78482653991729133580
	top = float64(top*r) + 5.46378491116411436990
	top = float64(top*r) + 6.65790464350110377720
	bottom := float64(2.04426310338993978564e-15*r) + 1.42151175831644588870e-7
	bottom = float64(bottom*r) + 1.84631831751005468180e-5
	bottom = float64(bottom*r) + 7.86869131145613259100e-4
	bottom = float64(bottom*r) + 1.48753612908506148525e-2
	bottom = float64(bottom*r) + 1.36929880922735805310e-1
	bottom = float64(bottom*r) + 5.99832206555887937690e-1
	bottom = float64(bottom*r) + 1
	return top / bottom
}
