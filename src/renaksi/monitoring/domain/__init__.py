"""The verbs and queries of monitoring."""
