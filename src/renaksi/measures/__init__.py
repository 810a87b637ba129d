"""What the books measure: declared measures, their registry, values per office and month, whether they are fresh.

A measure belongs to one register and gives one quantity for an office and a month. The registers above declare and count; the
plan's floors above read values and never know a register.
"""
