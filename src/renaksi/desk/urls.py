"""The addresses of the registers, made from their declarations."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.desk.views import DeskView


def book_urls(register: Register) -> list[URLPattern]:
    """The addresses of one book, below ``buku/<slug>/``; their names begin with the register's name."""
    desk = (register.views or DeskView)(register)
    one = "<int:entry_id>/"
    routes = (
        ("", desk.entry_list, "list"),
        ("baru/", desk.entry_new, "new"),
        ("ukuran/", desk.measure_list, "measures"),
        ("nihil/", desk.nil, "nil"),
        ("petugas/", desk.keepers, "keepers"),
        ("impor/", desk.import_entries, "import"),
        ("impor/formulir.xlsx", desk.import_form, "import_template"),
        ("cetak/<slug:name>.<str:file_format>", desk.book_paper, "book_paper"),
        (one, desk.entry_page, "entry"),
        (f"{one}cetak/<slug:name>.<str:file_format>", desk.entry_paper, "entry_paper"),
        (f"{one}ubah/", desk.entry_change, "change"),
        (f"{one}langkah/<slug:name>/", desk.entry_step, "step"),
        (f"{one}tenggat/", desk.entry_extend, "extend"),
        (f"{one}coret/", desk.entry_remove, "remove"),
        (f"{one}pulihkan/", desk.entry_restore, "restore"),
        (f"{one}bukti/", desk.proof_attach, "proof_attach"),
        (f"{one}bukti/<int:evidence_id>/lepas/", desk.proof_remove, "proof_remove"),
        (f"{one}rincian/<slug:name>/", desk.line_add, "line_add"),
        (f"{one}rincian/<slug:name>/impor/", desk.line_import, "line_import"),
        (f"{one}rincian/<slug:name>/<int:line_id>/coret/", desk.line_remove, "line_remove"),
    )
    return [path(route, view, name=f"{register.name}_{name}") for route, view, name in routes]


def all_book_urls() -> list[URLPattern | URLResolver]:
    """The addresses of every register that is built, those of its own ``urls.office_urls`` first."""
    return [
        path(f"buku/{register.slug}/", include([*_own(register, "office_urls"), *book_urls(register)]))
        for register in REGISTERS
    ]


def public_book_urls() -> list[URLPattern | URLResolver]:
    """The addresses outside an office's own that registers bring in ``urls.public_urls``: what the public fills in."""
    return [route for register in REGISTERS for route in _own(register, "public_urls")]


def _own(register: Register, name: str) -> list[URLPattern]:
    module = f"{REGISTERS.package_of(register)}.urls"
    return list(getattr(import_module(module), name, [])) if find_spec(module) else []
