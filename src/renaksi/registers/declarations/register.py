"""The declaration of the book of what each person must sign or report."""

from __future__ import annotations

from renaksi.desk.register import EntryPrint, Register, Section, State, Step, by_office
from renaksi.registers.declarations.demo import write_demo
from renaksi.registers.declarations.desk import DeclarationDesk
from renaksi.registers.declarations.measures import MEASURES
from renaksi.registers.declarations.models import Declaration
from renaksi.registers.declarations.recap import BOOK_PRINTS
from renaksi.registers.declarations.statement import person_paper

register = Register(
    name="declarations",
    slug="pernyataan",
    title="Register Pernyataan dan Laporan Wajib Pegawai",
    noun="pernyataan",
    model=Declaration,
    dated="obliged_on",
    label=lambda entry: f"{entry.get_kind_display()} {entry.year or entry.obliged_on.year}, {entry.name}",
    columns=("number", "kind", "name", "due_on", "fulfilled_on", "receipt_number", "state"),
    sections=(
        Section("Kewajiban", ("kind", "person", "name", "obliged_on", "due_on")),
        Section("Pemenuhan", ("fulfilled_on", "receipt_number", "excused_for")),
    ),
    filters=("kind",),
    search=("name", "receipt_number"),
    states=(
        State("due", "wajib", "○", "now"),
        State("fulfilled", "dipenuhi", "●", "done"),
        State("returned", "dikembalikan", "!", "late"),
        State("verified", "diperiksa", "✓", "verified", is_final=True),
        State("excused", "dikecualikan", "–", "", is_final=True),
    ),
    steps=(
        Step(
            "fulfil", "Catat pemenuhan", "dipenuhi", ("due", "returned"), "fulfilled",
            fields=("fulfilled_on", "receipt_number"), needs=("fulfilled_on",),
            about="Untuk yang ditandatangani di kertas atau dilaporkan di aplikasi lain. Lampirkan tanda terima atau "
            "pindaiannya; isi laporan kekayaan jangan diunggah.",
        ),
        Step("verify", "Nyatakan sudah diperiksa", "diperiksa", ("fulfilled",), "verified",
             about="Tanda terima atau naskahnya sudah dicocokkan."),
        Step("return", "Kembalikan", "dikembalikan", ("fulfilled", "verified"), "returned", asks_reason=True,
             about="Yang dikembalikan dihitung belum dipenuhi sampai dipenuhi lagi."),
        Step("excuse", "Kecualikan", "dikecualikan", ("due", "returned"), "excused", fields=("excused_for",),
             needs=("excused_for",), about="Yang dikecualikan tidak dihitung dalam keseluruhan."),
        Step("oblige", "Wajibkan lagi", "diwajibkan lagi", ("excused",), "due", asks_reason=True),
    ),
    entry_prints=(EntryPrint("naskah", "Naskah atau lembar penyampaian", person_paper),),
    book_prints=BOOK_PRINTS,
    access=by_office(),
    measures=MEASURES,
    about="Yang ditandatangani atau dilaporkan tiap anggota dan pegawai setiap tahun: pakta integritas, komitmen anti "
    "gratifikasi, LHKPN, LHKASN. Isi laporan kekayaan tidak disimpan.",
    keeper="Subbagian Hukum dan SDM; UPG untuk komitmen anti gratifikasi",
    law="Permen PANRB 49/2011 (pakta integritas); Peraturan KPK 7/2016 (LHKPN); SE Menteri PANRB 2/2023 (LHKASN)",
    demo=write_demo,
    views=DeclarationDesk,
)  # fmt: skip
