"""What the books propose for cells, taken and refused; and which measure answers an indicator."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.desk.domain.nil import say_nil
from renaksi.desk.domain.record import remove_entry
from renaksi.desk.registry import REGISTERS
from renaksi.desk.uses import uses_of_entry
from renaksi.evidence.domain.store import verify_content
from renaksi.evidence.models import Evidence
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.kernel.refusal import Refused, Stale
from renaksi.measures.models import MeasureValue
from renaksi.monitoring.domain.cells import value_words
from renaksi.monitoring.domain.offers import has_uncounted, offers_of, with_offers
from renaksi.monitoring.domain.proofs import attach_proofs
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.domain.review import verify_realisation
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.models import Outcome, Pull, Realisation
from renaksi.monitoring.proposal import Stance, source_words
from renaksi.monitoring.tasks import count_due
from renaksi.monitoring.tests.books import PARTICIPATION, ROWS, UNBUILT, Books
from renaksi.monitoring.tests.stage import FACTS
from renaksi.monitoring.tips import tip_of
from renaksi.offices.tests.factories import MembershipFactory
from renaksi.plan.binding import BY_HAND, binding_of
from renaksi.plan.domain.amend import amend_plan
from renaksi.plan.domain.bind import set_binding
from renaksi.plan.domain.kinds import set_kind
from renaksi.plan.models import Indicator

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY.isoformat())


@pytest.fixture
def books() -> Books:
    return Books()


def proofs(cell) -> list[Evidence]:
    return [proof.evidence for proof in cell.proofs.filter(removed_at__isnull=True).select_related("evidence")]


def nil(books: Books, *months: int, register: str = "events") -> None:
    for month in months:
        say_nil(register=REGISTERS[register], office=books.office, year=2026, month=month, by=books.admin)


def test_a_value_of_the_month_adds_up_since_the_planned_month_before(books: Books):
    for month in (1, 3, 3, 4, 5):
        books.event(month)
    march, may = (books.offer(books.participation, month).proposal for month in (3, 5))
    assert (march.words, march.months_words, march.missing) == ("3 kegiatan", "Januari s.d. Maret 2026", (2,))
    assert march.parts == [("Orang hadir", "30")]
    assert (may.words, may.asked, may.missing) == ("2 kegiatan", (4, 5), ())


def test_work_postponed_is_answered_for_where_it_went(books: Books):
    for month in (2, 4, 5):
        books.event(month)
    postponed = Said(outcome=Outcome.POSTPONED, reason="Belum ada anggaran.", new_month=4)
    record_realisation(indicator=books.participation, month=3, said=postponed, seen=0, by=None)
    assert books.offer(books.participation, 4).proposal.asked == (1, 2, 3, 4)
    assert books.offer(books.participation, 5).proposal.asked == (5,)
    with pytest.raises(AssertionError):
        books.offer(books.participation, 3)


def test_a_proposal_taken_is_recorded_with_its_working_and_the_books_recap(books: Books):
    books.event(4, people=25)
    books.event(5, people=7)
    cell = books.take(books.participation, 5)
    assert (cell.outcome, cell.amount, cell.done_on) == ("done", Decimal(2), date(2026, 5, 4))
    assert cell.source == "measure:events.public_participation"
    assert source_words(cell.source) == "dari Register Kegiatan"
    assert cell.narrative == (
        "Dihitung dari Register Kegiatan, April s.d. Mei 2026: 2 kegiatan. "
        "Banyaknya kegiatan yang melibatkan masyarakat. Rincian: Orang hadir 32."
    )
    (recap,) = proofs(cell)
    assert (recap.kind, recap.proves_from, recap.proves_until) == ("recap", date(2026, 4, 1), date(2026, 5, 31))
    verify_content(recap.sha256)
    pull = Pull.objects.get()
    assert (pull.decision, pull.recap, pull.months, pull.entries.count()) == ("confirmed", recap, [4, 5], 2)
    told = [sentence_of(event) for event in AuditEvent.objects.filter(what="monitoring.proposal_confirmed")]
    assert told == [
        f"{books.admin} menerima usulan Register Kegiatan untuk Mei, Jumlah kegiatan: 2 kegiatan, April s.d. Mei 2026."
    ]
    assert books.offer(books.participation, 5).stance is Stance.SAME


def test_taking_twice_is_refused_and_the_same_recap_is_kept_once(books: Books):
    books.event(3)
    seen = books.mark(books.participation, 3)
    books.take(books.participation, 3, seen)
    with pytest.raises(Stale):
        books.take(books.participation, 3, seen)
    with pytest.raises(Refused, match="sudah tercatat"):
        books.take(books.participation, 3)
    assert Evidence.objects.count() == 1


def test_nothing_known_is_not_proposed(books: Books):
    offer = books.offer(books.participation, 5)
    assert (offer.stance, offer.proposal.missing, offer.proposal.quantity) == (Stance.NONE, (4, 5), None)
    with pytest.raises(Refused, match="belum memberi nilai untuk April") as refusal:
        books.take(books.participation, 5)
    assert refusal.value.code == "monitoring.no_proposal"
    assert not Evidence.objects.exists()


def test_an_empty_month_said_is_a_fact(books: Books):
    nil(books, 4, 5)
    cell = books.take(books.participation, 5)
    assert (cell.amount, value_words(cell), cell.done_on) == (Decimal(0), "nihil", DAY)
    assert "nihil (dinyatakan nihil)" in cell.narrative


def test_what_is_not_there_was_not_carried_out_once_its_month_is_over(books: Books):
    nil(books, 1, 2, 3, 4, 5)
    over, running = books.offer(books.kick_off, 2), books.offer(books.kick_off, 5)
    assert (over.stance, over.proposal.outcome, running.stance) == (Stance.WAITING, Outcome.NOT_DONE, Stance.NONE)
    cell = books.take(books.kick_off, 2)
    assert (cell.outcome, cell.amount) == ("not_done", None)
    assert cell.reason.startswith("Dihitung dari Register Kegiatan, Januari s.d. Februari 2026: tidak ada")
    assert books.offer(books.kick_off, 2).stance is Stance.SAME


def test_what_is_there_is_there_and_what_is_not_needs_every_month_told(books: Books):
    books.event(2, kind="commitment")
    there = books.offer(books.kick_off, 2).proposal
    assert (there.words, there.missing, there.is_offered) == ("ada", (), True)
    nil(books, 3)
    set_binding(plan=books.plan, indicator_id=books.kick_off.pk, binding="events.benchlearning", by=books.admin)
    elsewhere = books.offer(books.kick_off, 2)
    assert (elsewhere.proposal.missing, elsewhere.stance) == ((1, 2), Stance.NONE)


def test_a_typed_value_the_book_agrees_with_may_be_said_to_come_from_it(books: Books):
    books.event(5)
    typed = Said(amount=Decimal(1), narrative="Dihadiri camat.")
    cell = record_realisation(indicator=books.participation, month=5, said=typed, seen=0, by=books.admin)
    cell = verify(cell, books)
    assert books.offer(books.participation, 5).stance is Stance.TYPED_SAME
    with pytest.raises(Refused, match="sudah tercatat"):
        books.refuse(books.participation, 5)
    cell = books.take(books.participation, 5)
    assert (cell.source, cell.review) == ("measure:events.public_participation", "")
    assert cell.narrative.startswith("Dihadiri camat.\nDihitung dari Register Kegiatan")
    indicator = Indicator.objects.select_related("plan").get(pk=books.participation.pk)
    assert tip_of(cell, indicator=indicator, proofs=2).startswith("1 kegiatan · dari Register Kegiatan · 4 Mei · ")


def verify(cell: Realisation, books: Books) -> Realisation:
    attach_proofs(realisation=cell, evidence=[EvidenceFactory(office=books.office)], by=books.admin)
    cell.refresh_from_db()
    checker = MembershipFactory(office=books.office, role="verifikator").user
    return verify_realisation(realisation=cell, seen=cell.version, by=checker)


def test_nothing_out_of_nothing_cannot_be_computed_and_may_be_recorded_so(books: Books):
    nil(books, 1, 2, 3, register="documents")
    proposal = books.offer(books.on_time, 3).proposal
    assert proposal.words == "tidak dapat dihitung (0 dari 0)"
    cell = books.take(books.on_time, 3)
    assert (cell.amount, cell.base, value_words(cell)) == (0, 0, "tidak dapat dihitung (0 dari 0)")


def test_a_book_that_changed_meanwhile_shows_both_values(books: Books):
    books.event(5)
    seen = books.mark(books.participation, 5)
    books.event(4)
    with pytest.raises(Stale) as stale:
        books.take(books.participation, 5, seen)
    assert "Register Kegiatan: 2 kegiatan" in stale.value.current
    assert stale.value.attempted == "Register Kegiatan: 1 kegiatan"
    assert not Evidence.objects.exists()


def test_a_cell_filled_meanwhile_is_not_overwritten(books: Books):
    books.event(5)
    seen = books.mark(books.participation, 5)
    record_realisation(indicator=books.participation, month=5, said=Said(amount=Decimal(9)), seen=0, by=books.admin)
    with pytest.raises(Stale) as stale:
        books.take(books.participation, 5, seen)
    assert "9 kegiatan" in stale.value.current
    assert books.offer(books.participation, 5).stance is Stance.DIFFERS


def test_a_book_that_changes_afterwards_offers_to_bring_the_cell_up(books: Books):
    books.event(5)
    cell = books.take(books.participation, 5)
    first = proofs(cell)
    own = Said(amount=cell.amount, done_on=cell.done_on, narrative=f"Dihadiri camat.\n{cell.narrative}")
    record_realisation(indicator=books.participation, month=5, said=own, seen=cell.version, by=books.admin)
    entry = books.event(4)
    assert books.offer(books.participation, 5).stance is Stance.CHANGED
    cell = books.take(books.participation, 5)
    assert cell.amount == 2
    assert cell.narrative.startswith("Dihadiri camat.\nDihitung dari")
    assert cell.narrative.count("Dihitung dari") == 1
    assert len(proofs(cell)) == 1
    assert proofs(cell) != first
    remove_entry(register=REGISTERS["events"], entry=entry, reason="Ganda.", by=books.admin)
    again = books.take(books.participation, 5)
    assert (again.amount, proofs(again)) == (Decimal(1), first)


def test_a_refused_value_is_not_offered_again_until_it_changes(books: Books):
    books.event(5)
    pull = books.refuse(books.participation, 5)
    assert (pull.reason, pull.amount) == ("Bukan kegiatan kami.", 1)
    assert books.offer(books.participation, 5).stance is Stance.REJECTED
    assert not offers_waiting(books)
    with pytest.raises(Refused, match="sudah ditolak"):
        books.refuse(books.participation, 5)
    books.event(5)
    assert books.offer(books.participation, 5).stance is Stance.WAITING
    told = sentence_of(AuditEvent.objects.get(what="monitoring.proposal_rejected"))
    assert told == (
        f"{books.admin} menolak usulan Register Kegiatan untuk Mei, Jumlah kegiatan: 1 kegiatan. Alasan: Bukan kegiatan kami."
    )


def test_refusing_needs_a_reason_and_taking_after_all_stays_possible(books: Books):
    books.event(5)
    with pytest.raises(Refused) as refusal:
        books.refuse(books.participation, 5, " ")
    assert refusal.value.field == "reason"
    books.refuse(books.participation, 5)
    assert books.take(books.participation, 5).amount == 1


def offers_waiting(books: Books) -> dict[tuple[int, int], str]:
    found = {}
    for line in with_offers(year_sheet(books.plan, DAY)).lines:
        found |= {(line.indicator.pk, month): tip for month, tip in line.offers.items()}
    return found


def test_the_years_offers_are_read_in_two_queries(books: Books, django_assert_num_queries):
    for month in (3, 4, 5):
        books.event(month)
        books.event(month, kind="commitment")
    for month in (3, 5):
        books.offer(books.participation, month)
        books.offer(books.kick_off, 2)
    assert offers_waiting(books)[books.participation.pk, 5] == "Buku mengusulkan: 2 kegiatan"
    sheet = year_sheet(books.plan, DAY)
    with django_assert_num_queries(2):
        offers = offers_of(sheet)
    assert [(offer.line.indicator.text, offer.month) for offer in offers] == [
        ("Kick off", 5), ("Jumlah kegiatan", 3), ("Jumlah kegiatan", 5),
    ]  # fmt: skip


def test_a_book_nobody_opened_is_counted_once_an_entry_is_written(books: Books):
    from renaksi.measures.tasks import count_stale

    books.event(3)
    count_stale.func(books.office.pk)
    months = MeasureValue.objects.filter(office=books.office, key="events.public_participation")
    assert sorted(months.values_list("month", flat=True)) == [3, 4, 5]
    assert (books.participation.pk, 3) in offers_waiting(books)


def test_an_indicator_is_bound_by_its_code_by_choice_or_not_at_all(books: Books):
    assert binding_of(books.participation).key == "events.public_participation"
    assert binding_of(books.typed).key == ""
    unbuilt = binding_of(Indicator(binding=UNBUILT))
    assert (unbuilt.measure, unbuilt.register) == (None, "nowhere")
    set_binding(plan=books.plan, indicator_id=books.participation.pk, binding=BY_HAND, by=books.admin)
    set_binding(plan=books.plan, indicator_id=books.typed.pk, binding="events.public_participation", by=books.admin)
    books.participation.refresh_from_db()
    books.typed.refresh_from_db()
    assert binding_of(books.participation).key == ""
    books.event(5)
    assert books.take(books.typed, 5).amount == 1
    told = sentence_of(AuditEvent.objects.filter(what="plan.bound").latest("number"))
    assert told.endswith("“Jumlah rapat” dari diisi sendiri menjadi Register Kegiatan: Partisipasi masyarakat.")


@pytest.mark.parametrize(
    ("binding", "code"),
    [("", "plan.unchanged"), ("events.nothing", "plan.measure_unknown"), ("events.benchlearning", "plan.measure_kind")],
)
def test_a_binding_that_does_not_fit_is_refused(books: Books, binding: str, code: str):
    with pytest.raises(Refused) as refusal:
        set_binding(plan=books.plan, indicator_id=books.participation.pk, binding=binding, by=books.admin)
    assert refusal.value.code == code


def test_a_measure_of_another_kind_is_not_proposed(books: Books):
    books.event(5)
    set_kind(plan=books.plan, indicator_id=books.participation.pk, kind="index", by=books.admin)
    offer = books.offer(books.participation, 5)
    assert (offer.stance, offer.proposal.fits) == (Stance.NONE, False)


def test_bindings_and_decisions_follow_an_amendment(books: Books):
    books.event(5)
    set_binding(plan=books.plan, indicator_id=books.typed.pk, binding="events.public_participation", by=books.admin)
    books.take(books.typed, 5)
    new = amend_plan(
        plan=books.plan, facts=FACTS, rows=[ROWS[3], ROWS[2]], pairs={3: 0, 2: 1}, by=books.admin, summary="dua dihapus"
    )
    row = new.indicators.select_related("plan__office", "sub_activity__activity__area").get(text="Jumlah rapat")
    assert row.binding == "events.public_participation"
    assert Pull.objects.get().indicator_id == row.pk
    assert books.offer(row, 5).stance is Stance.SAME


def test_an_entry_knows_the_cells_it_stands_behind(books: Books):
    entry = books.event(5)
    assert uses_of_entry("events", entry.pk) == []
    cell = books.take(books.participation, 5)
    (use,) = uses_of_entry("events", entry.pk)
    assert (use.title, use.place, use.value) == ("Jumlah kegiatan", "Mei 2026", "1 kegiatan")
    assert use.address == books.address(books.participation, 5)
    typed = Said(amount=Decimal(8))
    record_realisation(indicator=books.participation, month=5, said=typed, seen=cell.version, by=books.admin)
    assert uses_of_entry("events", entry.pk) == []


def test_the_template_code_of_the_stage_is_the_one_meant():
    assert binding_of(Indicator(catalogue_code=PARTICIPATION)).key == "events.public_participation"


def test_a_page_has_counted_what_a_new_month_brings(books: Books, client: Client):
    """What looks back over the year has a value for a month in which nobody touched the book."""
    nil(books, 1, 2, 3, 4, 5, register="documents")
    client.force_login(books.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    board = f"/satker/{books.office.code}/rencana/2026/"
    for _ in range(3):
        client.get(board)
    waiting = DBTaskResult.objects.filter(task_path="renaksi.monitoring.tasks.count_due")
    assert [job.args_kwargs["args"] for job in waiting] == [[books.plan.pk]]
    count_due.func(books.plan.pk)
    assert MeasureValue.objects.filter(key="documents.performance_report_on_time_share").count() == 5
    assert not has_uncounted(year_sheet(books.plan, DAY))
    assert (books.on_time.pk, 3) in offers_waiting(books)
    assert has_uncounted(year_sheet(books.plan, date(2026, 6, 1)))
