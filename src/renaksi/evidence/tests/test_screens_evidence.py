"""Evidence on the screen: list, page, upload with and without script, describing, taking back, downloads, the picker."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image

from renaksi.accounts.models import User
from renaksi.evidence import uses
from renaksi.evidence.domain.preview import make_preview
from renaksi.evidence.models import Evidence, EvidenceState
from renaksi.evidence.tests import files
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory, WithdrawnFactory
from renaksi.evidence.uses import Use
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db
DAYS = {"proves_from": "1 Maret 2026", "proves_until": "31 Maret 2026"}
ISO = {"proves_from": "2026-03-01", "proves_until": "2026-03-31"}
HTMX = {"hx-request": "true"}


class Desk:
    """A person of an office at their browser."""

    def __init__(self, office: Office, user: User) -> None:
        self.office, self.user = office, user
        self.client = Client()
        self.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def address(self, name: str, piece: Evidence | None = None) -> str:
        more = {"evidence_id": piece.pk} if piece else {}
        return reverse(name, kwargs={"code": self.office.code, **more})

    def look(self, name: str, piece: Evidence | None = None, /, **query: Any) -> HttpResponse:
        return self.client.get(self.address(name, piece), query)

    def send(self, name: str, piece: Evidence | None = None, /, **form: Any) -> HttpResponse:
        return self.client.post(self.address(name, piece), form)

    def swap(self, name: str, piece: Evidence | None = None, /, **form: Any) -> HttpResponse:
        return self.client.post(self.address(name, piece), {"part": "chip", **form}, headers=HTMX)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    return tmp_path / "media"


@pytest.fixture
def office() -> Office:
    return OfficeFactory()


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office, member(office, "pelaksana", full_name="Bayu Pelaksana"))


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The ids put here are in use for March 2025, as a floor above would tell."""
    ids: set[int] = set()

    def ask(pieces: Any) -> list[Use]:
        return [
            Use(one.pk, "Jumlah laporan", "Area 1 › Rapat", date(2025, 3, 1), "/sel/")
            for one in pieces
            if one.pk in ids
        ]

    from django.db.models import Q

    monkeypatch.setattr(uses, "USES", [ask])
    monkeypatch.setattr(uses, "IN_USE", [lambda: Q(pk__in=ids)])
    return ids


def words(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def titles(response: HttpResponse) -> list[str]:
    return re.findall(r'<a href="/satker/\w+/bukti/\d+/">([^<]+)</a>', response.content.decode())


def test_files_sent_without_script_are_kept_and_shown(desk: Desk) -> None:
    pair = [files.upload(files.pdf(), "laporan.pdf"), files.upload(files.picture(), "IMG_20260312_1.jpg")]
    answer = desk.send("evidence_upload", file=pair, **DAYS)
    assert answer.headers["Location"] == desk.address("evidence_list")
    assert titles(desk.look("evidence_list")) == ["Foto 12 Maret 2026", "Laporan"]
    piece = Evidence.objects.get(title="Laporan")
    assert (piece.proves_from, piece.proves_until, piece.uploaded_by) == (
        date(2026, 3, 1),
        date(2026, 3, 31),
        desk.user,
    )
    again = desk.send("evidence_upload", file=files.upload(files.pdf(), "lain.pdf"), **DAYS)
    assert again.headers["Location"] == desk.address("evidence_page", piece)
    assert "sudah pernah disimpan" in words(desk.look("evidence_page", piece))


def test_refusal_without_script_names_the_file_and_keeps_the_rest(desk: Desk) -> None:
    pair = [files.upload(files.pdf(), "laporan.pdf"), files.upload(b"MZ", "a.exe")]
    answer = desk.send("evidence_upload", file=pair, link_url="https://contoh.go.id/x", **DAYS)
    assert answer.status_code == 422
    assert "a.exe: Program dan skrip tidak diterima" in words(answer)
    piece = Evidence.objects.get()
    assert f'name="evidence" value="{piece.pk}" checked' in answer.content.decode()
    assert 'value="https://contoh.go.id/x"' in answer.content.decode()
    assert 'value="1 Maret 2026"' in answer.content.decode()
    second = desk.send("evidence_upload", evidence=piece.pk, link_url="https://contoh.go.id/x", **DAYS)
    assert second.status_code == 302
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (DAYS, "Pilih berkasnya, atau tulis alamat tautannya."),
        ({**DAYS, "link_url": "contoh"}, "Tulis alamat tautan yang lengkap"),
        ({**DAYS, "proves_until": ""}, "Tulis tanggalnya."),
        ({**DAYS, "proves_until": "kemarin"}, "misalnya 14 Februari 2026"),
        ({**DAYS, "proves_until": "1 Januari 2026", "link_url": "https://a.go.id"}, "sebelum dimulai"),
        ({**DAYS, "evidence": "999"}, "sudah ditarik atau tidak ada lagi"),
        ({**DAYS, "evidence": "x"}, "sudah ditarik atau tidak ada lagi"),
    ],
)
def test_form_refuses_in_plain_words(desk: Desk, form: dict[str, str], sentence: str) -> None:
    answer = desk.send("evidence_upload", **form)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Evidence.objects.exists()


