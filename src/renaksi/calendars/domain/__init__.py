"""Verbs over holidays, limits and clocks, and the questions put to them."""
