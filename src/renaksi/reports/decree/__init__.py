"""The decree that adopts the plan, with its annex."""
