// Package brief writes a result up for readers: one self-contained HTML briefing whose first page stands alone,
// and the summary a terminal prints. Every sentence comes from a pure function of the result's tables, so the
// text, the charts, the data tables and the terminal cannot disagree.
//
// It is not the place to compute anything about negotiations, nor to read the rows of a result: it reads a
// plots.Input (manifest, summary, derived tables) and the charts of package plots.
//
// Sources: the likelihood words, and the rule that likelihood and confidence never share a sentence, are those of
// US Intelligence Community Directive 203 (2015); words with their numbers beside them follow Wintle et al. 2019;
// the assumptions register follows the UK assumptions-log convention of quality by impact (AQuA Book).
package brief
