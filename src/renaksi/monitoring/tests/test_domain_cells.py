"""The verbs on a cell: recorded, changed, proved, taken back, checked; and everything they refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from renaksi.audit.models import AuditEvent
from renaksi.evidence.domain.withdraw import withdraw_evidence
from renaksi.evidence.tests.factories import EvidenceFactory, WithdrawnFactory
from renaksi.evidence.uses import uses_of
from renaksi.kernel.quantity import Kind
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.domain.history import history_of
from renaksi.monitoring.domain.many import CellSaid, ManyRefused, record_many
from renaksi.monitoring.domain.proofs import attach_proofs, remove_proof
from renaksi.monitoring.domain.record import Said, clear_realisation, record_realisation, restore_realisation
from renaksi.monitoring.domain.review import return_realisation, verify_realisation
from renaksi.monitoring.domain.sheet import line_of
from renaksi.monitoring.models import Proof, Realisation
from renaksi.monitoring.tests.stage import Stage
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.domain.kinds import set_kind
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.kinds import kind_of

pytestmark = pytest.mark.django_db
DONE = Said(done_on=date(2026, 5, 4), narrative="Sudah ditetapkan.")


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def stage() -> Stage:
    return Stage()


def refused(deed: Callable[[], object]) -> tuple[str, str]:
    """The code and field of the refusal."""
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.code, caught.value.field


def told(stage: Stage) -> list[str]:
    """What the trail says of cells, oldest first."""
    events = AuditEvent.objects.filter(chain=f"office:{stage.office.pk}", what__startswith="monitoring.")
    return [event.what.removeprefix("monitoring.") for event in events.order_by("number")]


def test_recording_an_empty_cell_keeps_it_with_its_proofs(stage: Stage) -> None:
    piece = EvidenceFactory(office=stage.office, title="Surat keputusan")
    cell = record_realisation(
        indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin, evidence=[piece, piece]
    )
    cell.refresh_from_db()
    assert (cell.outcome, cell.kind, cell.amount, cell.done_on) == ("done", "presence", 1, date(2026, 5, 4))
    assert (cell.recorded_by, cell.changed_by, cell.narrative) == (stage.admin, stage.admin, "Sudah ditetapkan.")
    assert [proof.evidence for proof in cell.proofs.all()] == [piece]
    assert told(stage) == ["recorded", "proof_attached"]
    assert history_of(stage.office, stage.presence, 5)[0][1] == (
        f"{stage.admin} melampirkan bukti “Surat keputusan” pada Mei, Surat keputusan tim."
    )


@pytest.mark.parametrize(
    ("which", "said", "words"),
    [
        ("count", Said(amount=Decimal(3)), "3"),
        ("share", Said(amount=Decimal(18), base=Decimal(20)), "18 dari 20 (90 %)"),
        ("share", Said(amount=Decimal(0), base=Decimal(0)), "tidak dapat dihitung (0 dari 0)"),
        ("index", Said(amount=Decimal("3.45"), base=Decimal(120)), "3,45 dari 120 responden"),
        ("trend", Said(amount=Decimal(2), base=Decimal(5)), "2, sebelumnya 5 (turun 3)"),
    ],
)
def test_each_kind_keeps_its_numbers(stage: Stage, which: str, said: Said, words: str) -> None:
    indicator = getattr(stage, which)
    cell = record_realisation(indicator=indicator, month=4, said=said, seen=0, by=stage.admin)
    cell.refresh_from_db()
    assert cell.quantity is not None
    assert cell.quantity.words() == words
    assert history_of(stage.office, indicator, 4)[0][1].endswith(f": {words}.")


@pytest.mark.parametrize(
    ("which", "month", "said", "code", "field"),
    [
        ("presence", 13, DONE, "monitoring.no_such_month", ""),
        ("presence", 5, Said(outcome="perhaps"), "monitoring.outcome_unknown", "outcome"),
        ("presence", 5, Said(done_on=date(2026, 5, 21)), "monitoring.done_in_future", "done_on"),
        ("presence", 5, Said(done_on=date(2025, 12, 31)), "monitoring.done_outside_year", "done_on"),
        ("presence", 5, Said(narrative="u" * 4001), "monitoring.narrative_too_long", "narrative"),
        ("presence", 5, Said(outcome="not_done", reason=" "), "monitoring.reason_missing", "reason"),
        ("presence", 5, Said(outcome="not_done", reason="a" * 1001), "monitoring.reason_too_long", "reason"),
        ("presence", 4, Said(outcome="not_done", reason="Ada"), "monitoring.not_scheduled", "outcome"),
        ("index", 6, Said(outcome="not_done", reason="Ada"), "monitoring.not_begun", "outcome"),
        ("presence", 2, Said(outcome="postponed", reason="Ada"), "monitoring.new_month_missing", "new_month"),
        ("presence", 2, Said(outcome="postponed", reason="Ada", new_month=2), "monitoring.new_month_not_later", "new_month"),
        ("presence", 5, Said(outcome="postponed", reason="Ada", new_month=13), "monitoring.new_month_not_later", "new_month"),
        ("presence", 2, Said(outcome="postponed", reason="Ada", new_month=5), "monitoring.new_month_taken", "new_month"),
        ("count", 5, Said(), "quantity.missing", "amount"),
        ("count", 5, Said(amount=Decimal("1.5")), "quantity.not_whole", "amount"),
        ("count", 5, Said(amount=Decimal("1e30")), "quantity.too_large", "amount"),
        ("count", 5, Said(amount=Decimal("NaN")), "quantity.too_large", "amount"),
        ("share", 5, Said(amount=Decimal(3)), "quantity.missing", "base"),
        ("share", 5, Said(amount=Decimal(3), base=Decimal(2)), "quantity.part_too_large", "amount"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    stage: Stage, which: str, month: int, said: Said, code: str, field: str
) -> None:
    def deed() -> object:
        return record_realisation(indicator=getattr(stage, which), month=month, said=said, seen=0, by=stage.admin)

    assert refused(deed) == (code, field)
    assert not Realisation.objects.exists()
    assert told(stage) == []


def test_not_done_keeps_the_reason_and_no_value(stage: Stage) -> None:
    said = Said(outcome="not_done", amount=Decimal(3), reason=" Anggaran dialihkan. ", done_on=date(2026, 2, 2))
    cell = record_realisation(indicator=stage.count, month=2, said=said, seen=0, by=stage.admin)
    cell.refresh_from_db()
    assert (cell.kind, cell.amount, cell.done_on, cell.reason) == ("", None, None, "Anggaran dialihkan.")


def test_a_month_can_be_postponed_on_but_not_to_a_month_that_has_its_own(stage: Stage) -> None:
    said = Said(outcome="postponed", reason="Menunggu pedoman", new_month=7)
    record_realisation(indicator=stage.presence, month=5, said=said, seen=0, by=stage.admin)
    again = Said(outcome="postponed", reason="Belum terbit", new_month=9)
    moved = record_realisation(indicator=stage.presence, month=7, said=again, seen=0, by=stage.admin)
    assert moved.new_month == 9
    assert refused(
        lambda: record_realisation(
            indicator=stage.presence, month=2, said=replace(said, new_month=9), seen=0, by=stage.admin
        )
    ) == ("monitoring.new_month_taken", "new_month")


def test_work_done_in_january_next_year_still_counts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2027-02-03")
    said = Said(done_on=date(2027, 1, 31))
    assert record_realisation(indicator=stage.presence, month=12, said=said, seen=0, by=None).done_on == said.done_on
    late = Said(done_on=date(2027, 2, 1))
    assert refused(
        lambda: record_realisation(indicator=stage.presence, month=11, said=late, seen=0, by=None)
    ) == ("monitoring.done_outside_year", "done_on")  # fmt: skip


def test_a_change_tells_what_changed_and_a_stale_one_shows_both(stage: Stage) -> None:
    cell = record_realisation(indicator=stage.count, month=2, said=Said(amount=Decimal(3)), seen=0, by=stage.admin)
    other = stage.person("pelaksana")
    record_realisation(
        indicator=stage.count, month=2, said=Said(amount=Decimal(4), narrative="Dengan notula"), seen=1, by=other
    )
    assert history_of(stage.office, stage.count, 2)[0][1] == (
        f"{other} mengubah Februari, Jumlah rapat: 3, tanpa uraian menjadi 4, uraian “Dengan notula”."
    )
    with pytest.raises(Stale) as caught:
        record_realisation(indicator=stage.count, month=2, said=Said(amount=Decimal(9)), seen=1, by=stage.admin)
    assert caught.value.current == f"Terlaksana: 4\nUraian: Dengan notula\nBukti: 0\nOleh: {other}"
    assert caught.value.attempted == "Terlaksana: 9"
    cell.refresh_from_db()
    assert (cell.amount, cell.version, cell.recorded_by, cell.changed_by) == (4, 2, stage.admin, other)


def test_saving_what_stands_there_writes_nothing(stage: Stage) -> None:
    said = Said(amount=Decimal(3), narrative="Tiga rapat")
    record_realisation(indicator=stage.count, month=2, said=said, seen=0, by=stage.admin)
    again = record_realisation(indicator=stage.count, month=2, said=said, seen=1, by=stage.admin)
    assert again.version == 1
    assert told(stage) == ["recorded"]


def test_an_empty_cell_recorded_meanwhile_is_stale(stage: Stage) -> None:
    record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin)
    assert refused(
        lambda: record_realisation(indicator=stage.presence, month=5, said=Said(narrative="Lain"), seen=0, by=None)
    ) == ("kernel.stale", "outcome")


def test_foreign_and_withdrawn_evidence_proves_nothing(stage: Stage) -> None:
    for piece, code in (
        (EvidenceFactory(office=OfficeFactory()), "monitoring.evidence_unknown"),
        (WithdrawnFactory(office=stage.office), "monitoring.evidence_withdrawn"),
    ):

        def deed(piece: object = piece) -> object:
            return record_realisation(
                indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin, evidence=[piece]
            )

        assert refused(deed) == (code, "evidence")
    assert not Realisation.objects.exists()


def test_proofs_are_attached_once_and_taken_off(stage: Stage) -> None:
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin)
    piece = EvidenceFactory(office=stage.office)
    [proof] = attach_proofs(realisation=cell, evidence=[piece], by=stage.admin)
    assert attach_proofs(realisation=cell, evidence=[piece], by=stage.admin) == []
    assert [use.place for use in uses_of([piece])[piece.pk]] == ["Manajemen Perubahan › Tim"]
    assert uses_of([piece])[piece.pk][0].address == stage.address(stage.presence, 5)
    remove_proof(proof=proof, by=stage.admin)
    assert uses_of([piece]) == {}
    assert refused(lambda: remove_proof(proof=proof, by=stage.admin))[0] == "monitoring.proof_removed"
    assert len(attach_proofs(realisation=cell, evidence=[piece], by=stage.admin)) == 1
    assert told(stage) == ["recorded", "proof_attached", "proof_removed", "proof_attached"]


def test_uses_cost_a_query_for_cells_and_one_for_entries(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pieces = [EvidenceFactory(office=stage.office) for _ in range(4)]
    for month in (2, 5):
        record_realisation(indicator=stage.presence, month=month, said=Said(), seen=0, by=None, evidence=pieces)
    with django_assert_num_queries(2):
        found = uses_of(pieces)
    assert {len(uses) for uses in found.values()} == {2}


def test_taken_back_and_brought_back(stage: Stage) -> None:
    piece = EvidenceFactory(office=stage.office)
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin, evidence=[piece])
    assert refused(lambda: clear_realisation(realisation=cell, seen=cell.version, reason=" ", by=None)) == (
        "plan.reason_missing", "reason",
    )  # fmt: skip
    assert (
        refused(lambda: clear_realisation(realisation=cell, seen=cell.version - 1, reason="Keliru", by=None))[0]
        == "kernel.stale"
    )
    clear_realisation(realisation=cell, seen=cell.version, reason="Keliru", by=stage.admin)
    assert (
        refused(lambda: clear_realisation(realisation=cell, seen=cell.version, reason="Lagi", by=None))[0]
        == "monitoring.cleared"
    )
    assert refused(lambda: attach_proofs(realisation=cell, evidence=[piece], by=None))[0] == "monitoring.cleared"
    assert uses_of([piece]) == {}
    back = restore_realisation(realisation=cell, by=stage.admin)
    assert (back.is_cleared, back.narrative) == (False, "Sudah ditetapkan.")
    assert refused(lambda: restore_realisation(realisation=cell, by=None))[0] == "monitoring.not_cleared"
    assert told(stage)[-2:] == ["cleared", "restored"]


def test_recording_over_what_was_taken_back_starts_afresh(stage: Stage) -> None:
    piece = EvidenceFactory(office=stage.office)
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin, evidence=[piece])
    clear_realisation(realisation=cell, seen=cell.version, reason="Keliru", by=stage.admin)
    other = stage.person("pelaksana")
    anew = record_realisation(indicator=stage.presence, month=5, said=Said(narrative="Baru"), seen=0, by=other)
    assert (anew.pk, anew.recorded_by, anew.narrative, anew.is_cleared) == (cell.pk, other, "Baru", False)
    assert not anew.proofs.filter(removed_at__isnull=True).exists()


def test_another_person_verifies_what_is_proven(stage: Stage) -> None:
    recorder, verifier = stage.person("pelaksana"), stage.person("verifikator")
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=recorder)
    assert (
        refused(lambda: verify_realisation(realisation=cell, seen=cell.version, by=verifier))[0]
        == "monitoring.unproven"
    )
    [proof] = attach_proofs(realisation=cell, evidence=[EvidenceFactory(office=stage.office)], by=recorder)
    assert refused(lambda: verify_realisation(realisation=cell, seen=1, by=verifier))[0] == "kernel.stale"
    assert refused(lambda: verify_realisation(realisation=cell, seen=2, by=recorder))[0] == "monitoring.own"
    done = verify_realisation(realisation=cell, seen=2, by=verifier)
    assert (done.review, done.reviewed_by, done.changed_by) == ("verified", verifier, recorder)
    assert refused(lambda: verify_realisation(realisation=cell, seen=3, by=verifier))[0] == "monitoring.verified"
    remove_proof(proof=proof, by=recorder)
    cell.refresh_from_db()
    assert cell.review == ""


def test_verified_work_is_checked_again_when_other_evidence_takes_the_place_of_what_was_withdrawn(stage: Stage) -> None:
    first, second, third = (EvidenceFactory(office=stage.office) for _ in range(3))
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin, evidence=[first])
    checked = verify_realisation(realisation=cell, seen=2, by=stage.person("verifikator"))
    attach_proofs(realisation=checked, evidence=[second], by=stage.admin)
    assert Realisation.objects.get().review == "verified"
    for piece in (first, second):
        withdraw_evidence(evidence=piece, reason="Salah unggah.", by=stage.admin)
    assert line_of(stage.presence, date(2026, 5, 20)).status(5) == "unproven"
    attach_proofs(realisation=checked, evidence=[third], by=stage.admin)
    assert Realisation.objects.get().review == ""
    assert line_of(stage.presence, date(2026, 5, 20)).status(5) == "done"


def test_neither_who_recorded_nor_who_last_changed_reviews(stage: Stage) -> None:
    first, second = stage.person("administrator"), stage.person("administrator")
    record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=first)
    cell = record_realisation(indicator=stage.presence, month=5, said=Said(narrative="Lebih rinci"), seen=1, by=second)
    for person in (first, second):
        assert (
            refused(lambda by=person: return_realisation(realisation=cell, seen=2, reason="Kurang", by=by))[0]
            == "monitoring.own"
        )


def test_returned_work_is_sent_again_by_saving(stage: Stage) -> None:
    recorder, verifier = stage.person("pelaksana"), stage.person("verifikator")
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=recorder)
    assert refused(lambda: return_realisation(realisation=cell, seen=1, reason=" ", by=verifier)) == (
        "monitoring.reason_missing", "reason",
    )  # fmt: skip
    back = return_realisation(realisation=cell, seen=1, reason="Lampirkan salinan keputusan", by=verifier)
    assert (back.review, back.review_note, back.version) == ("returned", "Lampirkan salinan keputusan", 2)
    piece = EvidenceFactory(office=stage.office)
    again = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=2, by=recorder, evidence=[piece])
    assert (again.review, again.review_note, again.reviewed_by) == ("", "", None)
    assert told(stage) == ["recorded", "returned", "resent", "proof_attached"]
    assert "Lampirkan salinan keputusan" in history_of(stage.office, stage.presence, 5)[2][1]


def test_only_work_carried_out_is_verified(stage: Stage) -> None:
    said = Said(outcome="not_done", reason="Tidak ada anggaran")
    cell = record_realisation(indicator=stage.presence, month=2, said=said, seen=0, by=stage.admin)
    verifier = stage.person("verifikator")
    assert refused(lambda: verify_realisation(realisation=cell, seen=1, by=verifier))[0] == "monitoring.not_done"


def test_many_cells_are_recorded_together_or_not_at_all(stage: Stage) -> None:
    piece = EvidenceFactory(office=stage.office)
    record_realisation(indicator=stage.count, month=5, said=Said(amount=Decimal(1)), seen=0, by=None)
    cells = [
        CellSaid(stage.presence, 5, DONE),
        CellSaid(stage.count, 5, Said(amount=Decimal(2)), seen=0),
        CellSaid(stage.share, 5, Said(amount=Decimal(3))),
    ]
    with pytest.raises(ManyRefused) as caught:
        record_many(plan=stage.plan, cells=cells, evidence=[piece], by=stage.admin)
    assert caught.value.text.startswith("Mei, Jumlah rapat: ")
    codes = {key: refusal.code for key, refusal in caught.value.by_cell.items()}
    assert codes == {(stage.count.pk, 5): "kernel.stale", (stage.share.pk, 5): "quantity.missing"}
    assert Realisation.objects.count() == 1
    cells[1:] = [
        replace(cells[1], seen=1), replace(cells[2], said=Said(amount=Decimal(3), base=Decimal(4))),
    ]  # fmt: skip
    assert len(record_many(plan=stage.plan, cells=cells, evidence=[piece], by=stage.admin)) == 3
    assert Proof.objects.filter(evidence=piece).count() == 3
    assert refused(lambda: record_many(plan=stage.plan, cells=[], by=None))[0] == "monitoring.nothing_said"


def test_a_plan_with_recordings_is_not_taken_back(stage: Stage) -> None:
    cell = record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin)
    with pytest.raises(Refused, match="1 catatan realisasi"):
        withdraw_plan(plan=stage.plan, reason="Keliru", by=stage.admin)
    clear_realisation(realisation=cell, seen=1, reason="Keliru", by=stage.admin)
    withdraw_plan(plan=stage.plan, reason="Keliru", by=stage.admin)
    assert refused(
        lambda: record_realisation(indicator=stage.presence, month=5, said=DONE, seen=0, by=stage.admin)
    ) == ("plan.withdrawn", "")  # fmt: skip


def test_the_kind_is_a_persons_choice(stage: Stage) -> None:
    assert kind_of(stage.presence) is Kind.PRESENCE
    changed = set_kind(
        plan=stage.plan, indicator_id=stage.presence.pk, kind="count", unit=" keputusan ", by=stage.admin
    )
    assert (kind_of(changed), changed.unit) == (Kind.COUNT, "keputusan")
    for kind, unit, code in (
        ("count", "keputusan", "plan.unchanged"), ("berat", "", "plan.kind_unknown"), ("count", "s" * 41, "plan.unit_too_long"),
    ):  # fmt: skip
        assert (
            refused(
                lambda kind=kind, unit=unit: set_kind(
                    plan=stage.plan, indicator_id=stage.presence.pk, kind=kind, unit=unit, by=None
                )
            )[0]
            == code
        )
    assert (
        refused(lambda: set_kind(plan=stage.plan, indicator_id=Stage().presence.pk, kind="count", by=None))[0]
        == "plan.not_found"
    )
