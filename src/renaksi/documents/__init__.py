"""Papers in force, signed, sent: the model, its kinds as data, and filing a report signed anywhere, frozen.

Every register and report above may file here; the book itself, its screens and measures hang on the desk (registers/documents).
"""
