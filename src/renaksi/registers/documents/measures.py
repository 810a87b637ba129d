"""What the documents measure: in force on a month's last day, signed, sent or received in a month, sent in time since January.

What was revoked counts in no month; what was replaced counts for the months it was signed, sent or in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from renaksi.documents.models import Counterpart, Document, DocumentQuerySet, DocumentState, Recipient
from renaksi.entries.domain.proofs import has_proof
from renaksi.evidence.models import EvidenceKind
from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import all_present, number, presence, share
from renaksi.measures.declare import Asked, Count, Measure, Part, Span

Counted = Callable[[Asked], Count]
TO_REFORM_TEAM = (Recipient.REFORM_TEAM,)
AGREEMENTS = ("memorandum", "cooperation_agreement")
PLANS = (("Rencana Aksi Tahunan RB", "reform_plan"), ("Rencana Aksi Agen Perubahan", "change_agent_plan"))
INFORMATION = (
    ("SK PPID", "information_officer_decree"), ("Juknis", "information_guideline"), ("DIP", "information_list"),
)  # fmt: skip
ADDRESSEES = (("KPU RI", Recipient.NATIONAL), ("Kementerian PANRB", Recipient.MINISTRY))


def _all(asked: Asked, *kinds: str) -> DocumentQuerySet:
    return DocumentQuerySet(Document).filter(office=asked.office, kind__in=kinds, removed_at__isnull=True)


def _kept(asked: Asked, *kinds: str) -> DocumentQuerySet:
    """The office's documents of these kinds, those struck out or revoked left aside."""
    return _all(asked, *kinds).exclude(state=DocumentState.REVOKED)


def _in_force(asked: Asked, *kinds: str) -> DocumentQuerySet:
    """Those in force on the last day of the month; one revoked later was in force until then."""
    return _all(asked, *kinds).in_force(asked.ends_on)


def _within(asked: Asked, field: str) -> Q:
    return Q(**{f"{field}__range": (asked.starts_on, asked.ends_on)})


def _holding(*kinds: str) -> Counted:
    return lambda asked: presence(_in_force(asked, *kinds))


def _yearly(*kinds: str) -> Counted:
    return lambda asked: presence(_in_force(asked, *kinds).of_year(asked.year))


def _signed(*kinds: str) -> Counted:
    return lambda asked: presence(_kept(asked, *kinds).filter(_within(asked, "signed_on")))


def _sent(*kinds: str, to: Iterable[str]) -> Counted:
    return lambda asked: presence(_kept(asked, *kinds).filter(_within(asked, "sent_on"), sent_to__in=list(to)))


def _plans(asked: Asked) -> Count:
    return all_present((title, _in_force(asked, kind).of_year(asked.year)) for title, kind in PLANS)


def _plans_sent(asked: Asked) -> Count:
    """Sent this year and received by the end of the month."""
    span = (asked.year_starts_on, asked.ends_on)
    sent = Q(sent_on__range=span, sent_to__in=TO_REFORM_TEAM, received_on__lte=asked.ends_on)
    return all_present((title, _kept(asked, kind).filter(sent)) for title, kind in PLANS)


def _report_received(asked: Asked) -> Count:
    report = _kept(asked, "reform_report").exclude(receipt_number="")
    return presence(report.filter(_within(asked, "received_on"), sent_to__in=TO_REFORM_TEAM))


def _questionnaire(asked: Asked) -> Count:
    """Counted in the month in which it had gone to both, whichever came first."""
    sent = _kept(asked, "organisation_questionnaire").filter(sent_on__range=(asked.year_starts_on, asked.ends_on))
    named = [(title, sent.filter(sent_to__in=(key, Recipient.NATIONAL_AND_MINISTRY))) for title, key in ADDRESSEES]
    count = all_present(named)
    firsts: list[date | None] = [
        each.order_by("sent_on").values_list("sent_on", flat=True).first() for _, each in named
    ]
    is_now = all(firsts) and max(filter(None, firsts)) >= asked.starts_on
    return Count(Decimal(is_now), None, count.parts, count.entries if is_now else ())


def _chart(asked: Asked) -> Count:
    charts = _in_force(asked, "organisation_chart")
    on_site = charts.filter(has_proof("documents", EvidenceKind.LINK, EvidenceKind.SCREENSHOT)).exists()
    on_board = charts.filter(has_proof("documents", EvidenceKind.PHOTO)).exists()
    parts = (Part("Tampil di laman", Decimal(on_site)), Part("Terpasang di papan", Decimal(on_board)))
    return presence(charts, parts=parts if on_site or on_board else ())


