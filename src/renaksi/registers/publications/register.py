"""The declaration of the media's book."""

from __future__ import annotations

from renaksi.desk.register import Column, Lines, Register, Section, State, Step, by_office
from renaksi.desk.views import DeskView
from renaksi.registers.publications.demo import write_demo
from renaksi.registers.publications.measures import MEASURES
from renaksi.registers.publications.models import Publication, Sighting


class PublicationDesk(DeskView):
    """The desk with the monthly round beside the list."""

    own_tabs = (("Pemeriksaan bulan ini", "publications_round"),)


register = Register(
    name="publications",
    slug="publikasi",
    title="Register Media dan Informasi Terpasang",
    noun="media",
    model=Publication,
    dated="stands_from",
    label=lambda medium: medium.title,
    columns=(
        "number", "topic", "medium", "title",
        Column("where", "Tempat", lambda medium: medium.place or medium.address), "audience", "stands_from", "state",
    ),
    sections=(
        Section("Media", ("topic", "medium", "title", "audience", "shows")),
        Section("Tempat", ("place", "address", "newest_document_on")),
        Section("Masa", ("stands_from", "stands_until")),
    ),
    filters=("topic", "medium", "audience"),
    search=("title", "place", "address"),
    states=(
        State("standing", "terpasang", "●", "done"),
        State("taken_down", "diturunkan", "✕", "", is_final=True),
    ),
    steps=(
        Step(
            "take_down", "Turunkan", "diturunkan", ("standing",), "taken_down", fields=("stands_until",),
            needs=("stands_until",), asks_reason=True, about="Media ini tidak terpasang lagi sejak tanggal itu.",
        ),
        Step("put_up", "Pasang lagi", "dipasang lagi", ("taken_down",), "standing", fields=("stands_from", "stands_until")),
    ),
    lines=(
        Lines(
            "sightings", "Pemeriksaan", "pemeriksaan", Sighting, ("seen_on", "is_standing", "note"),
            ("seen_on", "is_standing", "note", "is_probe"), takes_picture=True,
            about="Setiap bulan media dilihat lagi dan difoto; halaman laman dapat diperiksa otomatis.",
        ),
    ),
    access=by_office(),
    measures=MEASURES,
    about="Media yang terpasang untuk dilihat orang: spanduk, poster, papan, halaman laman, unggahan.",
    keeper="Subbagian Teknis dan Hupmas; pengelola laman untuk halaman",
    law="UU 25/2009 tentang Pelayanan Publik; Keputusan Rencana Aksi Reformasi Birokrasi satuan kerja",
    demo=write_demo,
    views=PublicationDesk,
)  # fmt: skip
