"""Verbs of the command line that tell which measures and books there are; neither needs a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renaksi.site.cli_frame import DONE, parser, set_up

if TYPE_CHECKING:
    from renaksi.desk.register import Register


def measures(argv: list[str]) -> int:
    """Mencetak ukuran templat nasional, indikator yang dijawabnya, dan apakah bukunya sudah ada; tanpa basis data."""
    call = parser("measures", measures)
    call.add_argument("--json", action="store_true", help="cetak sebagai JSON")
    args = call.parse_args(argv)
    set_up()
    rows = list(_measures())
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(
            f"{'ada  ' if row['built'] else 'belum'}  {row['key']:50} {row['kind']:9} {row['period']}  {', '.join(row['codes'])}"
        )
    print(f"{sum(row['built'] for row in rows)} dari {len(rows)} ukuran dihitung oleh buku.")
    return DONE


def registers(argv: list[str]) -> int:
    """Mencetak buku register templat nasional, alamat halamannya, dan besar kodenya; tanpa basis data."""
    call = parser("registers", registers)
    call.add_argument("--json", action="store_true", help="cetak sebagai JSON")
    args = call.parse_args(argv)
    set_up()
    rows = list(_registers())
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return DONE
    for row in rows:
        print(f"{'ada  ' if row['built'] else 'belum'}  {row['slug']:24} {row['title']:52} {row['lines'] or '-':>6}")
    print(f"{sum(row['built'] for row in rows)} dari {len(rows)} buku sudah ada.")
    return DONE


def _measures() -> Iterator[dict[str, Any]]:
    from renaksi.catalogue import template
    from renaksi.measures.registry import MEASURES

    for each in template.measures():
        yield {
            "key": each.key, "kind": each.kind, "period": each.period, "codes": list(each.codes), "register": each.register,
            "built": MEASURES.get(each.key) is not None,
        }  # fmt: skip


def _registers() -> Iterator[dict[str, Any]]:
    from renaksi.catalogue import template
    from renaksi.desk.registry import REGISTERS

    routes = _routes()
    for each in template.registers():
        register = REGISTERS.get(each.name)
        yield {
            "name": each.name, "slug": each.slug, "title": each.title, "routes": routes.get(each.name, []),
            "lines": _lines(REGISTERS.package_of(register)) if register else 0, "built": register is not None,
        }  # fmt: skip


def _routes() -> dict[str, list[str]]:
    """The whole addresses of every book by its register's name: those of its pages, and those the public fills in."""
    from django.urls import URLPattern, URLResolver, get_resolver

    from renaksi.desk.registry import REGISTERS

    def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
        for entry in resolver.url_patterns:
            where = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield where, str(entry.name)
            else:
                yield from walk(entry, where)

    every = list(walk(get_resolver()))
    return {
        register.name: list(dict.fromkeys(where for where, name in every if _is_of(register, where, name)))
        for register in REGISTERS
    }


def _is_of(register: Register, where: str, name: str) -> bool:
    """Whether an address is the register's: below its own word, or one the public fills in that bears its name."""
    if f"/buku/{register.slug}/" in where:
        return True
    return not where.startswith("satker/") and name.startswith(f"{register.name}_")


def _lines(package: str) -> int:
    """Lines of Python in the register's folder, tests and migrations apart."""
    root = Path(next(iter(import_module(package).__path__)))
    files = (path for path in root.rglob("*.py") if not {"tests", "migrations"} & set(path.relative_to(root).parts))
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)