def _information(asked: Asked) -> Count:
    return all_present((title, _in_force(asked, kind)) for title, kind in INFORMATION)


def _strategic_plan(asked: Asked) -> Count:
    running = Q(period_from__lte=asked.ends_on, period_until__gte=asked.ends_on)
    return presence(_in_force(asked, "strategic_plan", "strategic_plan_revised").filter(running))


def _in_time(asked: Asked) -> Count:
    """A report that replaces another stands for it: in time where either was sent by the day."""
    due = _kept(asked, "performance_report", "performance_quarter_report")
    due = due.exclude(state=DocumentState.REPLACED).filter(due_on__range=(asked.year_starts_on, asked.ends_on))
    earlier = Document.objects.standing().filter(replaced_by=OuterRef("pk"), sent_on__lte=OuterRef("due_on"))
    return share(whole=due, part=due.filter(Q(sent_on__lte=F("due_on")) | Q(Exists(earlier))))


def _zone_report(asked: Asked) -> Count:
    return presence(_kept(asked, "integrity_zone_report").filter(_within(asked, "sent_on")).exclude(refers_to=""))


def _agreements(asked: Asked) -> Count:
    held = _in_force(asked, *AGREEMENTS)
    kinds: list[str] = list(held.values_list("counterpart_kind", flat=True))
    parts = [Part(str(each.label), Decimal(kinds.count(each))) for each in Counterpart if each in kinds]
    return number(held, parts=parts)


def _there(key: str, title: str, unit: str, span: Span, formula: str, counted: Counted, **more: Any) -> Measure:
    return Measure(f"documents.{key}", title, Kind.PRESENCE, unit, span, formula, counted, **more)


