"""From draft to plan on the real database, and the draft as the screens ask for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from renaksi import intake
from renaksi.audit import sentences
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.intake.commands import adopt_file
from renaksi.intake.domain.adopt import adopt_draft, adoption_hindrances
from renaksi.intake.domain.begin import draft_typed
from renaksi.intake.domain.doubts import accept_doubts
from renaksi.intake.domain.facts import set_fact, set_year
from renaksi.intake.domain.months import toggle_month
from renaksi.intake.domain.review import (
    head_doubts,
    history,
    open_drafts,
    review_rows,
    review_summary,
)
from renaksi.intake.domain.rows import remove_rows
from renaksi.intake.domain.undo import undo_last
from renaksi.intake.models import Doubt, Draft, DraftState
from renaksi.intake.tests.samples_of_readings import (
    ALL,
    DECREE_ROWS,
    FACTS,
    ROWS,
    decree_file,
    decree_row,
    reading,
    staged,
)
from renaksi.kernel.problem import Problem
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import OfficeKind
from renaksi.offices.tests.factories import OfficeFactory, UserFactory, member
from renaksi.plan.commands import plan_json
from renaksi.plan.domain.table import plan_facts, plan_rows
from renaksi.plan.models import Plan
from renaksi.plan.provenance import excerpt_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory(name="KPU Kota Contoh", code="9999", kind=OfficeKind.CITY)


@pytest.fixture
def user():
    return UserFactory(full_name="SITI TELITI")


@pytest.fixture
def draft(office):
    return staged(office)


def refused(verb, **asked) -> Refused:
    with pytest.raises(Refused) as refusal:
        verb(**asked)
    return refusal.value


def test_a_draft_with_open_doubts_is_not_adopted(draft, user):
    why = refused(adopt_draft, draft=draft, by=user)
    assert (why.code, why.text) == (
        "intake.doubts_open",
        "Masih ada 3 keraguan yang belum diputuskan. Yang pertama: Periksa months.",
    )
    assert adoption_hindrances(draft) == [why.text]
    assert not Plan.objects.exists()


def test_a_reviewed_draft_becomes_the_plan_with_the_rows_as_they_stand(draft, user, office):
    accept_doubts(draft=draft, by=user)
    assert adoption_hindrances(draft) == []
    plan = adopt_draft(draft=draft, by=user)
    assert plan_rows(plan) == [row.row for row in ROWS]
    assert plan_facts(plan) == FACTS
    draft.refresh_from_db()
    assert (draft.state, draft.plan, plan.year, plan.adopted_by) == (DraftState.ADOPTED, plan, 2026, user)
    told = [sentence_of(event) for event in AuditEvent.objects.filter(what__endswith=".adopted").order_by("number")]
    assert told == [
        "SITI TELITI menerapkan Rencana Aksi KPU Kota Contoh Tahun 2026: 6 baris, nomor keputusan 19TAHUN2026.",
        "SITI TELITI menyelesaikan telaah Rancangan Rencana Aksi KPU Kota Contoh Tahun 2026; "
        "3 keraguan diterima apa adanya.",
    ]
    assert refused(adopt_draft, draft=draft, by=user).code == "intake.draft_closed"
    assert refused(undo_last, draft=draft, by=user).code == "intake.draft_closed"
    assert adoption_hindrances(draft) == ["Rancangan ini tidak sedang ditelaah."]


def test_doubts_can_be_accepted_with_the_adoption(draft, user):
    plan = adopt_draft(draft=draft, by=user, accept_doubts=True)
    assert plan.state == "adopted"
    assert {(doubt.state, doubt.settled_by_label) for doubt in Doubt.objects.all()} == {("accepted", "SITI TELITI")}


def test_a_refused_adoption_leaves_the_doubts_open(draft, user, office):
    adopt_draft(draft=staged(office), by=user, accept_doubts=True)
    why = refused(adopt_draft, draft=draft, by=user, accept_doubts=True)
    assert why.code == "plan.exists"
    assert {doubt.state for doubt in draft.doubts.all()} == {"open"}
    assert Draft.objects.get(pk=draft.pk).state == DraftState.REVIEW
    accept_doubts(draft=draft, by=user)
    assert adoption_hindrances(draft) == []  # it may still amend the plan


def test_the_years_must_agree_and_every_row_must_say_something(office, user):
    draft = staged(office, year=2025)
    accept_doubts(draft=draft, by=user)
    assert refused(adopt_draft, draft=draft, by=user).code == "plan.year_differs"
    draft = set_year(draft=draft, by=user, year=2026).draft
    assert adoption_hindrances(draft) == []
    empty = draft_typed(office=office, year=2026, by=user)
    accept_doubts(draft=empty, by=user)
    assert refused(adopt_draft, draft=empty, by=user).code == "intake.row_empty"
    remove_rows(draft=empty, by=user, row_ids=[empty.rows.get().pk], reason="Kosong")
    assert refused(adopt_draft, draft=empty, by=user).code == "plan.no_rows"
    nameless = staged(
        office, reading(Problem("decree.year_missing", "Tahun?", None, "year"), facts=type(FACTS)(number="1"))
    )
    accept_doubts(draft=nameless, by=user)
    assert refused(adopt_draft, draft=nameless, by=user).code == "intake.year_missing"
    set_fact(draft=nameless, by=user, field="year", value="2026")
    assert adopt_draft(draft=nameless, by=user).year == 2026


def many(office, count: int) -> Draft:
    rows = tuple(
        decree_row(n, f"Indikator {n}", area=f"Area {n // 25}", activity=f"Kegiatan {n // 5}", sub=f"Sub {n // 2}",
                   doubts=(("decree.text_cut", "indicator"),) if n % 3 == 0 else ())
        for n in range(count)
    )  # fmt: skip
    return staged(office, reading(rows=rows))


def test_the_review_asks_the_same_few_queries_for_any_number_of_rows(office, django_assert_num_queries):
    for draft in (many(office, 6), many(office, 200)):
        with django_assert_num_queries(2):
            summary = review_summary(draft)
        with django_assert_num_queries(2):
            groups = review_rows(draft)
            assert sum(group.span for group in groups) == summary.rows
            for group in groups:
                for row in group.all_rows:
                    assert all(doubt.row.indicator and doubt.row.draft.office for doubt in row.doubts)
    with django_assert_num_queries(3):
        assert len(open_drafts(office)) == 2


def test_the_summary_counts(draft, user):
    summary = review_summary(draft)
    assert (summary.rows, summary.areas, summary.rows_without_months) == (6, 2, 1)
    assert summary.sentence == "0 dari 3 keraguan selesai"
    assert [(kind.code, kind.label, kind.all, kind.open) for kind in summary.kinds] == [
        ("decree.month_drifted", "bulan bergeser", 1, 1),
        ("decree.text_cut", "teks terpotong", 2, 2),
    ]
    accept_doubts(draft=draft, by=user, code="decree.text_cut")
    summary = open_drafts(draft.office)[0]
    assert (summary.sentence, summary.doubts_open, summary.doubts_accepted) == ("2 dari 3 keraguan selesai", 1, 2)


def test_rows_are_grouped_as_in_the_decree_and_filtered(draft):
    groups = review_rows(draft)
    assert [(group.shown, group.span) for group in groups] == [("1. Manajemen Perubahan", 5), ("1. Penataan", 1)]
    subs = groups[0].groups[0].groups
    assert [(sub.level, sub.text, len(sub.rows)) for sub in subs] == [
        ("sub_activity", "Rapat", 3),
        ("sub_activity", "Monitoring", 2),
    ]
    assert subs[1].row_ids == list(draft.rows.filter(sub_activity="Monitoring").values_list("pk", flat=True))
    assert groups[0].open_doubts == 3

    def shown(**filters) -> list[int]:
        return [row.number for group in review_rows(draft, **filters) for row in group.all_rows]

    assert shown(only_doubted=True) == [2, 3, 4]
    assert shown(code="decree.text_cut") == [3, 4]
    assert shown(area="Penataan") == [6]
    assert shown(text="notulen") == [3]
    assert shown(area="1", only_doubted=True, text="laporan") == [4]


def test_doubts_of_the_decree_belong_to_no_row(office):
    whole = Problem("decree.page_lost", "Halaman hilang.", 99)
    date = Problem("decree.date_missing", "Tanggal?", None, "date")
    draft = staged(office, reading(whole, date))
    assert [doubt.code for doubt in head_doubts(draft)] == ["decree.page_lost", "decree.date_missing"]


def test_the_history_tells_what_was_done_and_undone(draft, user):
    row = draft.rows.first()
    toggle_month(draft=draft, by=user, row_id=row.pk, month=5)
    toggle_month(draft=draft, by=user, row_id=row.pk, month=6)
    undo_last(draft=draft, by=user)
    assert history(draft) == ["Juni ditambahkan pada baris 1. (dibatalkan)", "Mei ditambahkan pada baris 1."]


@pytest.fixture
def file(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "keputusan.txt"
    path.write_bytes(decree_file())
    return path


def test_a_file_is_adopted_from_the_command_line_and_printed_as_read(office, file):
    plan = adopt_file(file, office_code="9999", year=2026, accept_doubts=True)
    assert [row.indicator for row in plan_rows(plan)] == [row.indicator for row in DECREE_ROWS]
    assert plan_json("9999", 2026)["decree"]["work_unit"] == "KPU Kota Contoh"
    assert AuditEvent.objects.get(what="plan.adopted").actor == "baris perintah"
    assert refused(adopt_file, path=file, office_code="9999", year=2026).code == "plan.exists"


def test_a_plans_row_leads_back_to_its_lines_in_the_file(office, file):
    plan = adopt_file(file, office_code="9999", year=2026, accept_doubts=True)
    excerpt = excerpt_of(plan.indicators.get(position=3))
    assert excerpt.name == "keputusan.txt"
    assert dict(excerpt.lines)[excerpt.hit].split("\t")[4] == DECREE_ROWS[3].indicator


@pytest.mark.parametrize("package", ["intake", "plan"])
def test_every_event_has_its_sentence(package):
    folder = Path(intake.__file__).parents[1] / package
    told = {what for path in folder.rglob("*.py") for what in re.findall(r'what="([a-z_.]+)"', path.read_text())}
    assert told
    assert told <= set(sentences._SENTENCES)


def test_what_is_wrong_on_the_command_line_is_refused(office, file, tmp_path):
    asked = {"path": file, "office_code": "9999", "year": 2026, "accept_doubts": True}
    reader, elsewhere = member(office, "pembaca"), member(OfficeFactory(), "administrator")
    novel = tmp_path / "novel.txt"
    novel.write_text("Pada suatu hari di sebuah desa. " * 200)
    for change, code in (
        ({"office_code": "0000"}, "intake.office_unknown"),
        ({"by_username": "tidak.ada"}, "intake.user_unknown"),
        ({"by_username": reader.username}, "intake.user_may_not"),
        ({"by_username": elsewhere.username}, "intake.user_may_not"),
        ({"path": tmp_path / "tiada"}, "intake.file_missing"),
        ({"path": novel}, "intake.unreadable"),
        ({"year": 2025}, "plan.year_differs"),
    ):
        assert refused(adopt_file, **(asked | change)).code == code
    director = member(office, "pengarah", full_name="DEWI TELADANI")
    assert adopt_file(**asked, by_username=director.username).adopted_by == director


def test_real_decrees_are_adopted_as_they_are_read(shared, settings, tmp_path):
    from renaksi.intake.read import read_decree

    settings.MEDIA_ROOT = tmp_path
    for path in sorted((shared / "seeds").glob("*.txt")):
        read = read_decree(path.read_bytes(), path.name)
        office = OfficeFactory(name=read.decree.work_unit)
        plan = adopt_file(path, office_code=office.code, year=read.decree.year, accept_doubts=True)
        assert plan_rows(plan) == [row.row for row in read.rows]
        assert plan_facts(plan) == read.decree


def test_rows_that_inherit_all_are_the_readings_own(draft):
    assert draft.rows.get(position=1).inherited == list(ALL)
