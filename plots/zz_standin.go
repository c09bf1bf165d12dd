package plots

var options = Chart{ID: "c6", Name: "options", ready: func(Input) error { return ErrNoData }}
var dotplot = Chart{ID: "c7", Name: "dotplot", ready: func(Input) error { return ErrNoData }}
var overTime = Chart{ID: "c8", Name: "over-time", ready: func(Input) error { return ErrNoData }}
var terms = Chart{ID: "c9", Name: "terms", ready: func(Input) error { return ErrNoData }}
