package dist

// Form is one way to write a distribution. The list of forms is what the documentation and the schema are made of.
type Form struct {
	Name    string // the word it begins with; empty for a plain number or level
	Args    string // what follows, optional parts in brackets
	Doc     string
	Source  string // literature, empty where none is needed
	Example string // parses, and is the canonical form of itself

	read func(r *reader) (Dist, *Error)
}

// Forms lists every form. Add a distribution here and nowhere else: tests and documentation pick it up.
func Forms() []Form {
	return []Form{
		{Name: "", Args: "value", read: readPoint, Example: "0.4",
			Doc: "A fixed value. Percent is understood: 40% is 0.4. For a quantity with named levels, one of their names."},
		{Name: "uniform", Args: "lo hi", read: readUniform, Example: "uniform 0.2 0.6",
			Doc: "All values between the bounds equally likely."},
		{Name: "triangular", Args: "lo mode hi", read: readTriangular, Example: "triangular 0.2 0.3 0.6",
			Doc: "Density rising in a straight line to the mode and falling from it.", Source: "Johnson & Kotz 1999"},
		{Name: "pert", Args: "lo mode hi", read: readPERT, Example: "pert 0.25 0.38 0.55",
			Doc:    "Smooth density on the bounds with the given mode: a beta distribution with mean (lo + 4 mode + hi) / 6. The usual form for an expert's lowest, likeliest and highest value.",
			Source: "Malcolm et al. 1959; Vose 2008"},
		{Name: "beta", Args: "a b [lo hi]", read: readBeta, Example: "beta 2 5",
			Doc: "Beta distribution with shapes a and b between 0.05 and a million, on 0 to 1 or the given bounds.", Source: "Johnson, Kotz & Balakrishnan 1995"},
		{Name: "normal", Args: "mean sd lo hi", read: readNormal, Example: "normal 0.5 0.1 0 1",
			Doc: "Normal distribution cut off at the bounds; mean and sd are those before cutting.", Source: "Johnson, Kotz & Balakrishnan 1994"},
		{Name: "lognormal", Args: "median sigma [lo hi]", read: readLognormal, Example: "lognormal 12 0.5",
			Doc: "Logarithm normal around the logarithm of the median with standard deviation sigma; cut off at the bounds if given.", Source: "Johnson, Kotz & Balakrishnan 1994"},
		{Name: "between", Args: "a b [lo hi]", read: readBetween, Example: "between 0.2 0.6 0 1",
			Doc:    "An interval that holds the value with 90 %, leaving 5 % on each side. Without bounds a normal distribution; with bounds the beta distribution on them that has this interval.",
			Source: "Shih 2015 (a beta distribution by two quantiles)"},
		{Name: "discrete", Args: "weight:value ...", read: readDiscrete, Example: "discrete 0.65:1 0.25:2 0.1:4",
			Doc: "One of the values, each with its weight; the weights add up to 1. Values are numbers, or names for a quantity with named levels."},
		{Name: "quantiles", Args: "percent:value ... [lo [hi]]", read: readQuantiles, Example: "quantiles 10:0.2 50:0.4 90:0.8 0 1",
			Doc:    "Through every quantile given: 10:0.2 says that 10 of 100 draws lie below 0.2. A metalog with as many terms as quantiles; with bounds behind them (a lower one, or both) it stays within. Refused where no such density exists.",
			Source: "Keelin 2016"},
		{Name: "mixture", Args: "weight form ... | weight form ...", read: readMixture, Example: "mixture 0.7 pert 0.1 0.2 0.4 | 0.3 uniform 0.6 0.9",
			Doc: "One of several distributions, each with its weight: schools of thought that exclude each other. The weights add up to 1."},
		{Name: "empirical", Args: "value ...", read: readEmpirical, Example: "empirical 6 9 9 14 22",
			Doc: "One of the observed values, each as often as it was observed."},
		{Name: "dirichlet", Args: "concentration", read: readDirichlet, Example: "dirichlet 4",
			Doc:    "A weight among weights that are divided by their sum, such as salience: if all of them are written so, they are Dirichlet with these concentrations. The larger their sum, the less doubt.",
			Source: "Johnson, Kotz & Balakrishnan 2000"},
	}
}
