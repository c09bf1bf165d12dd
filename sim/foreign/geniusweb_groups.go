package foreign

import "slices"

// webGroups reads the utilities of a SumOfGroupsUtilitySpace: tables over groups of issues, {"group": {"partsutils": {"issues": ["a", "b"],
// "utilslist": [{"values": ["x", "y"], "util": 0.3}]}}}; combinations that are not listed are worth 0.
func (d *draft) webGroups(root *node) error {
	groups := root.get("partUtilities")
	if groups == nil || groups.kind != table {
		return d.fault(root.line, "a profile of groups needs partUtilities")
	}
	d.whole = true
	for _, g := range groups.kids {
		part := g
		if inner := g.get("partsutils"); inner != nil {
			part = inner
		}
		names, rows := part.get("issues"), part.get("utilslist")
		if names == nil || rows == nil || names.kind != list || rows.kind != list {
			return d.fault(g.line, "group %q needs issues and utilslist", short(g.key))
		}
		for _, row := range rows.kids {
			values, util := row.get("values"), row.get("util")
			if values == nil || util == nil || len(values.kids) != len(names.kids) {
				return d.fault(row.line, "an entry of group %q needs util and %d values", short(g.key), len(names.kids))
			}
			b := bundle{within: map[string]func(string, float64, bool) bool{}}
			var err error
			if b.worth, err = util.number(d.source); err != nil {
				return err
			}
			for i, v := range values.kids {
				b.within[names.kids[i].text] = equals(v.text)
				if !slices.Contains(d.values[names.kids[i].text], v.text) {
					d.values[names.kids[i].text] = append(d.values[names.kids[i].text], v.text)
				}
			}
			d.bundles = append(d.bundles, b)
		}
		for _, name := range names.kids {
			if slices.Contains(d.issues, name.text) {
				return d.fault(name.line, "issue %q stands in two groups", short(name.text))
			}
			d.issues = append(d.issues, name.text)
		}
	}
	return nil
}
