"""The monitoring report of a period: gathered once as plain values, shown on screen and printed from them."""