def test_upload_beyond_the_limit_is_refused_while_it_streams_and_leaves_no_file(
    desk: Desk, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "sementara"
    temporary.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary)
    settings.RENAKSI_MAX_UPLOAD = 300_000
    written: list[int] = []
    close = tempfile._TemporaryFileWrapper.close

    def watched(self: Any) -> None:
        written.append(Path(self.name).stat().st_size if Path(self.name).exists() else 0)
        close(self)

    monkeypatch.setattr(tempfile._TemporaryFileWrapper, "close", watched)
    big = files.upload(b"%PDF-1.7" + bytes(2_000_000), "besar.pdf")
    answer = desk.send("evidence_upload", file=[big, files.upload(files.pdf(), "kecil.pdf")], **DAYS)
    assert answer.status_code == 422
    assert "besar.pdf: Berkas ini terlalu besar." in words(answer)
    assert list(temporary.iterdir()) == []
    assert max(written) <= 300_000  # nothing beyond the limit ever reached the disk
    assert 'value="1 Maret 2026"' in answer.content.decode()  # the rest of the form came through
    swapped = desk.swap("evidence_upload", file=files.upload(bytes(2_000_000), "besar.pdf"), **ISO)
    assert swapped.status_code == 200
    assert "besar.pdf Berkas ini terlalu besar." in words(swapped)
    assert not Evidence.objects.exists()


def test_every_form_refuses_a_file_beyond_the_limit(office: Office, settings: Any) -> None:
    settings.RENAKSI_MAX_UPLOAD = 1024 * 1024
    desk = Desk(office, member(office, "administrator"))
    for name in ("intake_upload", "office_import"):
        answer = desk.client.post(desk.address(name), {"file": files.upload(b"a" * 1_500_000, "besar.xlsx")})
        assert "Berkas ini terlalu besar. Batasnya 1 MB." in words(answer)


def test_picker_gets_a_line_for_a_file_a_link_a_refusal(desk: Desk, office: Office) -> None:
    line = desk.swap("evidence_upload", file=files.upload(files.pdf(), "notula rapat.pdf"), **ISO)
    piece = Evidence.objects.get()
    html = line.content.decode()
    assert html.lstrip().startswith(f'<li class="bukti-item" data-evidence-item="{piece.pk}">')
    assert (piece.kind, piece.proves_until) == ("minutes", date(2026, 3, 31))
    assert f'name="bukti-{piece.pk}-title" value="Notula rapat"' in html
    photo = desk.swap(
        "evidence_upload", file=files.upload(files.picture(), "IMG_1.jpg"), title="Rapat tim", kind="minutes", **ISO
    )
    assert "Rapat tim" in words(photo)
    assert Evidence.objects.get(title="Rapat tim").kind == "photo"
    assert "contoh.go.id" in words(desk.swap("evidence_upload", link_url="https://contoh.go.id", **ISO))
    refused = desk.swap("evidence_upload", file=files.upload(b"MZ", "a.pdf"), **ISO)
    assert (refused.status_code, "a.pdf Program dan skrip" in words(refused)) == (200, True)
    assert "Tidak ada berkas yang sampai" in words(desk.swap("evidence_upload", **ISO))
    again = desk.swap(
        "evidence_upload", file=files.upload(files.pdf(), "x.pdf"), proves_from="2026-04-01", proves_until="2026-04-30"
    )
    assert "sudah pernah disimpan" in words(again)
    assert "Bukti ini membuktikan Maret 2026, bukan April 2026." in words(again)


