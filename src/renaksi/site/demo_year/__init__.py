"""The made-up city's year up to today: who did what, when, with what proof; the same every time, all of it made up."""
