"""The ground floor: values every other floor speaks in. No Django here, no files, no network.

Months, problems, refusals, Indonesian wording and the one clock. Everything is immutable and typed.
"""
