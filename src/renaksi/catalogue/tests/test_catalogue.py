"""The packaged template holds together, and free text finds its place in it."""

from __future__ import annotations

import pytest

from renaksi.catalogue import match, template


def test_every_node_and_indicator_has_its_parent_and_order() -> None:
    codes = {node.code for node in template.nodes()}
    assert len(template.areas()) == 8
    assert all(node.part_of in codes for node in template.nodes() if node.part_of)
    assert {one.sub_activity for one in template.indicators()} == {node.code for node in template.sub_activities()}
    assert len({one.code for one in template.indicators()}) == len(template.indicators()) == 188
    assert all(one.code.startswith(f"{one.part_of}.") for one in template.indicators() if one.part_of)


def test_lists_and_parts_are_known() -> None:
    assert template.node("7.5.2").printed.startswith(
        "Pelaksanaan SPIP: 1) Lingkungan pengendalian; 2) Penilaian risiko"
    )
    assert template.indicator("1.2.3.4.b").part_of == "1.2.3.4"
    assert list(template.indicator("1.1.1.1").months) == [2]
    with pytest.raises(KeyError):
        template.indicator("9.9.9.9")


@pytest.mark.parametrize(
    "text",
    [
        "di lingkungan KPU Kabupaten Contoh Selatan",
        "di lingkungan Sekretariat KPU Kota Contoh",
        "di lingkungan unit kerja/satuan kerja",
        "di lingkungan Unit/Satuan Kerja",
        "di lingkungan unit dan satuan kerja",
        "dilingkungan satker",
        "di lingkungan Biro pada Sekretariat Jenderal KPU/ Sekretariat KPU Provinsi/Sekretariat KPU Kabupaten/"
        "Sekretariat KPU Kota",
    ],
)
def test_offices_are_named_alike(text: str) -> None:
    assert match.plain(f"Laporan {text}") == "laporan di lingkungan satuan kerja"


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (
            "Rencana Aksi Tahunan RB dan Rencana Aksi Agen perubahan di lingkungan KPU Kota Contoh",
            "indicator",
            "1.1.3.1",
        ),
        ("Prosentase Pengaduan WBS selesai ditindaklanjuti.", "indicator", "7.3.2.1"),
        ("% Capaian kinerja unit/satuan kerja", "indicator", "6.1.6.1"),
        ("Penataan Tatalaksana", "area", "4"),
        ("Sistem Manajemen Sumber Daya Manusia", "area", "5"),
        ("Penyesuaian STOK", "activity", "3.2"),
        ("Dasar hukum;", "item", "8.1.2"),
    ],
)
def test_free_text_finds_its_entry(text: str, level: str, code: str) -> None:
    best = match.best(text, level)
    assert best[0].code == code
    assert best[0].score >= 0.9


def test_what_is_nothing_like_the_template_matches_nothing() -> None:
    assert match.best("Pada suatu hari hiduplah seorang raja", "indicator") == ()
    assert match.code_of(["zzz qqq xxx"]) is None


def test_best_and_runner_up_differ_and_the_own_sub_activity_breaks_a_tie() -> None:
    text = "Indeks kepuasan layanan yang didapat melalui survei pelayanan"
    for sub, code in (("8.1.2", "8.1.2.3"), ("8.2.1", "8.2.1.1")):
        found = match.code_of([text], under=sub)
        assert found is not None
        assert found[0] == code
        assert found[0] != found[2]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Penilaian kinerja individu telah dijadikan dasar", ("tail",)),
        ("dan dijadikan dalam penentuan kinerja seluruh pegawai", ("head",)),
        ("mengacu pada kinerja utama (kerangka logis kinerja) organisasi", ("head", "tail")),
    ],
)
def test_a_piece_of_the_templates_text_is_known_as_one(text: str, lost: tuple[str, ...]) -> None:
    piece = match.fragment(text, ("indicator",))
    assert piece is not None
    assert piece.lost == lost


@pytest.mark.parametrize(
    "text", ["Jumlah aplikasi terintegrasi", "SOP sudah dilegalkan", "wajib lapor LHKPN", "Notula rapat bulanan"]
)
def test_whole_or_foreign_texts_are_no_pieces(text: str) -> None:
    assert match.fragment(text, ("indicator",)) is None
