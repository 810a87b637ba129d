"""The national template of areas, activities and indicators as packaged, versioned data; matching free text to it. Pure."""
