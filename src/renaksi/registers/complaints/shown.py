"""A complaint in words that may stand anywhere: they tell nothing of who brought it, nor what was written."""

from __future__ import annotations

from renaksi.registers.complaints.models import Complaint


def label_words(complaint: Complaint) -> str:
    """``Pengaduan: Data pemilih``; what the trail names it by."""
    return f"{complaint.get_kind_display()}: {complaint.get_topic_display()}"


def channel_words(complaint: Complaint) -> str:
    """``SP4N-LAPOR! (7712345)``."""
    central = f" ({complaint.central_number})" if complaint.central_number else ""
    return f"{complaint.get_channel_display()}{central}"
