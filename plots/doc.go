// Package plots holds the chart list and the house style. A chart reads the results table's summary and the small derived tables, never
// the engine; its title is a takeaway generated from the same numbers it draws.
//
// A chart draws onto a Scene, a list of shapes in points; the scene is then written as SVG or PNG. All text goes through one function,
// so that a test can see whether labels overlap or leave the picture.
package plots
