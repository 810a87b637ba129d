"""What is said of a person or a post in a form or a line of a list, and what may be wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.models import ASN, Person, PersonKind, Post, PostKind
from renaksi.offices.staff_lists import ECHELONS

LONGEST_REASON = 300
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who someone is here. ``since`` None = before anything this program knows; ``user`` the account they sign in with."""

    name: str
    kind: str
    nip: str = ""
    rank: str = ""
    unit: str = ""
    since: date | None = None
    user: User | None = None

    @classmethod
    def of(cls, person: Person) -> PersonFacts:
        """As it stands now."""
        return cls(person.name, person.kind, person.nip, person.rank, person.unit, person.since, person.user)

    def tidied(self) -> PersonFacts:
        """Spaces put right, and out of the NIP."""
        name, rank, unit = (" ".join(text.split()) for text in (self.name, self.rank, self.unit))
        return PersonFacts(name, self.kind, re.sub(r"\s", "", self.nip), rank, unit, self.since, self.user)

    def words(self) -> dict[str, str]:
        """Each part in words, by its name on the screen."""
        return {
            "nama": self.name,
            "jenis": str(PersonKind(self.kind).label),
            "NIP": self.nip,
            "pangkat": self.rank,
            "subbagian": self.unit,
            "bertugas sejak": date_words(self.since) if self.since else "",
            "akun": str(self.user) if self.user else "",
        }

    def text(self) -> str:
        """All of it as lines, to be set beside another."""
        return "\n".join(f"{name[:1].upper()}{name[1:]}: {words or 'kosong'}" for name, words in self.words().items())

    def set_on(self, person: Person) -> None:
        """Writes the facts onto the row; it is not saved."""
        person.name, person.kind, person.nip = self.name, self.kind, self.nip
        person.rank, person.unit, person.since, person.user = self.rank, self.unit, self.since, self.user


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What post it is. ``since`` None = before anything this program knows."""

    title: str
    kind: str
    unit: str = ""
    echelon: str = ""
    must_file_lhkpn: bool = False
    since: date | None = None

    @classmethod
    def of(cls, post: Post) -> PostFacts:
        """As it stands now."""
        return cls(post.title, post.kind, post.unit, post.echelon, post.must_file_lhkpn, post.since)

    def tidied(self) -> PostFacts:
        """Spaces put right."""
        title, unit = (" ".join(text.split()) for text in (self.title, self.unit))
        return PostFacts(title, self.kind, unit, self.echelon.strip(), self.must_file_lhkpn, self.since)

    def words(self) -> dict[str, str]:
        """Each part in words, by its name on the screen."""
        return {
            "jabatan": self.title,
            "jenis jabatan": str(PostKind(self.kind).label),
            "subbagian": self.unit,
            "eselon": self.echelon,
            "wajib LHKPN": "ya" if self.must_file_lhkpn else "tidak",
            "ada sejak": date_words(self.since) if self.since else "",
        }

    def text(self) -> str:
        """All of it as lines, to be set beside another."""
        return "\n".join(f"{name[:1].upper()}{name[1:]}: {words or 'kosong'}" for name, words in self.words().items())

    def set_on(self, post: Post) -> None:
        """Writes the facts onto the row; it is not saved."""
        post.title, post.kind, post.unit = self.title, self.kind, self.unit
        post.echelon, post.must_file_lhkpn, post.since = self.echelon, self.must_file_lhkpn, self.since


def person_faults(facts: PersonFacts) -> list[Refused]:
    """What is wrong with the facts by themselves, each beside its field; who else has the NIP is asked elsewhere."""
    faults = []
    if not 3 <= len(facts.name) <= 120:
        faults.append(_fault("Isi nama lengkap, 3 sampai 120 huruf.", "bad_name", "name"))
    if facts.kind not in PersonKind.values:
        faults.append(_fault("Pilih jenis pegawai dari daftar.", "no_such_kind", "kind"))
    if facts.nip and not re.fullmatch(r"[0-9]{18}", facts.nip):
        faults.append(_fault("NIP terdiri atas 18 angka.", "bad_nip", "nip"))
    elif facts.nip and facts.kind not in ASN:
        faults.append(_fault("Hanya PNS dan PPPK yang ber-NIP; kosongkan untuk jenis ini.", "nip_of_no_asn", "nip"))
    faults += _long(rank=(facts.rank, 60), unit=(facts.unit, 120))
    return faults + day_faults(since=facts.since)


def post_faults(facts: PostFacts) -> list[Refused]:
    """What is wrong with a post's facts, each beside its field."""
    faults = []
    if not 3 <= len(facts.title) <= 160:
        faults.append(_fault("Isi nama jabatan, 3 sampai 160 huruf.", "bad_title", "title"))
    if facts.kind not in PostKind.values:
        faults.append(_fault("Pilih jenis jabatan dari daftar.", "no_such_post_kind", "kind"))
    if facts.echelon and facts.echelon not in ECHELONS:
        told = f"Eselon ditulis seperti IV.a, salah satu dari {', '.join(ECHELONS)}."
        faults.append(_fault(told, "bad_echelon", "echelon"))
    elif facts.echelon and facts.kind != PostKind.STRUCTURAL:
        told = "Hanya jabatan struktural yang bereselon; kosongkan eselonnya."
        faults.append(_fault(told, "echelon_of_none", "echelon"))
    return faults + _long(unit=(facts.unit, 120)) + day_faults(since=facts.since)


def _long(**texts: tuple[str, int]) -> list[Refused]:
    return [
        _fault(f"Isian ini paling panjang {most} huruf.", "too_long", field)
        for field, (text, most) in texts.items()
        if len(text) > most
    ]


def day_faults(**days: date | None) -> list[Refused]:
    """Days no one served: slips of a year's digit."""
    return [
        _fault(f"Tahun {day.year} tampaknya salah ketik; periksa tanggalnya.", "unlikely_day", field)
        for field, day in days.items()
        if day and not _FIRST_DAY <= day <= _LAST_DAY
    ]


def checked_reason(reason: str) -> str:
    """The reason on one line. Refused: none, or longer than LONGEST_REASON."""
    why = " ".join(reason.replace("\0", "").split())
    if not why:
        raise _fault("Tulis alasannya, satu kalimat cukup.", "reason_missing", "reason")
    if len(why) > LONGEST_REASON:
        raise _fault(f"Alasan paling panjang {LONGEST_REASON} huruf.", "reason_too_long", "reason")
    return why


def refuse_first(faults: list[Refused]) -> None:
    """Raises the first fault, if any."""
    if faults:
        raise faults[0]


def changed_words(before: PersonFacts | PostFacts, after: PersonFacts | PostFacts) -> dict[str, object]:
    """The trail's details of a change: which fields, and both values of all but the NIP, which stays out of the trail."""
    old, new = before.words(), after.words()
    changed = [name for name in old if old[name] != new[name]]
    shown = [name for name in changed if name != "NIP"]
    return {
        "fields": ", ".join(changed),
        "before": {name: old[name] for name in shown},
        "after": {name: new[name] for name in shown},
    }


def _fault(text: str, code: str, field: str) -> Refused:
    return Refused(text, code=f"offices.{code}", field=field)
