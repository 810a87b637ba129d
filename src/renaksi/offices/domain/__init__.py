"""The verbs of this floor: offices and their profiles over time, who belongs to them."""
