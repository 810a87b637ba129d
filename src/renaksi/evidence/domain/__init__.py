"""The verbs of evidence."""
