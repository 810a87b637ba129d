"""An unclear text beside what is known: proposed where it is nearly a known one, never where that would be a guess; and taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renaksi.intake.domain.proposals import known_for, proposal_of, take_proposal, take_proposals
from renaksi.intake.domain.repairs import doubts_of_slips, known_texts
from renaksi.intake.domain.weight import HEAVY, LIGHT, MIDDLING, weight_of
from renaksi.intake.tests.samples_of_readings import decree_row, reading, staged
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.rows import DecreeFacts, PlanRow

pytestmark = pytest.mark.django_db

OWN = "Tersusunnya laporan hasil panen raya kelurahan pada triwulan II"
ROW = PlanRow(area_no=1, area="Area", activity="Kegiatan", sub_activity="Sub kegiatan", indicator=OWN)
FAINT = (("decree.text_faint", "indicator"),)


@pytest.fixture
def office():
    office = OfficeFactory(code="9999", name="KPU Kota Contoh")
    adopt_plan(office=office, year=2025, facts=DecreeFacts(year=2025), rows=[ROW], by=None)
    return office


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Tersusunnya laporan hasil panen raya kelurahanpada triwulan II", OWN),
        ("Tersusunnya laporan hasil panen rava kelurahan pada triwulan II", OWN),
        (OWN, None),  # known as it is
        ("Tersusunnya laporan hasil panen raya kelurahan pada triwulan IV", None),  # another quarter is no misreading
        ("Tersusunnya laporan kunjungan sekolah", None),
        ("", None),
    ],
)
def test_a_text_nearly_known_is_proposed(office, read, meant):
    repair = known_texts(office).repair_of(read, "indicator")
    assert (repair.text if repair else None) == meant
    assert repair is None or repair.origin == "rencana aksi tahun 2025"


def test_near_to_two_known_texts_is_nobodys(office):
    two = [
        PlanRow(indicator="Laporan pemeliharaan gedung arsip lama"),
        PlanRow(indicator="Laporan pemeliharaan gedung arsip lame"),
    ]
    adopt_plan(office=office, year=2024, facts=DecreeFacts(year=2024), rows=two, by=None)
    assert known_texts(office).repair_of("Laporan pemeliharaan gedung arsip lamo", "indicator") is None


def test_the_template_is_known_in_the_offices_words(office):
    template = known_texts(office)
    text = next(iter(template.by_field["area"].values()))[0]
    assert text
    known = dict(template.by_field["indicator"].values())
    assert "templat nasional" in known.values()


def test_another_offices_texts_are_not_known(office):
    stranger = OfficeFactory()
    assert known_texts(stranger).repair_of(OWN.replace("raya", "rava"), "indicator") is None


def test_a_proposal_is_shown_and_taken_only_when_asked(office):
    user = member(office)
    read = OWN.replace("raya", "rava")
    draft = staged(office, reading(rows=(decree_row(0, read, doubts=FAINT),)))
    doubt = draft.doubts.get()
    assert draft.rows.get().indicator == read
    proposal = proposal_of(doubt, draft.rows.get(), known_for(draft, [doubt]))
    assert proposal is not None
    assert (proposal.value, proposal.origin) == (OWN, "rencana aksi tahun 2025")
    take_proposal(draft=draft, by=user, doubt_id=doubt.pk)
    assert draft.rows.get().indicator == OWN
    assert draft.doubts.get().state == "settled"


def test_all_of_a_kind_are_taken_at_once_where_there_is_a_proposal(office):
    user = member(office)
    rows = (decree_row(0, OWN.replace("raya", "rava"), doubts=FAINT), decree_row(1, "Xyzzy abcde", doubts=FAINT))
    draft = staged(office, reading(rows=rows))
    take_proposals(draft=draft, by=user, code="decree.text_faint")
    assert [doubt.state for doubt in draft.doubts.order_by("position")] == ["settled", "open"]


def test_no_query_where_nothing_can_be_repaired(office, django_assert_num_queries):
    draft = staged(office, reading(rows=(decree_row(0, "Satu", doubts=(("decree.no_months", "months"),)),)))
    doubts = list(draft.doubts.all())
    with django_assert_num_queries(0):
        assert known_for(draft, doubts) is None


def test_months_weigh_more_than_letters():
    weights = [weight_of(code) for code in ("decree.months_faint", "decree.list_unclear", "decree.text_faint")]
    assert weights == [HEAVY, MIDDLING, LIGHT]
    assert weight_of("decree.to_come") == MIDDLING


@pytest.mark.parametrize(("kind", "told"), [("scan", ["intake.text_alike"]), ("pdf", [])])
def test_a_slip_of_a_letter_is_told_of_pictures_only(office, kind, told):
    slipped = OWN.replace("raya", "rava")
    rows = (decree_row(0, slipped), decree_row(1, slipped), decree_row(2, OWN))
    draft = staged(office, replace(reading(rows=rows), source={"kind": kind}))
    assert [doubt.code for doubt in draft.doubts.all()] == told
    assert [doubt.row.position for doubt in draft.doubts.all()] == [0] * len(told)
    if told:
        take_proposal(draft=draft, by=member(office), doubt_id=draft.doubts.get().pk)
        assert draft.rows.get(position=0).indicator == OWN


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (OWN.replace("raya", "rava"), True),
        (OWN.replace("panen raya", "panenraya"), True),
        (OWN.replace("kelurahan", "kelu rahan"), True),
        (OWN.replace("hasil panen", "hasilpanen").replace("raya", "rava"), True),
        (OWN.replace("panen", "panenn"), False),  # so somebody spells it
        (OWN.replace("pada", "oleh"), False),
    ],
)
def test_a_slip_is_no_other_spelling(office, read, told):
    found = list(doubts_of_slips(office, replace(reading(rows=(decree_row(0, read),)), source={"kind": "scan"})))
    assert bool(found) is told


def test_what_a_second_reading_has_is_proposed_and_never_taken_by_itself(office):
    read, other = "Laporan kunjangan sekolah", "Laporan kunjungan sekolah"
    row = replace(decree_row(0, read, doubts=FAINT), second={"indicator": (read, other)})
    draft = staged(office, reading(rows=(row,)))
    kept, doubt = draft.rows.get(), draft.doubts.get(code="decree.text_faint")
    proposal = proposal_of(doubt, kept, known_for(draft, [doubt]))
    assert (kept.indicator, proposal.value, proposal.origin) == (read, other, "bacaan kedua")
    kept.indicator = "Laporan lain"
    assert proposal_of(doubt, kept, known_for(draft, [doubt])) is None
    take_proposal(draft=draft, by=member(office), doubt_id=doubt.pk)
    assert draft.rows.get().indicator == other


def test_a_known_text_comes_before_a_second_reading(office):
    read = "Tersusunnya laporan hasil panen rava kelurahan pada triwulan II"
    row = replace(decree_row(0, read, doubts=FAINT), second={"indicator": (read, "Tersusunnya")})
    draft = staged(office, reading(rows=(row,)))
    doubt = draft.doubts.get(code="decree.text_faint")
    assert proposal_of(doubt, draft.rows.get(), known_for(draft, [doubt])).value == OWN
