"""The verbs of this floor: one-time slips, own passwords, slowing down guesses."""
