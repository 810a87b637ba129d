"""The offices: tree RI > province > regency/city with dated codes and profiles, membership, and the one door visible_to()."""
