"""The demo: a made-up office with its year, its people, and decrees of its own making to try the upload with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from renaksi.accounts.models import User
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.calendars.domain.seed import seed_years
from renaksi.kernel.clock import today
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused
from renaksi.offices.demo import DEMO_PASSWORD, describe, make_demo_office, make_demo_people
from renaksi.offices.demo_staff import make_demo_staff
from renaksi.offices.domain.load import load_offices
from renaksi.offices.models import Office
from renaksi.papers import write
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.letterhead import letterhead_of, standard_words
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows
from renaksi.reports.decree.build import build_decree
from renaksi.site.demo_year.books import load_books, take_proposals
from renaksi.site.demo_year.load import is_begun, load_year


def load_demo(*, address: str) -> str:
    """Prepares the database and loads the demo where it is not yet there; returns what to tell the person who started it."""
    call_command("migrate", verbosity=0)
    load_offices()
    seed_years()
    ensure_limits()
    with transaction.atomic():
        office = make_demo_office()
        users = make_demo_people()
        make_demo_staff(by=users[0])
        year = today().year
        plan = plan_in_force(office, year) or adopt_plan(
            office=office, year=year, facts=_facts(office, year), rows=template_rows(office.name), by=users[0]
        )
    left_out = _fill_year(plan, users)
    samples = write_samples(office, year + 1)
    logins = "\n".join(f"  {user.username:22} {user.full_name:22} {describe(user)}" for user in users)
    return (
        f"{office.name}, rencana aksi tahun {year}, siap di {address}\n{left_out}\n"
        f"Akun contoh (kata sandi semuanya: {DEMO_PASSWORD}):\n{logins}\n\n"
        f"Berkas contoh untuk diunggah ada di {settings.RENAKSI_SAMPLES}: {', '.join(path.name for path in samples)}"
    )


def _fill_year(plan: Plan, users: list[User]) -> str:
    """Fills an empty plan's year and the books; a refusal (a duty has ended, say) must not keep the demo from starting."""
    if is_begun(plan):
        load_books(plan.office, plan.year, by=users[0])
        return ""
    print(f"Memuat catatan dan bukti contoh tahun {plan.year}; paling lama setengah menit ...", flush=True)
    people = {user.username: user for user in users}
    try:
        with transaction.atomic():
            load_year(plan, people)
    except Refused as no:
        return f"Catatan contoh tahun {plan.year} tidak dimuat: {no.text}\n"
    load_books(plan.office, plan.year, by=users[0])
    take_proposals(plan, people)
    return ""


def _facts(office: Office, year: int) -> DecreeFacts:
    known = DecreeFacts(number=f"2/HK.03.1/{office.code}/{year}", date=date(year, 1, 12), year=year)
    return standard_words(office, known, year)


def write_samples(office: Office, year: int) -> list[Path]:
    """Writes the sample decrees of the year, in every format and one with doubts put in on purpose; those there stay."""
    folder = settings.RENAKSI_SAMPLES
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"keputusan-contoh-{year}.{kind}" for kind in ("txt", "xlsx", "pdf", "docx")]
    doubtful = folder / f"keputusan-contoh-{year}-dengan-keraguan.txt"
    paths = [folder / name for name in names]
    if not all(path.exists() for path in (*paths, doubtful)):
        rows = _sample_rows(template_rows(office.name))
        facts = _facts(office, year)
        paper = build_decree(facts, rows, office=letterhead_of(office, facts))
        for path in paths:
            _write(path, write(paper, path.suffix[1:]))
        _write(doubtful, _with_doubts(write(paper, "txt").decode()).encode())
    return [*paths, doubtful]


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}")
    part.write_bytes(content)
    part.replace(path)


def _sample_rows(rows: list[PlanRow]) -> list[PlanRow]:
    """Other months than the demo's own plan, so that the sample is a decree of its own."""
    return [replace(row, months=MonthSet.of(month % 12 + 1 for month in row.months)) for row in rows]


def _with_doubts(text: str) -> str:
    """The decree as a hurried scan would give it: a text cut short, ticks run past December, a tick line that lost its text."""
    lines = text.split("\n")
    ticked = [i for i, line in enumerate(lines) if line.count("\t") >= 16 and "√" in line]
    for nth, i in enumerate(ticked):
        cells = lines[i].split("\t")
        if nth in {7, 31}:  # the scan's columns drifted to the right
            first = next(n for n, cell in enumerate(cells) if cell.strip() == "√")
            lines[i] = "\t".join([*cells[:first], *["√"] * 14, *cells[first + 14 :]])
        elif nth in {15, 52}:  # the end of the indicator was lost at the page's edge
            cells[4] = " ".join(cells[4].split()[: max(3, len(cells[4].split()) // 2)])
            lines[i] = "\t".join(cells)
        elif nth == 40:
            cells[4] = ""
            lines[i] = "\t".join(cells)
    return "\n".join(lines)
