"""What is said of a piece of evidence, and what of it is refused; the same for new and for described again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renaksi.evidence.models import Evidence, EvidenceKind
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office

LONGEST_TITLE, LONGEST_NOTE = 200, 2000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Description:
    """Title, kind, the document's date, the days it proves (both included) and a note."""

    title: str
    kind: str
    document_on: date | None
    proves_from: date
    proves_until: date
    note: str = ""

    @classmethod
    def of(cls, evidence: Evidence) -> Description:
        """As it stands now."""
        return cls(
            evidence.title,
            evidence.kind,
            evidence.document_on,
            evidence.proves_from,
            evidence.proves_until,
            evidence.note,
        )

    def words(self) -> dict[str, str]:
        """Each part in words, by its name on the screen."""
        return {
            "judul": self.title,
            "jenis": EvidenceKind(self.kind).label,
            "tanggal dokumen": date_words(self.document_on) if self.document_on else "",
            "membuktikan sejak": date_words(self.proves_from),
            "membuktikan sampai": date_words(self.proves_until),
            "keterangan": self.note,
        }

    def text(self) -> str:
        """All of it as lines, to be set beside another."""
        return "\n".join(f"{name.capitalize()}: {words or 'kosong'}" for name, words in self.words().items())

    def set_on(self, evidence: Evidence) -> None:
        """Puts it on the piece, unsaved."""
        evidence.title, evidence.kind, evidence.document_on = self.title, self.kind, self.document_on
        evidence.proves_from, evidence.proves_until, evidence.note = self.proves_from, self.proves_until, self.note


def checked_description(
    *, office: Office, title: str, kind: str, document_on: date | None, proves_from: date, proves_until: date, note: str
) -> Description:
    """The description, texts trimmed. Refuses ``evidence.title_missing``, ``.title_too_long``, ``.note_too_long``,
    ``.kind_unknown``, ``.document_day`` (before 2000 or after today), ``.period_order``, ``.period_unlikely``."""
    title, note = " ".join(title.replace("\0", "").split()), note.replace("\0", "").strip()
    _check_words(title, kind, note)
    _check_period(proves_from, proves_until)
    if document_on and document_on > today(office.time_zone):
        raise _no(
            f"Tanggal dokumen {date_words(document_on)} belum tiba. Periksa tanggalnya, atau kosongkan.",
            "document_day",
            "document_on",
        )
    if document_on and document_on < FIRST_DAY:
        raise _no("Tanggal dokumen paling awal 1 Januari 2000. Periksa tahunnya.", "document_day", "document_on")
    return Description(title, kind, document_on, proves_from, proves_until, note)


def _check_words(title: str, kind: str, note: str) -> None:
    if not title:
        raise _no("Tulis judul buktinya.", "title_missing", "title")
    if len(title) > LONGEST_TITLE:
        raise _no(
            f"Judul paling panjang {LONGEST_TITLE} huruf; yang Anda tulis {len(title)}.", "title_too_long", "title"
        )
    if len(note) > LONGEST_NOTE:
        raise _no(f"Keterangan paling panjang 2.000 huruf; yang Anda tulis {len(note)}.", "note_too_long", "note")
    if kind not in EvidenceKind.values:
        raise _no("Pilih jenis bukti dari daftar.", "kind_unknown", "kind")


def _check_period(begin: date, end: date) -> None:
    if end < begin:
        raise _no(
            f"Masa yang dibuktikan berakhir ({date_words(end)}) sebelum dimulai ({date_words(begin)}). "
            "Perbaiki tanggalnya.",
            "period_order",
            "proves_until",
        )
    if begin < FIRST_DAY or end > LAST_DAY:
        raise _no(
            "Masa yang dibuktikan harus antara tahun 2000 dan 2100. Periksa tahunnya.", "period_unlikely", "proves_from"
        )


def _no(sentence: str, code: str, field: str) -> Refused:
    return Refused(sentence, code=f"evidence.{code}", field=field)
