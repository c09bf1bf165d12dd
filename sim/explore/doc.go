// Package explore finds out what drives an outcome: which inputs move it, where the answer turns, when it fails, which option is safe, what
// to look at next. It works on any model given as a function from inputs and luck to an outcome (Model), or on what such a model has
// already given (Input and an outcome by run), so that every method can be checked on functions with known answers.
//
// Designs say where to try a model: MonteCarlo, OwenSobol, Sobol, Halton, LatinHypercube, FullFactorial, Fractional, Antithetic; a Design
// says whether it can be extended, and Replicate makes an interval where a design has none.
//
// From stored runs alone: Drivers, FirstOrder, Delta, Pawn, ShapleyFromRuns (correlated inputs too), Prim and Cart, PartialInformation and
// GroupInformation. By new runs: Morris, Saltelli, TwoSeeds, ShapleyGaussian, SmallestChange; SaltelliOn runs in parallel. On what was
// counted elsewhere: FindBreakEven, Robust, RobustOf, MenuDependent, PerfectInformation.
//
// It does not know actors or scenarios. It is not for telling how likely something is: that is package stats.
package explore