def test_search_offers_active_pieces_of_the_office_the_fitting_first(
    desk: Desk, office: Office, used: set[int]
) -> None:
    march = {"proves_from": date(2026, 3, 1), "proves_until": date(2026, 3, 31)}
    old = {"uploaded_at": datetime(2026, 1, 1, tzinfo=UTC)}
    fitting = EvidenceFactory(office=office, title="Rapat Maret", **march, **old)
    EvidenceFactory(office=office, title="Rapat April", proves_from=date(2026, 4, 1), proves_until=date(2026, 4, 30))
    WithdrawnFactory(office=office, title="Rapat ditarik")
    EvidenceFactory(title="Rapat satuan kerja lain")
    used.add(fitting.pk)

    def found(**query: str) -> str:
        return words(desk.client.get(desk.address("evidence_choose"), query, headers=HTMX))

    window = {"dari": "2026-03-01", "sampai": "2026-03-31"}
    assert re.findall(r"Rapat \w+", found(**window)) == ["Rapat Maret", "Rapat April"]
    assert "dipakai 1 kali" in found(**window)
    assert re.findall(r"Rapat \w+", found(cari_bukti="rapat april", **window)) == ["Rapat April"]
    assert "Tidak ada bukti yang cocok dengan “tiada”." in found(cari_bukti="tiada", dari="x")
    line = found(bukti=str(fitting.pk), **window)
    assert "Bukti ini juga dipakai untuk tahun 2025." in line
    assert desk.look("evidence_choose").headers["Location"] == desk.address("evidence_list")


def test_choosing_what_may_not_be_chosen_is_not_found(desk: Desk, office: Office) -> None:
    for piece in (WithdrawnFactory(office=office), EvidenceFactory()):
        answer = desk.client.get(desk.address("evidence_choose"), {"bukti": piece.pk}, headers=HTMX)
        assert answer.status_code == 404
        assert "tidak ada lagi" in words(desk.send("evidence_upload", evidence=piece.pk, **DAYS))


def test_list_narrows_by_every_filter_and_says_where_used(desk: Desk, office: Office, used: set[int]) -> None:
    report = EvidenceFactory(office=office, title="Laporan A", uploaded_by=desk.user)
    LinkFactory(office=office, title="Berita B", proves_from=date(2025, 1, 1), proves_until=date(2025, 3, 31))
    WithdrawnFactory(office=office, title="Ditarik C")
    EvidenceFactory(title="Satuan kerja lain")
    used.add(report.pk)
    assert titles(desk.look("evidence_list")) == ["Berita B", "Laporan A"]
    for query, expected in (
        ({"cari": "laporan a"}, ["Laporan A"]),
        ({"cari": "tautan"}, ["Berita B"]),
        ({"jenis": "link"}, ["Berita B"]),
        ({"masa": "2025-02"}, ["Berita B"]),
        ({"masa": "2026-02"}, ["Laporan A"]),
        ({"pengunggah": str(desk.user.pk)}, ["Laporan A"]),
        ({"keadaan": "withdrawn"}, ["Ditarik C"]),
        ({"keadaan": "semua"}, ["Ditarik C", "Berita B", "Laporan A"]),
        ({"belum": "1"}, ["Berita B"]),
        ({"cari": "tiada"}, []),
        (
            {"jenis": "x", "masa": "2026-13", "pengunggah": "y", "keadaan": "z", "halaman": "q"},
            ["Berita B", "Laporan A"],
        ),
    ):
        assert titles(desk.look("evidence_list", **query)) == expected, query
    assert "1 kali" in words(desk.look("evidence_list"))
    assert "Tidak ada bukti yang cocok" in words(desk.look("evidence_list", cari="tiada"))


