"""What goes on an office's papers, dated: a decree of 2022 is printed again under the chair of 2022."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import ZONES, NumberingForm, Office, OfficeProfile
from renaksi.offices.trail import record_in

FIELDS = {
    "chair": "ketua",
    "secretary": "sekretaris",
    "place": "tempat kedudukan",
    "address": "alamat",
    "letterhead": "kop surat",
    "numbering": "bentuk nomor",
    "time_zone": "zona waktu",
}
_CHOICES = {"numbering": NumberingForm.values, "time_zone": [zone for zone, _ in ZONES]}


class StaleProfile(Refused):
    """The profile was changed by someone else since the user read it; nothing was written. ``current`` is what stands now."""

    def __init__(self, current: OfficeProfile) -> None:
        super().__init__(
            "Profil ini baru saja diubah orang lain. Periksa isinya di bawah, lalu simpan lagi bila perlu.",
            code="offices.profile_stale",
        )
        self.current = current


def profile_on(office: Office, day: date | None) -> OfficeProfile:
    """The profile in force on the day (None: today): the one with the latest ``since`` not after it; before the first, the first.

    An office without any profile gets an empty one that is not saved: blank names, decrees numbered as is now usual.
    """
    found = (
        _in_force(office, day or today(office.time_zone))
        or OfficeProfile.objects.filter(office=office).order_by("since").first()
    )
    return found or OfficeProfile(office=office, time_zone=office.time_zone)


def _in_force(office: Office, day: date) -> OfficeProfile | None:
    begun = OfficeProfile.objects.filter(Q(since__isnull=True) | Q(since__lte=day), office=office)
    found: OfficeProfile | None = begun.order_by(F("since").desc(nulls_last=True)).first()
    return found


def profiles_of(office: Office) -> list[OfficeProfile]:
    """All profiles of the office, the latest first; each holds until the one before it in the list begins."""
    return list(OfficeProfile.objects.filter(office=office).order_by(F("since").desc(nulls_last=True)))


def set_profile(
    *, office: Office, since: date, by: User | None, seen: datetime | None = None, **fields: Any
) -> OfficeProfile:
    """Says what is on the office's papers from ``since`` on; fields not given stay as they were on that day.

    A profile that begins on another day stays as history; one that begins on the same day is corrected (the trail keeps both).
    ``seen`` is the ``saved_at`` of the profile the user was shown (None: not asked). Returns the profile; where nothing changes
    it is the one in force and nothing is written.
    Refused: a person without the right, an unknown form or zone, a field too long; StaleProfile where someone else was quicker.
    """
    with transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office.pk)
        refuse_without(Right.EDIT_OFFICE, by=by, office=office)
        wanted = {name: _clean(name, value) for name, value in fields.items()}
        current = profile_on(office, since)
        if seen and current.pk and current.saved_at != seen:
            raise StaleProfile(current)
        changed = {name: value for name, value in wanted.items() if getattr(current, name) != value}
        if not changed and current.pk:
            return current
        profile = current if current.pk and current.since == since else _copy(current, since)
        before = {name: getattr(current, name) for name in changed}
        for name, value in changed.items():
            setattr(profile, name, value)
        profile.save()
        _follow_time_zone(office)
        record_in(
            office, by=by, what="offices.profile_set", object_label="profil satuan kerja", object_id=str(profile.pk),
            details={
                "since": date_words(since),
                "fields": ", ".join(FIELDS[name] for name in changed) or "tanpa perubahan isi",
                "before": {FIELDS[name]: value for name, value in before.items()} if current.pk else {},
                "after": {FIELDS[name]: value for name, value in changed.items()},
            },
        )  # fmt: skip
    return profile


def _clean(name: str, value: Any) -> str:
    if name not in FIELDS:
        raise TypeError(f"a profile has no {name}")
    text = "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines())
    longest = OfficeProfile._meta.get_field(name).max_length  # type: ignore[union-attr]  # plain columns, all of them
    if longest and len(text) > longest:
        raise Refused(f"Isian {FIELDS[name]} paling panjang {longest} huruf.", code="offices.too_long", field=name)
    if name in _CHOICES and text not in _CHOICES[name]:
        raise Refused(f"Pilih {FIELDS[name]} dari daftar.", code="offices.no_such_choice", field=name)
    return text


def _copy(profile: OfficeProfile, since: date) -> OfficeProfile:
    return OfficeProfile(office=profile.office, since=since, **{name: getattr(profile, name) for name in FIELDS})


def _follow_time_zone(office: Office) -> None:
    """Office.time_zone is the zone in force today; deadlines and clocks read it there."""
    profile = _in_force(office, today(office.time_zone))
    if profile and profile.time_zone != office.time_zone:
        office.time_zone = profile.time_zone
        office.save(update_fields=("time_zone",))
