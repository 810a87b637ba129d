"""The offices: tree RI > province > regency/city with dated codes, profiles, persons and posts; membership; the one door visible_to()."""
