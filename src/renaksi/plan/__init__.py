"""The plan: the office's adopted decree as Plan > Area > Activity > SubActivity > Indicator with its months.

Knows nothing of how it was read (intake) or measured; `rows.py` holds the pure values it takes and gives.
"""
