"""The kit every register stands on: one declaration gives its screens, steps, book, import, addresses, measures and tests."""
