"""A person signs a pact or commitment in the program: reads the text, enters the password again, and it is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from renaksi.accounts.domain.guessing import Attempt, may_try, succeeded
from renaksi.accounts.models import User
from renaksi.desk.domain.told import check_standing, days_of, locked, recount, tell, touched
from renaksi.desk.registry import REGISTERS
from renaksi.entries.domain.proofs import put_proofs
from renaksi.evidence.domain.receive import receive_file
from renaksi.evidence.models import Evidence, EvidenceKind
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.offices.domain.staff_wholes import tenures_on
from renaksi.papers import write
from renaksi.registers.declarations.domain.texts import text_of
from renaksi.registers.declarations.models import PLEDGES, Declaration, Signing
from renaksi.registers.declarations.statement import signed_paper

OPEN = ("due", "returned")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person reads and signs, word for word."""

    words: str
    version: int

    @property
    def sha256(self) -> str:
        """The fingerprint of the words."""
        return sha256(self.words.encode()).hexdigest()


def statement_of(declaration: Declaration, on: date) -> Statement:
    """The statement of a person on a day: who they are, then the text in force. Raises KeyError for what is not signed."""
    text = text_of(declaration.office, declaration.kind, declaration.year)
    person = declaration.person
    held = tenures_on(declaration.office, on).filter(person=person) if person else ()
    facts = (
        ("Nama", declaration.name),
        ("NIP", person.nip if person else ""),
        ("Jabatan", ", ".join(tenure.post.title for tenure in held)),
        ("Satuan kerja", declaration.office.name),
    )
    head = [
        f"{declaration.get_kind_display().upper()} TAHUN {declaration.year}",
        "Saya yang bertanda tangan di bawah ini:",
    ]
    lines = [*head, *(f"{title}: {words}" for title, words in facts if words), "", text.text]
    return Statement("\n".join(lines), text.version)


def may_sign(declaration: Declaration, by: User) -> bool:
    """Whether it waits for this very user's signature."""
    own = declaration.person is not None and declaration.person.user_id == by.pk
    return own and declaration.kind in PLEDGES and declaration.state in OPEN and not declaration.is_removed


def sign_pledge(*, declaration: Declaration, seen: str, password: str, by: User) -> Declaration:
    """Signs the statement whose SHA-256 the person saw; entry fulfilled today, statement kept, PDF put to it as evidence.

    Trail: ``declarations.signed``. Refuses ``declarations.not_yours``, ``declarations.too_many_guesses``,
    ``declarations.wrong_password``, ``declarations.text_changed`` and ``desk.removed``.
    """
    register = REGISTERS["declarations"]
    _confirm(by, password)  # before the transaction: a wrong guess is counted although nothing is written
    with transaction.atomic():
        standing: Any = locked(register, declaration)
        check_standing(standing)
        if not may_sign(standing, by):
            raise Refused(
                "Pernyataan ini sudah ditandatangani atau bukan milik Anda. Muat ulang halamannya.",
                code="declarations.not_yours",
            )
        day = today(standing.office.time_zone)
        statement = statement_of(standing, day)
        if statement.sha256 != seen:
            raise Refused(
                "Naskahnya berubah sejak Anda baca. Baca lagi di bawah, lalu tanda tangani.",
                code="declarations.text_changed",
            )
        days = days_of(standing)
        standing.state, standing.fulfilled_on = "fulfilled", day
        piece = _freeze(standing, statement, day, by)
        put_proofs(office=standing.office, book=register.name, entry_id=standing.pk, evidence=[piece], by=by)
        touched(standing, by)
        standing.save()
        recount(register, standing, [*days, day])
        tell(register, standing, what="declarations.signed", by=by, sha256=statement.sha256)
    return declaration_of(standing)


def declaration_of(entry: Any) -> Declaration:
    """The entry as what it is in this book."""
    assert isinstance(entry, Declaration)  # noqa: S101 - the entries of this book are declarations
    return entry


def _confirm(by: User, password: str) -> None:
    attempt = Attempt(by.username, "", device=f"own:{by.pk}")
    if not may_try(attempt):
        raise Refused(
            "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.",
            code="declarations.too_many_guesses",
            field="password",
        )
    if not by.check_password(password):
        raise Refused("Kata sandi tidak cocok. Ketik lagi.", code="declarations.wrong_password", field="password")
    succeeded(attempt)


def _freeze(declaration: Declaration, statement: Statement, day: date, by: User) -> Evidence:
    signing = Signing(
        declaration=declaration, statement=statement.words, sha256=statement.sha256, text_version=statement.version,
        signed_at=now(), signed_by=by,
    )  # fmt: skip
    content = write(signed_paper(signing), "pdf")
    title = f"{declaration.get_kind_display()} {declaration.year}, {declaration.name}"
    name = f"{declaration.kind}-{declaration.year}-{declaration.pk}.pdf"
    signing.evidence = receive_file(
        office=declaration.office, upload=ContentFile(content, name=name),
        title=title, kind=EvidenceKind.LETTER, document_on=day, proves_from=declaration.obliged_on,
        proves_until=date(declaration.year, 12, 31), by=by, tell=False,
    )  # fmt: skip
    signing.save(force_insert=True)
    return signing.evidence
