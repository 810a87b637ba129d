"""Working days are law: holidays and collective leave as editable data, limits as dated settings, and clocks that count by them.

Registers above start a clock for a case and ask it for its day; nobody counts days anywhere else. ``reckon`` is the pure
arithmetic, ``domain`` holds the verbs, ``words`` tells a clock in Indonesian. Limits are declared in code once
(``limits.declare``) and live in the database from then on, dated and editable.
"""
