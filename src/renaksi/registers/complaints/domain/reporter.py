"""Who brought a complaint: written down apart from it, and read through one door that asks who reads and tells the trail."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.access import keeps, may_write
from renaksi.desk.domain.told import check_standing, locked, tell
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.registers.complaints.models import Complaint, Privacy, Reporter

_LONGEST = {"name": 120, "contact": 120, "address": 250}


def may_open_reporter(user: Any, complaint: Complaint) -> bool:
    """Whether the user may read who brought it: named officers, and of what is open to them all who write in the book."""
    register = REGISTERS["complaints"]
    if keeps(user, complaint.office, register):
        return True
    is_sealed = complaint.is_closed or complaint.privacy != Privacy.OPEN
    return not is_sealed and may_write(user, complaint.office, register)


def open_reporter(*, complaint: Complaint, by: User) -> Reporter:
    """Who brought the complaint. Trail: ``complaints.reporter_opened``, each time.

    Refuses ``complaints.keepers_only`` and ``complaints.no_reporter``.
    """
    register = REGISTERS["complaints"]
    with transaction.atomic():
        standing: Any = locked(register, complaint)
        if not may_open_reporter(by, standing):
            raise Refused(
                "Identitas pelapor ini rahasia: hanya petugas bernama buku pengaduan yang membukanya.",
                code="complaints.keepers_only",
            )
        found: Reporter | None = Reporter.objects.filter(complaint=standing).first()
        if found is None:
            raise Refused("Pelapor tidak menyebutkan identitasnya.", code="complaints.no_reporter")
        tell(register, standing, what="complaints.reporter_opened", by=by)
    return found


def record_reporter(*, complaint: Complaint, name: str, contact: str, address: str, by: User | None) -> None:
    """Writes down who brought a complaint to the office; what stood there is replaced. Trail: ``complaints.reporter_recorded``.

    Refuses ``complaints.anonymous``, ``complaints.name_missing``, ``complaints.too_long`` and ``desk.removed``.
    """
    said = {"name": name.strip(), "contact": contact.strip(), "address": address.strip()}
    if not said["name"]:
        raise Refused("Tulis nama pelapor.", code="complaints.name_missing", field="name")
    for field, longest in _LONGEST.items():
        if len(said[field]) > longest:
            raise Refused(f"Paling panjang {longest} huruf.", code="complaints.too_long", field=field)
    register = REGISTERS["complaints"]
    with transaction.atomic():
        standing: Any = locked(register, complaint)
        check_standing(standing)
        if standing.privacy == Privacy.ANONYMOUS:
            raise Refused(
                "Pengaduan ini tanpa identitas. Ubah dahulu isian “Identitas pelapor”.", code="complaints.anonymous"
            )
        Reporter.objects.update_or_create(complaint=standing, defaults={**said, "recorded_at": now()})
        tell(register, standing, what="complaints.reporter_recorded", by=by)
