"""renaksi: the yearly action plan of bureaucratic reform, from the signed decree to the living plan."""

__version__ = "0.1.0"
