"""The trail: append-only events, one hash chain per office and one for the system. Labels and ids, no keys."""
