"""``renaksi createadmin``: the first administrator of an office."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from renaksi.accounts.domain.slips import SLIP_DAYS
from renaksi.accounts.models import User
from renaksi.accounts.roles import Administrator
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.domain.people import Added, make_administrator
from renaksi.offices.domain.person import Person, person_faults
from renaksi.offices.models import Office


class Command(BaseCommand):
    help = (
        "Membuat administrator sebuah satuan kerja. Tanpa kata sandi yang diberikan, dibuatkan kata sandi sekali pakai yang "
        "dicetak satu kali. Akun yang sudah ada mendapat perannya; kata sandinya tetap."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", metavar="NAMA", help="nama pengguna; ditanyakan bila tidak diberikan")
        parser.add_argument("--office", metavar="KODE", help="kode satuan kerja; ditanyakan bila tidak diberikan")
        parser.add_argument("--name", metavar="NAMA", help="nama lengkap; ditanyakan bila tidak diberikan")
        parser.add_argument("--nip", default="", help="NIP, 18 angka")
        parser.add_argument("--password-stdin", action="store_true", help="baca kata sandi dari masukan baku")
        parser.add_argument("--no-input", action="store_false", dest="interactive", help="jangan bertanya apa pun")

    def handle(self, *args: Any, **options: Any) -> None:
        interactive = options["interactive"] and sys.stdin.isatty() and not options["password_stdin"]
        office = self._office(self._asked(options["office"], "Kode satuan kerja", "--office", interactive))
        username = self._asked(options["username"], "Nama pengguna", "--username", interactive)
        known = User.objects.filter(username=username.strip().lower()).first()
        name = known.full_name if known else self._asked(options["name"], "Nama lengkap", "--name", interactive)
        person = Person.of(username=username, full_name=name, role=Administrator.key, nip=options["nip"])
        faults = person_faults(person, office=office)
        if faults:
            raise CommandError(faults[0].text)
        password = "" if known else self._password(person, stdin=options["password_stdin"], interactive=interactive)
        try:
            added = make_administrator(office=office, person=person, password=password)
        except Refused as refusal:
            raise CommandError(refusal.text) from None
        self.stdout.write(_told(added, password))

    def _office(self, code: str) -> Office:
        try:
            return find_office(code.strip())
        except Office.DoesNotExist:
            raise CommandError(
                f"Tidak ada satuan kerja berkode {code}; muat daftarnya dahulu dengan renaksi load-offices."
                if not Office.objects.exists()
                else f"Tidak ada satuan kerja berkode {code}."
            ) from None

    def _asked(self, given: str | None, question: str, option: str, interactive: bool) -> str:
        if given:
            return str(given)
        if not interactive:
            raise CommandError(f"Berikan {option}.")
        return input(f"{question}: ")

    def _password(self, person: Person, *, stdin: bool, interactive: bool) -> str:
        """The password chosen, checked; empty where a one-time one shall be made."""
        if stdin:
            password = sys.stdin.readline().rstrip("\r\n")
            if not password:
                raise CommandError("Masukan baku tidak memuat kata sandi.")
        elif interactive:
            password = getpass.getpass("Kata sandi (kosongkan untuk dibuatkan): ")
            if password and password != getpass.getpass("Sekali lagi: "):
                raise CommandError("Kedua kata sandi tidak sama.")
        else:
            return ""
        try:
            if password:
                validate_password(password, User(username=person.username, full_name=person.full_name))
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        return password


def _told(added: Added, password: str) -> str:
    user, office = added.membership.user, added.membership.office
    told = f"{user} ({user.username}) menjadi administrator {office.name}."
    if added.slip and not password:
        told += f"\nKata sandi sekali pakai, berlaku {SLIP_DAYS} hari: {added.slip.password}"
    return told
