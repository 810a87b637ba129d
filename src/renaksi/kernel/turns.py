"""Libraries that serve one thread at a time: whoever calls them takes a turn here, on whatever floor."""

from __future__ import annotations

import threading

PDFIUM = threading.Lock()