def test_empty_list_says_what_belongs_there(desk: Desk, office: Office) -> None:
    assert "Tambah bukti pertama" in words(desk.look("evidence_list"))
    reader = words(Desk(office, member(office, "pembaca")).look("evidence_list"))
    assert "Belum ada bukti" in reader
    assert "Tambah bukti" not in reader


def test_list_of_ten_thousand_asks_few_questions(desk: Desk, office: Office) -> None:
    rows = [
        EvidenceFactory.build(office=office, title=f"Bukti {n}", sha256=f"{n:064x}", uploaded_by=desk.user)
        for n in range(10_000)
    ]
    Evidence.objects.bulk_create(rows, batch_size=2000)
    desk.look("evidence_list")  # the first page of a session writes the session
    with CaptureQueriesContext(connection) as asked:
        answer = desk.look("evidence_list", cari="bukti", halaman="7")
    assert "Halaman 7 dari 400 · 10.000 bukti" in words(answer)
    assert len(asked) <= 11


def test_page_tells_facts_uses_and_history(desk: Desk, office: Office, used: set[int]) -> None:
    desk.send("evidence_upload", file=files.upload(files.pdf(), "laporan.pdf"), **DAYS)
    piece = Evidence.objects.get()
    used.add(piece.pk)
    page = words(desk.look("evidence_page", piece))
    for told in (
        "1 Maret 2026 s.d. 31 Maret 2026", "tidak ditulis", piece.sha256, "Jumlah laporan", "Maret 2025 · Area 1 › Rapat",
        "Bayu Pelaksana menyimpan bukti Laporan.",
    ):  # fmt: skip
        assert told in page
    assert 'alt="Pratinjau halaman pertama Laporan"' in desk.look("evidence_page", piece).content.decode()


def test_describing_refuses_in_place_and_shows_both_when_stale(desk: Desk, office: Office) -> None:
    piece = EvidenceFactory(office=office, title="Semula")

    def form(**more: str) -> dict[str, str]:
        said = {"title": "Baru", "kind": "report", "document_on": "", "note": "", "seen": "1", **DAYS, **more}
        return {f"bukti-{piece.pk}-{name}": value for name, value in said.items()}

    wrong = desk.send("evidence_describe", piece, **form(proves_until="1 Januari 2026"))
    assert (wrong.status_code, "sebelum dimulai" in words(wrong)) == (422, True)
    assert desk.send("evidence_describe", piece, **form()).headers["Location"] == desk.address("evidence_page", piece)
    stale = desk.send("evidence_describe", piece, **form(title="Lain"))
    assert "Judul: Baru" in words(stale)
    assert 'value="Lain"' in stale.content.decode()
    seen = re.search(rf'name="bukti-{piece.pk}-seen" value="(\d+)"', stale.content.decode())
    assert seen
    assert seen[1] == "2"  # sending it again is a choice made knowingly
    line = desk.swap("evidence_describe", piece, **form(title="Lain", seen="1"))
    assert '<details class="bukti-ubah bukti-js" open>' in line.content.decode()
    assert "Judul: Baru" in words(line)
    line = desk.swap("evidence_describe", piece, proves_from="2026-05-01", **form(title="Lain", seen="2"))
    assert "Bukti ini membuktikan Maret 2026, bukan Mei 2026." in words(line)
    piece.refresh_from_db()
    assert (piece.title, piece.version) == ("Lain", 3)


