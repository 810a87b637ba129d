"""The deeds of the book that no step of the desk does."""
