"""``renaksi reset-password``: the operator's way in for an account that no administrator may touch."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from renaksi.accounts.domain.slips import SLIP_DAYS
from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused
from renaksi.offices.domain.people import reset_password
from renaksi.offices.models import Membership


class Command(BaseCommand):
    help = "Membuat kata sandi sekali pakai bagi sebuah akun dan mencetaknya satu kali; semua sesinya berakhir."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="NAMA_PENGGUNA")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username.strip().lower()).first()
        if user is None:
            raise CommandError(f"Tidak ada akun bernama {username}.")
        membership = Membership.objects.filter(user=user).select_related("office").order_by("-id").first()
        if membership is None:
            raise CommandError(f"Akun {user.username} tidak terhubung dengan satuan kerja mana pun.")
        try:
            slip = reset_password(user=user, office=membership.office, by=None)
        except Refused as refusal:
            raise CommandError(refusal.text) from None
        self.stdout.write(
            f"Kata sandi sekali pakai {user} ({user.username}), berlaku {SLIP_DAYS} hari: {slip.password}"
        )
        if user.is_locked:
            self.stdout.write("Akun ini masih dikunci.")
