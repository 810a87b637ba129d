"""A made-up year of documents, written through the desk's verbs: in force, signed, sent, received, replaced, revoked, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile

from renaksi.accounts.models import User
from renaksi.evidence.domain.receive import receive_file
from renaksi.evidence.models import Evidence
from renaksi.kernel.refusal import Refused
from renaksi.offices.domain.profile import profile_on
from renaksi.offices.models import Office

Day = tuple[int, int, int]
"""Years from the year told, month, day."""
DRAFT_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Told:
    """One document of the story: what it is, when it was signed, the rest of its form, and what came after."""

    kind: str
    title: str
    signed: Day
    filing: str = "PR.07"
    span: tuple[Day, Day] | None = None
    until: Day | None = None
    due: Day | None = None
    sent: tuple[Day, str] | None = None
    received: Day | None = None
    revoked: tuple[Day, str] | None = None
    replaces: str = ""
    more: dict[str, str] = field(default_factory=dict)


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """The documents up to ``until``, those soon to be signed as drafts; who writes them becomes the book's officer."""
    from renaksi.desk.domain.keepers import name_keeper
    from renaksi.registers.documents.register import register

    with suppress(Refused):  # no member of the office, or its officer already
        if by is not None:
            name_keeper(register=register, office=office, user_id=by.pk, by=by)
    story = sorted(STORY, key=lambda told: _day(year, told.signed))
    telling = _Telling(office, year, until, by)
    return [entry for at, told in enumerate(story, 1) for entry in telling.written(at, told)]


class _Telling:
    """The story being written."""

    def __init__(self, office: Office, year: int, until: date, by: User | None) -> None:
        self.office, self.year, self.until, self.by = office, year, until, by
        self.by_title: dict[str, Any] = {}

    def written(self, at: int, told: Told) -> Iterator[Any]:
        """The document as far as its story had come; none where it lies too far ahead."""
        from renaksi.desk.domain.record import record_entry
        from renaksi.registers.documents.register import register

        if _day(self.year, told.signed) > self.until + DRAFT_AHEAD:
            return
        entry: Any = record_entry(register=register, office=self.office, values=self._values(told), by=self.by)
        for key, on, values in self._steps(at, told):
            if on <= self.until:
                pieces = [self._piece(entry.title, on)] if key == "sign" else []
                entry = self._step(entry, key, values, pieces, told.revoked[1] if told.revoked else "")
        self.by_title[told.title] = entry
        if told.replaces in self.by_title and entry.signed_on:
            values = {"replaced_by": entry, "ended_on": entry.signed_on}
            self._step(self.by_title[told.replaces], "replace", values, [], "")
        yield entry

    def _values(self, told: Told) -> dict[str, Any]:
        first, last = (_day(self.year, day) for day in told.span) if told.span else (None, None)
        return {
            "kind": told.kind, "title": told.title.format(year=self.year, before=self.year - 1),
            "document_on": _day(self.year, told.signed), "period_from": first, "period_until": last,
            "in_force_until": _day(self.year, told.until) if told.until else None,
            "due_on": _day(self.year, told.due) if told.due else None, **told.more,
        }  # fmt: skip

    def _steps(self, at: int, told: Told) -> Iterator[tuple[str, date, dict[str, Any]]]:
        on = _day(self.year, told.signed)
        number = f"{at}/{told.filing}/{self.office.code}/{on.year}"
        signer = f"Sekretaris, {profile_on(self.office, on).secretary}".rstrip(", ")
        yield "sign", on, {"signed_on": on, "signed_by": signer, "document_number": number, "document_on": on}
        if told.sent:
            sent = _day(self.year, told.sent[0])
            yield "send", sent, {"sent_to": told.sent[1], "sent_on": sent, "sent_by_way": "application"}
        if told.received:
            received = _day(self.year, told.received)
            yield "receive", received, {"received_on": received, "receipt_number": f"TT-{at:03}/{received.year}"}
        if told.revoked:
            ended = _day(self.year, told.revoked[0])
            yield "revoke", ended, {"ended_on": ended}

    def _step(self, entry: Any, key: str, values: dict[str, Any], pieces: list[Evidence], reason: str) -> Any:
        from renaksi.desk.domain.step import take_step
        from renaksi.registers.documents.register import register

        step = register.step(key)
        assert step is not None  # noqa: S101 - the story names the register's own steps
        return take_step(
            register=register, entry=entry, step=step, values=values, reason=reason, evidence=pieces, by=self.by
        )

    def _piece(self, title: str, on: date) -> Evidence:
        upload = ContentFile(sample_pdf(f"{title} - {self.office.name}"), name=f"{title[:60]}.pdf")
        return receive_file(
            office=self.office, upload=upload, title=title, kind="report" if title.startswith("Laporan") else "decree",
            document_on=on, proves_from=on, proves_until=on, by=self.by,
        )  # fmt: skip