IN_FORCE = "yang ditandatangani dan berlaku"
MEASURES = (
    _there("reform_action_plans", "Rencana Aksi Tahunan RB dan Agen Perubahan", "dokumen", Span.AT_END,
           f"Rencana Aksi Tahunan RB dan Rencana Aksi Agen Perubahan tahun itu, keduanya {IN_FORCE}", _plans, is_public=True),
    _there("reform_action_plans_sent", "Rencana aksi dikirim ke Tim RB KPU", "dokumen", Span.TO_DATE,
           "Kedua rencana aksi dikirim ke Tim RB KPU dan diterima, dengan tanda terima", _plans_sent, is_public=True),
    _there("reform_report_received", "Laporan RB diterima Tim RB KPU", "laporan", Span.MONTH,
           "Laporan pelaksanaan Rencana Aksi RB yang diterima Tim RB KPU, nomor tanda terimanya diisi",
           _report_received, is_public=True),
    _there("unit_self_assessment", "LKE Unit terisi", "LKE", Span.MONTH,
           "LKE Unit yang ditandatangani", _signed("unit_self_assessment")),
    _there("unit_self_assessment_sent", "LKE Unit dikirim ke Tim RB KPU", "LKE", Span.MONTH,
           "LKE Unit bertanda tangan yang dikirim ke Tim RB KPU",
           _sent("unit_self_assessment", to=TO_REFORM_TEAM)),
    _there("unit_self_assessment_in_pmprb", "LKE Unit pada PMPRB Online", "LKE", Span.MONTH,
           "Isian LKE Unit pada PMPRB Online yang disahkan; hanya bagi satuan kerja sampel",
           _signed("unit_self_assessment_pmprb")),
    _there("reward_instrument", "Instrumen penghargaan dan sanksi", "dokumen", Span.AT_END,
           f"Pedoman penghargaan dan sanksi {IN_FORCE}", _holding("reward_instrument"), is_public=True),
    _there("organisation_questionnaire_sent", "Kuesioner evaluasi organisasi dilaporkan", "laporan", Span.MONTH,
           "Laporan kuesioner evaluasi organisasi yang sudah terkirim ke KPU RI dan Kementerian PANRB",
           _questionnaire),
    _there("organisation_adjustment", "SOTK sesuai mandat", "keputusan", Span.AT_END,
           f"Keputusan organisasi dan jabatan {IN_FORCE}", _holding("organisation_decree"), is_public=True),
    _there("organisation_chart", "Struktur organisasi", "dokumen", Span.AT_END,
           f"Bagan struktur organisasi {IN_FORCE}; rinciannya dari bukti tautan atau tangkapan layar dan foto papan",
           _chart, is_public=True),
    _there("information_policy", "Kebijakan pendukung pelayanan informasi", "dokumen", Span.AT_END,
           f"Keputusan struktur PPID, petunjuk teknis, dan Daftar Informasi Publik, ketiganya {IN_FORCE}", _information,
           is_public=True),
    _there("egov_governance_policy", "Kebijakan tata kelola SPBE", "dokumen", Span.AT_END,
           f"Kebijakan internal tata kelola SPBE {IN_FORCE}", _holding("egov_policy"), is_public=True),
    _there("workload_analysis", "Analisis Beban Kerja", "dokumen", Span.AT_END,
           f"Analisis Beban Kerja tahun itu {IN_FORCE}", _yearly("workload_analysis")),
    _there("strategic_plan", "Renstra", "dokumen", Span.AT_END,
           f"Renstra {IN_FORCE}, yang periodenya mencakup hari terakhir bulan", _strategic_plan, is_public=True),
    _there("strategic_plan_revised", "Renstra hasil reviu", "dokumen", Span.AT_END,
           f"Renstra hasil reviu, atau berita acara bahwa tidak perlu diubah, bertanggal tahun itu, {IN_FORCE}",
           lambda asked: presence(
               _in_force(asked, "strategic_plan_revised", "strategic_plan_minutes").filter(document_on__year=asked.year)
           ), is_public=True),
    _there("strategy_map", "Peta strategis", "dokumen", Span.AT_END,
           f"Peta strategis atau kerangka logis kinerja tahun itu {IN_FORCE}", _yearly("strategy_map"), is_public=True),
    Measure("documents.performance_report_on_time_share", "Laporan kinerja tepat waktu", Kind.SHARE, "%", Span.TO_DATE,
            "Laporan kinerja yang dikirim paling lambat pada batas penyampaiannya, dari semua yang batasnya sudah "
            "tiba", _in_time, is_public=True),
    _there("conflict_handling_report", "Laporan penanganan benturan kepentingan", "laporan", Span.MONTH,
           "Laporan penanganan benturan kepentingan yang ditandatangani", _signed("conflict_handling_report")),
    _there("conflict_monitoring_report", "Laporan monev benturan kepentingan", "laporan", Span.MONTH,
           "Laporan monitoring dan evaluasi benturan kepentingan yang ditandatangani",
           _signed("conflict_monitoring_report")),
    _there("gratification_report", "Laporan pengendalian gratifikasi", "laporan", Span.MONTH,
           "Laporan pengendalian gratifikasi yang ditandatangani", _signed("gratification_report"),
           is_public=True),
    _there("wbs_report", "Laporan pengelolaan WBS", "laporan", Span.MONTH,
           "Laporan pengelolaan WBS yang ditandatangani", _signed("wbs_report")),
    _there("complaint_report", "Laporan pengaduan masyarakat", "laporan", Span.MONTH,
           "Laporan pengelolaan pengaduan masyarakat yang ditandatangani", _signed("complaint_report"),
           is_public=True),
    _there("procurement_report", "Laporan pengadaan barang/jasa", "laporan", Span.MONTH,
           "Laporan pengadaan barang/jasa yang ditandatangani", _signed("procurement_report"), is_public=True),
    _there("integrity_zone_report", "Laporan pembangunan Zona Integritas", "laporan", Span.MONTH,
           "Laporan pembangunan Zona Integritas yang dikirim dan menyebut rencana kerja yang dirujuknya",
           _zone_report, is_public=True),
    _there("integrity_zone_self_assessment", "LKE Zona Integritas terisi", "LKE", Span.MONTH,
           "LKE Zona Integritas yang ditandatangani", _signed("integrity_zone_self_assessment")),
    _there("integrity_zone_in_pmprb", "PMPRB Zona Integritas terisi", "LKE", Span.MONTH,
           "Isian Zona Integritas pada PMPRB yang disahkan; hanya bagi satuan kerja yang ditunjuk",
           _signed("integrity_zone_pmprb")),
    _there("service_charter", "Maklumat pelayanan", "maklumat", Span.AT_END,
           f"Maklumat pelayanan {IN_FORCE}", _holding("service_charter"), is_public=True),
    Measure("documents.partnership_agreements", "Kerja sama dengan pihak lain", Kind.COUNT, "naskah", Span.AT_END,
            f"Banyaknya nota kesepahaman dan perjanjian kerja sama {IN_FORCE}, menurut jenis mitra", _agreements,
            is_public=True),
)  # fmt: skip
