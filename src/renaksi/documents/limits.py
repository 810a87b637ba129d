"""The time a signed report may take until it is sent, as it is until somebody changes it."""

from __future__ import annotations

from renaksi.calendars.limits import LimitDefault
from renaksi.calendars.reckon import Unit

REPORT_SENDING = LimitDefault(
    "documents.report_sending", "Pengiriman laporan setelah ditandatangani", 5, Unit.WORKING,
    "Kebiasaan tata usaha; belum ada dasar yang diperiksa",
)  # fmt: skip