def _day(year: int, day: Day) -> date:
    return date(year + day[0], day[1], day[2])


def sample_pdf(words: str) -> bytes:
    """One page that says so many words: the least a PDF can be."""
    text = words.encode("latin-1", "replace").replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")
    stream = b"BT /F1 12 Tf 72 770 Td (" + text + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for at, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (at, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    start = len(out)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, start)
    )


YEAR = ((0, 1, 1), (0, 12, 31))
QUARTERS = {at: ((0, at * 3 - 2, 1), (0, at * 3, 31 if at in (1, 4) else 30)) for at in (1, 2, 3, 4)}
TEAM = "reform_team"
STORY = (
    Told("organisation_decree", "Keputusan Organisasi dan Jabatan Sekretariat", (-2, 11, 6), "OT.01"),
    Told("memorandum", "Nota Kesepahaman Pendidikan Pemilih", (-2, 9, 17), "HM.02", until=(1, 9, 16),
         more={"counterpart": "Universitas Percontohan", "counterpart_kind": "university"}),
    Told("egov_policy", "Pedoman Pengelolaan Sistem Elektronik", (-2, 5, 14), "TI.01",
         revoked=((0, 3, 10), "Diatur kembali dalam kebijakan tata kelola SPBE yang baru.")),
    Told("cooperation_agreement", "Perjanjian Kerja Sama Sosialisasi Pemilih Pemula", (-1, 7, 11), "HM.02", until=(0, 7, 10),
         more={"counterpart": "SMA Negeri 1 Contoh", "counterpart_kind": "school"}),
    Told("strategic_plan", "Rencana Strategis Sekretariat", (-1, 8, 20), span=((-1, 1, 1), (3, 12, 31))),
    Told("information_officer_decree", "Keputusan Struktur PPID", (-1, 2, 11), "HM.03"),
    Told("information_guideline", "Petunjuk Teknis Pelayanan Informasi Publik", (-1, 2, 25), "HM.03"),
    Told("service_charter", "Maklumat Pelayanan {before}", (-1, 4, 8), "HM.03"),
    Told("reform_plan", "Rencana Aksi Tahunan Reformasi Birokrasi {year}", (0, 1, 12), "HK.03.1", span=YEAR,
         sent=((0, 1, 20), TEAM), received=(0, 1, 22)),
    Told("organisation_chart", "Bagan Struktur Organisasi {year}", (0, 1, 13), "OT.01"),
    Told("information_list", "Daftar Informasi Publik {year}", (0, 1, 15), "HM.03", until=(0, 12, 31)),
    Told("change_agent_plan", "Rencana Aksi Agen Perubahan {year}", (0, 1, 19), "HK.03.1", span=YEAR,
         sent=((0, 1, 23), TEAM), received=(0, 1, 26)),
    Told("workload_analysis", "Analisis Beban Kerja {year}", (0, 1, 26), "OT.02", span=YEAR),
    Told("performance_report", "Laporan Kinerja Tahun {before}", (0, 1, 28), "PR.08", span=((-1, 1, 1), (-1, 12, 31)),
         due=(0, 2, 27), sent=((0, 2, 20), "national"), received=(0, 2, 24)),
    Told("strategy_map", "Peta Strategis Sekretariat {year}", (0, 1, 30), span=YEAR),
    Told("reform_report", "Laporan Pelaksanaan Rencana Aksi Reformasi Birokrasi {before}", (0, 2, 5),
         span=((-1, 7, 1), (-1, 12, 31)), sent=((0, 2, 9), TEAM), received=(0, 2, 11)),
    Told("reward_instrument", "Pedoman Penghargaan dan Sanksi Pegawai", (0, 2, 9), "SDM.05"),
    Told("unit_self_assessment", "LKE Unit Semester II {before}", (0, 2, 12), sent=((0, 2, 16), TEAM)),
    Told("egov_policy", "Kebijakan Tata Kelola SPBE", (0, 3, 9), "TI.01"),
    Told("strategic_plan_minutes", "Berita Acara Reviu Renstra {year}", (0, 3, 18)),
    Told("service_charter", "Maklumat Pelayanan {year}", (0, 4, 7), "HM.03", replaces="Maklumat Pelayanan {before}"),
    Told("complaint_report", "Laporan Pengelolaan Pengaduan Triwulan I", (0, 4, 10), "PW.01", span=QUARTERS[1],
         sent=((0, 4, 14), "province")),
    Told("organisation_questionnaire", "Laporan Kuesioner Evaluasi Organisasi {year}", (0, 4, 15), "OT.01",
         sent=((0, 4, 20), "national_and_ministry"), received=(0, 4, 28)),
    Told("procurement_report", "Laporan Pengadaan Barang/Jasa Triwulan I", (0, 4, 17), "PL.01", span=QUARTERS[1]),
    Told("performance_quarter_report", "Laporan Capaian Kinerja Triwulan I", (0, 4, 24), "PR.08", span=QUARTERS[1],
         due=(0, 4, 30), sent=((0, 4, 27), "province"), received=(0, 4, 28)),
    Told("conflict_handling_report", "Laporan Penanganan Benturan Kepentingan Triwulan I", (0, 5, 6), "PW.02",
         span=QUARTERS[1]),
    Told("memorandum", "Nota Kesepahaman Penyebarluasan Informasi", (0, 5, 12), "HM.02", until=(2, 5, 11),
         more={"counterpart": "Radio Suara Contoh", "counterpart_kind": "media"}),
    Told("reform_report", "Laporan Pelaksanaan Rencana Aksi Reformasi Birokrasi Semester I", (0, 7, 6),
         span=((0, 1, 1), (0, 6, 30)), sent=((0, 7, 9), TEAM), received=(0, 7, 14)),
    Told("unit_self_assessment", "LKE Unit Semester I {year}", (0, 7, 13), sent=((0, 7, 16), TEAM)),
    Told("performance_quarter_report", "Laporan Capaian Kinerja Triwulan II", (0, 7, 30), "PR.08", span=QUARTERS[2],
         due=(0, 7, 31), sent=((0, 8, 4), "province")),
    Told("gratification_report", "Laporan Pengendalian Gratifikasi Semester I", (0, 8, 12), "PW.02",
         span=((0, 1, 1), (0, 6, 30))),
    Told("conflict_monitoring_report", "Laporan Monitoring Benturan Kepentingan Semester I", (0, 8, 19), "PW.02",
         span=((0, 1, 1), (0, 6, 30))),
    Told("complaint_report", "Laporan Pengelolaan Pengaduan Triwulan III", (0, 10, 8), "PW.01", span=QUARTERS[3],
         sent=((0, 10, 12), "province")),
    Told("performance_quarter_report", "Laporan Capaian Kinerja Triwulan III", (0, 10, 26), "PR.08", span=QUARTERS[3],
         due=(0, 10, 31), sent=((0, 10, 28), "province")),
    Told("integrity_zone_self_assessment", "LKE Zona Integritas {year}", (0, 12, 3), "PW.03"),
    Told("integrity_zone_report", "Laporan Pembangunan Zona Integritas {year}", (0, 12, 14), "PW.03", span=YEAR,
         due=(0, 12, 31), more={"refers_to": "Keputusan Rencana Kerja Zona Integritas"}),
)  # fmt: skip
