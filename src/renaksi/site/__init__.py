"""Settings, addresses, the command line and the demo: the only package that knows everyone."""
