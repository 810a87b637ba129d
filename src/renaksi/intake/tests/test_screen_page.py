"""The page of the file beside the rows: where each row was read, its picture, what is outlined and cut out; who may see it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from renaksi.evidence.domain.store import keep_content
from renaksi.intake.domain.pages import draw_ahead, is_to_be_drawn, page_picture
from renaksi.intake.domain.rows import join_rows
from renaksi.intake.domain.stage import stage_reading
from renaksi.intake.domain.undo import undo_last
from renaksi.intake.models import Draft, DraftOrigin, DraftState, SourceFile
from renaksi.intake.read import read_decree
from renaksi.intake.tests.made_pdf import Cut, leaves_of, pdf_of
from renaksi.intake.tests.made_tables import Manner, made, plan
from renaksi.intake.tests.samples_of_readings import decree_file
from renaksi.intake.tests.screens import Desk, ids_in, text_of, words_of
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.provenance import excerpt_of
from renaksi.plan.rows import DecreeFacts, PlanRow

ROWS = plan(7, (1, 2))
FILE = pdf_of(leaves_of(made(ROWS, Manner(marks="x"))[0], Cut(), "tick"))
SPOTS = {"area", "activity", "sub_activity", "indicator", "months"}


@pytest.fixture
def desk(db: None, settings: object, tmp_path: Path) -> Desk:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings take any name
    office = OfficeFactory(code="9999", name="KPU Kota Contoh")
    source = SourceFile.objects.create(
        office=office,
        sha256=keep_content(FILE),
        name="keputusan.pdf",
        size=len(FILE),
        content_type="application/pdf",
        lines=["x"] * 60,
    )
    draft = Draft.objects.create(
        office=office, origin=DraftOrigin.FILE, state=DraftState.READING, source=source, year=2026
    )
    stage_reading(draft, read_decree(FILE), ["x"] * 60)
    return Desk(office, member(office, "administrator"), draft)


def first(desk: Desk) -> int:
    assert desk.draft is not None
    return desk.draft.rows.order_by("position")[0].pk


def test_every_row_keeps_where_its_cells_stand() -> None:
    sources = [row.row.source for row in read_decree(FILE).rows]
    assert len(sources) == len(ROWS)
    for source in sources:
        assert source["boxes"].keys() >= SPOTS | {"row"}
        for left, top, right, bottom in source["boxes"].values():
            assert 0 <= left < right <= 1
            assert 0 <= top < bottom <= 1
        row, indicator, months = (source["boxes"][name] for name in ("row", "indicator", "months"))
        assert row[0] <= indicator[0] < indicator[2] <= months[0] < months[2] <= row[2]
        assert source["size"] == [900.0, 560.0]


def test_rows_stand_one_below_the_other_under_their_pages_heading() -> None:
    above: dict[int, float] = {}
    for row in read_decree(FILE).rows:
        page, boxes = row.row.source["page"], row.row.source["boxes"]
        assert boxes["months"][1] >= above.get(page, 0.0) - 0.001
        if "heading" not in row.row.source.get("pages", {}):
            assert boxes["heading"][3] <= boxes["months"][1] + 0.001
        above[page] = boxes["months"][3]


def test_files_without_pages_keep_their_lines_alone() -> None:
    sources = [row.row.source for row in read_decree(decree_file("xlsx")).rows]
    assert [source.keys() & {"boxes", "size", "pages"} for source in sources] == [set()] * len(sources) != []


def test_the_open_row_is_outlined_and_cut_out(desk: Desk) -> None:
    page = text_of(desk.look(f"?baris={first(desk)}"))
    assert f'/telaah/{desk.draft.pk}/halaman/1.webp"' in page  # type: ignore[union-attr]  # the desk has one
    assert set(re.findall(r'data-spot="(\w+)"', page)) == SPOTS
    shown = re.findall(r'<figure class="cutting" data-cutting="(\w+)">', page)
    hidden = re.findall(r'<figure class="cutting" data-cutting="(\w+)" hidden>', page)
    assert shown == ["own"]
    assert set(hidden) == SPOTS
    assert " style=" not in page


def test_opening_a_row_of_the_same_page_moves_only_the_outline(desk: Desk) -> None:
    assert desk.draft is not None
    desk.look()
    rows = list(desk.draft.rows.order_by("position"))
    same = next(row for row in rows[1:] if row.source["page"] == rows[0].source["page"])
    parts = ids_in(desk.look(f"?baris={same.pk}", swap=True))
    assert "sorot" in parts
    assert "halaman" not in parts


def test_pages_can_be_leafed_through(desk: Desk) -> None:
    assert desk.draft is not None
    last = max(row.source["page"] for row in desk.draft.rows.all())
    assert f"Halaman {last}" in words_of(desk.look(f"?hal={last + 7}"))


def test_the_picture_is_small_and_kept(desk: Desk) -> None:
    response = desk.client.get(desk.address("intake_page", page=1))
    assert response.headers["Content-Type"] == "image/webp"
    assert "private" in response.headers["Cache-Control"]
    assert desk.draft is not None
    assert desk.draft.source is not None
    kept = page_picture(desk.draft.source, 1)
    assert kept is not None
    with Image.open(kept) as picture:
        assert 1200 <= max(picture.size) <= 1600
        assert abs(picture.width / picture.height - 900 / 560) < 0.01
    assert kept.stat().st_size <= 150_000


@pytest.mark.parametrize("page", [0, 99, 100_000])
def test_a_page_that_is_not_there_is_not_found(desk: Desk, page: int) -> None:
    assert desk.client.get(desk.address("intake_page", page=page)).status_code == 404


def test_the_picture_is_the_offices_own(desk: Desk) -> None:
    other = OfficeFactory()
    stranger = Desk(other, member(other, "administrator"), desk.draft)
    assert stranger.client.get(desk.address("intake_page", page=1)).status_code == 404
    assert stranger.client.get(stranger.address("intake_page", page=1)).status_code == 404


def test_pages_are_drawn_ahead_one_by_one(desk: Desk) -> None:
    assert desk.draft is not None
    assert desk.draft.source is not None
    assert is_to_be_drawn(str(desk.draft.pk))
    pages = {row.source["page"] for row in desk.draft.rows.all()}
    place = 0
    while draw_ahead(str(desk.draft.pk), place):
        place += 1
    assert place + 1 == len(pages)
    folder = page_picture(desk.draft.source, 1).parent  # type: ignore[union-attr]  # it was drawn just now
    assert len(list(folder.glob("*.webp"))) == len(pages)


def test_a_row_of_the_plan_is_shown_where_it_was_read(desk: Desk) -> None:
    assert desk.draft is not None
    rows = [PlanRow(indicator=row.indicator, source=row.source) for row in desk.draft.rows.order_by("position")]
    adopted = adopt_plan(office=desk.office, year=2026, facts=DecreeFacts(year=2026), rows=rows, by=None)
    Draft.objects.filter(pk=desk.draft.pk).update(plan=adopted, state=DraftState.ADOPTED)
    excerpt = excerpt_of(adopted.indicators.order_by("position")[0])
    assert excerpt is not None
    assert excerpt.page == 1
    assert excerpt.picture == desk.address("intake_page", page=1)
    assert [cutting.name for cutting in excerpt.cuttings] == ["indicator", "months"]
    assert {spot.name for spot in excerpt.spots} == SPOTS


def test_joined_rows_are_both_shown_and_parted_again_by_undo(desk: Desk) -> None:
    assert desk.draft is not None
    before = list(desk.draft.rows.order_by("position"))
    places = [(row.source["page"], row.source["boxes"]["row"]) for row in before]
    overleaf = next(place for place in range(1, len(before)) if places[place][0] != places[place - 1][0])
    first, second = before[overleaf - 1 : overleaf + 1]
    join_rows(draft=desk.draft, by=desk.user, row_ids=[first.pk, second.pk])
    joined = desk.draft.rows.get(pk=first.pk)
    assert (joined.source["pages"]["rest"], joined.source["boxes"]["rest"]) == places[overleaf]
    page = text_of(desk.look(f"?baris={first.pk}"))
    assert page.count(f"halaman/{places[overleaf][0]}.webp") > 0
    undo_last(draft=desk.draft, by=desk.user)
    assert desk.draft.rows.get(pk=first.pk).source == first.source
