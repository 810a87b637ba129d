"""What the verbs of the command line share: exit codes, the parser that speaks Indonesian, the program set up."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from typing import Any, NoReturn

DONE, FAULT, REFUSED = 0, 1, 2

_WRONG_CALLS = (
    (r"the following arguments are required: (.*)", r"\1 belum disebut"),
    (r"argument (\S+?): invalid int value: (.*)", r"\1 harus bilangan bulat, bukan \2"),
    (r"argument (\S+?): (.* bukan nomor halaman; .*)", r"\1: \2"),
    (r"argument (\S+?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 tidak mengenal \2; pilihannya \3"),
    (r"argument (\S+?): expected one argument", r"\1 memerlukan satu nilai"),
    (r"unrecognized arguments: (.*)", r"\1 tidak dikenal"),
)


class Parser(argparse.ArgumentParser):
    """Tells a wrong call in one Indonesian sentence."""

    def error(self, message: str) -> NoReturn:
        for said, told in _WRONG_CALLS:
            message = re.sub(f"^{said}$", told, message)
        self.exit(REFUSED, f"{self.prog}: {message} (lihat {self.prog} --help)\n")


def parser(name: str, verb: Callable[..., Any]) -> Parser:
    """The parser of a verb, described by the first line of its docstring."""
    return Parser(prog=f"renaksi {name}", description=(verb.__doc__ or "").strip().splitlines()[0])


def set_up() -> None:
    """Loads the settings and the apps; opens no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renaksi.site.settings")
    import django

    django.setup()
