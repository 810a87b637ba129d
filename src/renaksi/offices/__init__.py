"""The offices: tree RI > province > regency/city with dated codes and profiles; persons and posts; membership; visible_to()."""
