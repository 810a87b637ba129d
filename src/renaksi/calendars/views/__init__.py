"""The year's calendar and the list of limits."""
