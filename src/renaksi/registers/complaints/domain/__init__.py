"""What is done with complaints beyond the desk's own verbs."""
