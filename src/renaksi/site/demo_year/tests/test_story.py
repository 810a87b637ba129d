"""The made-up year on any day: always the same, always such that the house would take it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

import pytest

from renaksi.catalogue.template import indicators
from renaksi.kernel.months import MonthSet
from renaksi.kernel.quantity import Kind, Quantity
from renaksi.monitoring.domain.said import LONGEST_NARRATIVE, Place, Said, accepted
from renaksi.site.demo_year.cast import COORDINATORS, implementer, recorder
from renaksi.site.demo_year.proofs import KINDS, items_of, workday
from renaksi.site.demo_year.story import POSTPONED, Role, dice
from renaksi.site.demo_year.tell import Subject, Told, file_name, told
from renaksi.site.demo_year.words import narrative, subject

SUBJECTS = [
    Subject(Role(place, each.code, int(each.code[0]), each.months), each.text, Kind(each.kind), each.unit)
    for place, each in enumerate(indicators())
]
MAY = date(2026, 5, 20)


def year_of(day: date) -> list[Told]:
    return told(SUBJECTS, day.year, day)


def test_it_is_told_the_same_twice():
    first, second = year_of(MAY), year_of(MAY)
    assert [(cell.scene, cell.recorded, cell.narrative) for cell in first] == [
        (cell.scene, cell.recorded, cell.narrative) for cell in second
    ]


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 5),
        date(2028, 2, 29),
        date(2026, 4, 1),
        MAY,
        date(2026, 8, 31),
        date(2026, 12, 31),
        date(2027, 3, 10),
    ],
)
def test_on_any_day_every_cell_is_one_the_house_takes(day: date):
    cells = year_of(day)
    promised: dict[int, set[int]] = {}
    for cell in cells:
        if cell.scene.new_month:
            promised.setdefault(cell.scene.position, set()).add(cell.scene.new_month)
    for cell in cells:
        scene, told_of = cell.scene, SUBJECTS[cell.scene.position]
        own = promised.get(scene.position, set()) - {scene.new_month}
        place = Place(day.year, scene.month, day, told_of.kind, MonthSet(told_of.role.months.mask), frozenset(own))
        amount, base = cell.amounts
        said = Said(scene.outcome, amount, base, cell.done_on, cell.narrative, cell.reason, scene.new_month or None)
        kept, _ = accepted(said, place)
        assert len(kept.narrative) < LONGEST_NARRATIVE
        assert place.is_scheduled or scene.is_extra
        moments = [cell.recorded, cell.reviewed or cell.recorded, cell.mended or cell.reviewed or cell.recorded]
        assert moments == sorted(moments)
        assert moments[-1] < datetime.combine(day, time(23))
        for wanted in cell.proofs:
            begin, end = wanted.proves(day.year, day)
            assert begin <= wanted.dated(day.year, day) <= day
            assert begin <= end
            assert wanted.dated(day.year, day) <= cell.recorded.date()


def test_by_may_there_is_some_of_everything():
    cells = year_of(MAY)
    due = sum(1 for each in SUBJECTS for month in each.role.months if month < MAY.month)
    past = [cell.scene for cell in cells if cell.scene.month < MAY.month and not cell.scene.is_extra]
    proven = sum(1 for scene in past if scene.is_proven)
    assert 0.75 < proven / due < 0.92
    assert len(past) < due  # some are late
    turns = Counter(scene.turn for scene in past)
    assert {"verified", "returned", "mended", "mended_verified"} <= set(turns)
    outcomes = Counter(scene.outcome for scene in past)
    assert outcomes["not_done"] >= 5
    assert outcomes["postponed"] >= 3
    assert {cell.scene.new_month < MAY.month for cell in cells if cell.scene.new_month} == {True, False}
    assert sum(1 for cell in cells if cell.scene.is_extra) >= 4
    first_quarter = [scene for scene in past if scene.month <= 3 and scene.outcome == "done"]
    assert sum(1 for scene in first_quarter if scene.turn.endswith("verified")) > len(first_quarter) * 0.7


def test_values_show_each_kind_and_its_edges():
    by_kind: dict[Kind, list[Quantity]] = {}
    for cell in year_of(MAY):
        amount, base = cell.amounts
        if amount is not None:
            kind = SUBJECTS[cell.scene.position].kind
            by_kind.setdefault(kind, []).append(Quantity(kind, amount, base))
    assert set(by_kind) == {Kind.COUNT, Kind.SHARE, Kind.INDEX, Kind.TREND}
    assert any(not quantity.base for quantity in by_kind[Kind.SHARE])
    assert any(quantity.words() == "tetap nihil" for quantity in by_kind[Kind.TREND])
    assert all(quantity.base for quantity in by_kind[Kind.INDEX])


def test_one_proof_serves_several_cells_and_one_does_not_cover_its_month():
    cells = year_of(MAY)
    uses = Counter(wanted.key for cell in cells for wanted in cell.proofs)
    assert max(uses.values()) > 4
    mistaken = [
        (cell.scene.code, wanted.month)
        for cell in cells
        for wanted in cell.proofs
        if wanted.key[2] and wanted.key[2] != cell.scene.month
    ]
    assert mistaken == [("2.5.2.1", 2)]


def test_proofs_bear_names_and_kinds_people_would_give():
    cells = year_of(MAY)
    kept = {wanted.key: wanted for cell in cells for wanted in cell.proofs}.values()
    assert {wanted.sort for wanted in kept} == set(KINDS)
    titles = [wanted.title(2026) for wanted in kept]
    assert len(set(titles)) > 0.9 * len(titles)
    assert all(len(title) <= 200 and "/foto" not in title for title in titles)
    photo = next(wanted for wanted in kept if wanted.sort == "photo")
    assert file_name(photo, 2026, MAY).startswith("IMG_20260520_")


def test_narratives_are_varied_and_read_like_sentences():
    told_of = [cell.narrative for cell in year_of(MAY) if cell.narrative]
    assert len(set(told_of)) > 0.85 * len(told_of)
    assert all(text[0].isupper() and text.endswith(".") and "{" not in text for text in told_of)
    assert narrative("teams", "SK Tim RB", "SK Tim RB", 1, 2, "9 Februari 2026", (0, 2)).count("9 Februari 2026") == 1


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Tersedianya media sosialisasi RB di lingkungan kerja yang bisa diakses", "media sosialisasi RB"),
        ("Adanya SOP WBS", "SOP WBS"),
        ("Persentase (%) pelaporan LHKPN", "pelaporan LHKPN"),
        ("100% LHKASN di lingkungan satuan kerja", "LHKASN"),
    ],
)
def test_an_indicator_is_named_in_a_few_words(text: str, about: str):
    assert subject(text) == about


def test_the_catalogues_evidence_is_told_apart():
    items = items_of("SK Tim WBS; rekap laporan WBS (angka saja); Alamat/foto informasi layanan; salinan putusan")
    assert [(item.words, item.sort) for item in items] == [
        ("SK Tim WBS", "decree"), ("Rekap laporan WBS", "recap"), ("Foto informasi layanan", "photo"),
    ]  # fmt: skip
    assert all(items_of(each.evidence) for each in indicators())


def test_work_falls_on_working_days():
    assert [workday(date(2026, 5, day)) for day in (1, 2, 3, 9, 20)] == [
        date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 20),
    ]  # fmt: skip
    assert workday(date(2026, 8, 1)) == date(2026, 8, 3)


def test_work_changes_hands_and_some_is_no_ones():
    assert (implementer("5.1.5.2", 3), implementer("5.1.5.2", 4)) == ("dimas.contoh", "nita.contoh")
    assert implementer("6.2.1.1") == ""
    assert recorder("6.2.1.1", 2) == COORDINATORS[6]


def test_the_told_postponements_are_ticked_and_their_new_months_free():
    months = {each.role.code: each.role.months for each in SUBJECTS}
    for (code, month), new_month in POSTPONED.items():
        assert month in months[code]
        assert new_month not in months[code]


def test_dice_fall_alike():
    assert dice("a", 1) == dice("a", 1)
    throws = Counter(dice(n) for n in range(5000))
    assert set(throws) == set(range(100))
