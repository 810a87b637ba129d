"""Makes the folder of a new register: ``make new-register NAME=teams``. The contract tests then say what is missing.

What the national template knows of the book (slug, title, measures with kind, unit and span) is written in already.
"""

from __future__ import annotations

import sys
from pathlib import Path
from string import Template

from renaksi.catalogue.template import Measure, Register, registers
from renaksi.catalogue.template import indicator as indicator_of
from renaksi.catalogue.template import measures as all_measures

FOLDER = Path(__file__).resolve().parents[1] / "src" / "renaksi" / "registers"
SPANS = {"M": "Span.MONTH", "Y": "Span.TO_DATE", "E": "Span.AT_END"}
FILES = {
    "__init__.py": '"""$title. Which book, who keeps it and by which law stands in README.md."""\n',
    "apps.py": """from renaksi.desk.config import RegisterConfig


class ${label}Config(RegisterConfig):
    default = True
    name = "renaksi.registers.$name"
    verbose_name = "$title"
""",
    "models.py": '''"""The entries of $title."""

from __future__ import annotations

from django.db import models

from renaksi.entries.models import Entry


class ${label}Entry(Entry):
    """One entry. Verbose names are the words on screens and papers, in the order of the paper form."""

    happened_on = models.DateField("tanggal")
    title = models.CharField("uraian", max_length=250)

    class Meta(Entry.Meta):
        verbose_name = "catatan"
''',
    "measures.py": '''"""What the book measures; keys, kinds, units and spans are those of the national template."""

from __future__ import annotations

from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import number, presence, share
from renaksi.measures.declare import Asked, Count, Measure, Span
from renaksi.registers.$name.models import ${label}Entry


def _nothing(asked: Asked) -> Count:
    """Replace: count ``${label}Entry.objects.standing().filter(office=asked.office, ...)`` with number, presence or share."""
    return presence(${label}Entry.objects.none())


MEASURES = (
$measures)  # fmt: skip
''',
    "demo.py": '''"""A made-up year of the book, written through the desk's verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.accounts.models import User
from renaksi.desk.domain.record import record_entry
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office

STORY = ((2, 3, "Catatan contoh pertama"), (3, 9, "Catatan contoh kedua"), (4, 14, "Catatan contoh ketiga"))


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """Entries of the year up to ``until``, in several states; enough that most measures count something."""
    register = REGISTERS["$name"]
    days = [(date(year, month, day), title) for month, day, title in STORY]
    return [
        record_entry(register=register, office=office, values={"happened_on": day, "title": title}, by=by)
        for day, title in days
        if day <= until
    ]
''',
    "register.py": '''"""The declaration of $title."""

from __future__ import annotations

from renaksi.desk.register import Register, Section, State, by_office
from renaksi.registers.$name.demo import write_demo
from renaksi.registers.$name.measures import MEASURES
from renaksi.registers.$name.models import ${label}Entry

register = Register(
    name="$name",
    slug="$slug",
    title="$title",
    noun="catatan",
    model=${label}Entry,
    dated="happened_on",
    label=lambda entry: entry.title,
    columns=("number", "happened_on", "title", "state"),
    sections=(Section("Catatan", ("happened_on", "title")),),
    search=("title",),
    states=(State("recorded", "tercatat", "●", "done"),),
    access=by_office(),
    measures=MEASURES,
    about="Satu kalimat: apa yang dicatat di buku ini.",
    keeper="siapa yang mengelola",
    law="dasar hukumnya",
    demo=write_demo,
)
''',
    "README.md": """# $title (`$name`)

One sentence: what this book holds.

- **Kept by** ...
- **Law**: ...
- **States**: ...
- **Measures**: $count; see `measures.py`.
- **Public**: ... Never: ...
""",
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
}


def main(name: str) -> str:
    """Writes the folder; gives what to do next. Raises SystemExit where the template has no such book or the folder is there."""
    known = {each.name: each for each in registers()}
    if name not in known:
        raise SystemExit(f"the national template has no register {name!r}; it has {', '.join(sorted(known))}")
    folder = FOLDER / name
    if folder.exists():
        raise SystemExit(f"{folder} is there already")
    words = _words(known[name], [each for each in all_measures() if each.register == name])
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(Template(text).substitute(words), encoding="utf-8")
    return (
        f"{folder.relative_to(FOLDER.parents[2])} is made. Next: its models; "
        f"`.venv/bin/python -m django makemigrations {name}`; its measures, states and demo; then "
        "`pytest tests/house/test_registers.py`, which says what is missing."
    )


def _words(book: Register, asked: list[Measure]) -> dict[str, str]:
    lines = [
        f'    Measure(\n        "{each.key}", "{_title(each)}", Kind.{each.kind.upper()}, "{each.unit}", {SPANS[each.period]},\n'
        '        "Yang dihitung, dalam satu kalimat", _nothing,\n    ),\n'
        for each in asked
    ]
    label = "".join(part.capitalize() for part in book.name.split("_"))
    return {
        "name": book.name, "slug": book.slug, "title": book.title, "label": label, "measures": "".join(lines),
        "count": str(len(asked)),
    }  # fmt: skip


def _title(measure: Measure) -> str:
    words = indicator_of(measure.codes[0]).text.replace('"', "'")
    return words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + " ..."


if __name__ == "__main__":
    print(main(sys.argv[1] if len(sys.argv) > 1 else ""))
