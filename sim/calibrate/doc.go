// Package calibrate holds a generic configuration of the model against published base rates and fits a handful of global parameters to
// them: factors on quantities, the same for every case, never one per case. Everything that a reader may doubt is in a file, with its
// source: the published share, its interval and number of cases, the parameters, how far each may move, and why.
//
// Loss is the sum of squared distances from the published shares, each divided by the half of the published interval on its side, so 1
// is the edge of an interval. It is minimised by the method of Nelder & Mead (1965) on common random numbers, then judged on other draws.
// A fit shows that the model can be brought to say what is known on average; that it is right about any one case it does not show.
package calibrate
