"""The declaration of the teams' book."""

from __future__ import annotations

from renaksi.desk.register import BookPrint, Column, EntryPrint, Lines, Register, Section, State, Step, by_office
from renaksi.registers.teams.demo import write_demo
from renaksi.registers.teams.measures import MEASURES
from renaksi.registers.teams.models import Member, Team
from renaksi.registers.teams.prints import build_changes, build_list, build_members

register = Register(
    name="teams",
    slug="tim",
    title="Register Tim dan Pejabat Pengelola",
    noun="tim",
    model=Team,
    dated="since",
    label=lambda team: team.name,
    columns=("number", "kind", "name", "decree_number", "decree_on", "since", "until", "state"),
    sections=(
        Section("Tim", ("kind", "name")),
        Section("Keputusan", ("decree_number", "decree_on", "since", "until")),
    ),
    filters=("kind",),
    search=("name", "decree_number"),
    states=(
        State("in_force", "berlaku", "●", "done"),
        State("replaced", "diganti", "⇢", "", is_final=True),
        State("revoked", "dicabut", "✕", "missed", is_final=True),
    ),
    steps=(
        Step(
            "replace", "Ganti", "diganti", ("in_force",), "replaced", fields=("replaced_by", "until"),
            needs=("replaced_by", "until"), about="Catat dahulu keputusan penggantinya, lalu pilih di sini.",
        ),
        Step("revoke", "Cabut", "dicabut", ("in_force",), "revoked", fields=("until",), needs=("until",), asks_reason=True),
        Step("restore_force", "Berlakukan lagi", "diberlakukan lagi", ("replaced", "revoked"), "in_force",
             fields=("until",), asks_reason=True),
    ),
    lines=(
        Lines(
            "members", "Susunan tim", "anggota", Member, ("person", "name", "part", "scope"),
            (Column("who", "Nama", lambda member: member.shown_name), "part", "scope"),
            about="Pegawai dipilih dari daftar pegawai; orang luar ditulis namanya.",
        ),
    ),
    entry_prints=(EntryPrint("susunan", "Susunan tim", build_members),),
    book_prints=(
        BookPrint("berlaku", "Daftar tim kerja yang berlaku", build_list),
        BookPrint("riwayat", "Riwayat perubahan tim", build_changes),
    ),
    access=by_office(),
    measures=MEASURES,
    about="Tim dan pejabat pengelola yang dibentuk dengan keputusan, beserta susunannya.",
    keeper="Subbagian Hukum dan SDM; sekretaris tiap tim untuk anggotanya",
    law="Keputusan pembentukan masing-masing; PP 60/2008 (SPIP); Perpres 16/2018 (pengadaan)",
    demo=write_demo,
)  # fmt: skip
