"""Writing the trail and checking it."""