def test_taking_back_and_restoring_on_the_page(desk: Desk, office: Office) -> None:
    piece = EvidenceFactory(office=office, uploaded_by=desk.user)
    assert desk.send("evidence_withdraw", piece, reason="").status_code == 422
    assert desk.send("evidence_withdraw", piece, reason="Keliru").status_code == 302
    page = words(desk.look("evidence_page", piece))
    assert "Bukti ini ditarik oleh Bayu Pelaksana" in page
    assert "Alasan: Keliru" in page
    assert "Berlakukan kembali" in page
    assert desk.look("evidence_file", piece).status_code == 404  # its content was never kept here
    assert desk.send("evidence_restore", piece, reason="Benar").status_code == 302
    piece.refresh_from_db()
    assert piece.state == EvidenceState.ACTIVE
    others = Desk(office, member(office, "pelaksana"))
    assert "Tarik bukti" not in words(others.look("evidence_page", piece))
    assert "Hanya pengunggahnya" in words(others.send("evidence_withdraw", piece, reason="x"))


def test_download_is_an_attachment_under_its_name_and_never_runs(desk: Desk, office: Office) -> None:
    desk.send("evidence_upload", file=files.upload(files.picture(), "Foto Rapat “RB” é.jpg"), **DAYS)
    piece = Evidence.objects.get()
    answer = desk.look("evidence_file", piece)
    assert answer.streaming
    assert b"".join(answer.streaming_content) == files.picture()
    head = answer.headers
    assert (
        head["Content-Disposition"] == "attachment; filename*=utf-8''Foto%20Rapat%20%E2%80%9CRB%E2%80%9D%20%C3%A9.jpg"
    )
    assert (head["Content-Type"], head["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert head["Content-Security-Policy"].startswith("sandbox")
    assert head["Cache-Control"] == "private, no-store"
    for _ in range(2):
        waiting = desk.look("evidence_preview", piece, kecil="")
        assert (waiting.headers["Content-Type"], waiting.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert [job.args_kwargs["args"] for job in DBTaskResult.objects.all()] == [[piece.sha256]]
    make_preview(piece.sha256)
    picture = desk.look("evidence_preview", piece)
    assert picture.headers["Content-Type"] == "image/png"
    assert next(iter(picture.streaming_content)).startswith(b"\x89PNG")
    small = b"".join(desk.look("evidence_preview", piece, kecil="").streaming_content)
    with Image.open(BytesIO(small)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (80, 80))
    assert b"".join(desk.look("evidence_preview", piece, kecil="").streaming_content) == small
    assert "pratinjau.png?kecil" in desk.look("evidence_list").content.decode()


def test_lost_file_is_a_plain_page(desk: Desk, office: Office) -> None:
    piece = EvidenceFactory(office=office, name="hilang.pdf")
    answer = desk.look("evidence_file", piece)
    assert answer.status_code == 404
    assert "Berkas “hilang.pdf” tercatat, tetapi isinya tidak ada" in words(answer)
    assert desk.look("evidence_file", LinkFactory(office=office)).status_code == 404
    assert desk.look("evidence_preview", LinkFactory(office=office)).status_code == 404


def test_another_offices_evidence_is_not_there(desk: Desk, office: Office) -> None:
    theirs = EvidenceFactory()
    for name in ("evidence_page", "evidence_describe", "evidence_file", "evidence_preview"):
        assert desk.look(name, theirs).status_code == 404
    for name in ("evidence_withdraw", "evidence_restore", "evidence_describe"):
        assert desk.send(name, theirs, reason="x").status_code == 404


@pytest.mark.parametrize(
    "name", ["evidence_upload", "evidence_choose", "evidence_describe", "evidence_withdraw", "evidence_restore"]
)
def test_readers_do_not_write(office: Office, name: str) -> None:
    reader = Desk(office, member(office, "pembaca"))
    piece = EvidenceFactory(office=office) if name.rpartition("_")[2] in {"describe", "withdraw", "restore"} else None
    assert reader.send(name, piece, reason="x").status_code == 403
    assert reader.look("evidence_page", EvidenceFactory(office=office)).status_code == 200
