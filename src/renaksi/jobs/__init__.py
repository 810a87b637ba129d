"""Work done in the background: who is alive, putting back what a dead worker held, and the loop that runs it."""
