"""The verbs of evidence: received, described, taken back, restored; what they write, tell and refuse."""

from __future__ import annotations

import hashlib
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.evidence.domain import store
from renaksi.evidence.domain.describe import describe_evidence
from renaksi.evidence.domain.description import Description
from renaksi.evidence.domain.preview import ask_preview, make_preview, preview_path
from renaksi.evidence.domain.receive import receive_file, receive_link
from renaksi.evidence.domain.withdraw import restore_evidence, withdraw_evidence
from renaksi.evidence.models import Evidence, EvidenceKind, EvidenceState
from renaksi.evidence.tasks import draw_preview
from renaksi.evidence.tests import files
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db
MARCH = {"proves_from": date(2026, 3, 1), "proves_until": date(2026, 3, 31)}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    return tmp_path / "media"


@pytest.fixture
def office() -> Office:
    return OfficeFactory()


@pytest.fixture
def user(office: Office) -> User:
    return member(office, "pelaksana", full_name="Bayu Pelaksana")


def sent(content: bytes = b"", name: str = "laporan_triwulan-I.pdf") -> ContentFile[bytes]:
    return ContentFile(content or files.pdf(), name)


def received(office: Office, user: User | None, **more: Any) -> Evidence:
    return receive_file(**{"office": office, "upload": sent(), "by": user, **MARCH, **more})


def refused(verb: Any, **asked: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as no:
        verb(**asked)
    return no.value.code, no.value.field


def told(piece: Evidence) -> str:
    return sentence_of(AuditEvent.objects.filter(object_id=f"evidence:{piece.pk}").latest("number"))


def test_a_file_is_kept_described_from_its_name_and_told(office: Office, user: User, media: Path) -> None:
    piece = received(office, user)
    assert (piece.title, piece.kind, piece.name) == (
        "Laporan triwulan I",
        EvidenceKind.REPORT,
        "laporan_triwulan-I.pdf",
    )
    assert (piece.content_type, piece.size) == ("application/pdf", len(files.pdf()))
    assert (piece.uploaded_by, piece.state, piece.version, piece.was_there) == (user, EvidenceState.ACTIVE, 1, False)
    kept = media / "sumber" / piece.sha256[:2] / piece.sha256
    assert kept.read_bytes() == files.pdf()
    assert piece.sha256 == hashlib.sha256(files.pdf()).hexdigest()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path for path in media.rglob("*") if path.is_file()] == [kept]
    assert told(piece) == "Bayu Pelaksana menyimpan bukti Laporan triwulan I."


@pytest.mark.parametrize(
    ("name", "title", "kind"),
    [
        ("SK_Tim RB-2026.pdf", "SK Tim RB 2026", EvidenceKind.DECREE),
        ("Daftar Hadir Rapat.pdf", "Daftar Hadir Rapat", EvidenceKind.ATTENDANCE),
        ("undangan rapat.pdf", "Undangan rapat", EvidenceKind.INVITATION),
        ("notulensi.pdf", "Notulensi", EvidenceKind.MINUTES),
        ("Screenshot 2026-03-12.pdf", "Screenshot 2026-03-12", EvidenceKind.SCREENSHOT),
        ("risk register.pdf", "Risk register", EvidenceKind.OTHER),
        ("IMG_20260312_101530.jpg", "Foto 12 Maret 2026", EvidenceKind.PHOTO),
        ("WhatsApp Image 2026-03-12 at 10.15.30.jpg", "Foto 12 Maret 2026", EvidenceKind.PHOTO),
        ("DSC0042.jpg", "Foto", EvidenceKind.PHOTO),
        ("image.jpg", "Foto", EvidenceKind.PHOTO),
    ],
)
def test_name_of_a_file_gives_title_and_kind(office: Office, user: User, name: str, title: str, kind: str) -> None:
    content = files.picture() if name.endswith("jpg") else files.pdf()
    piece = received(office, user, upload=sent(content, name))
    assert (piece.title, piece.kind) == (title, kind)


def test_the_same_content_again_is_the_piece_that_was_there(office: Office, user: User) -> None:
    first = received(office, user, title="Pertama")
    again = received(office, user, upload=sent(name="nama lain.pdf"), title="Kedua")
    assert (again.pk, again.title, again.was_there) == (first.pk, "Pertama", True)
    assert AuditEvent.objects.count() == 1
    other = OfficeFactory()
    assert received(other, None).pk != first.pk  # another office has its own


def test_content_taken_back_may_come_in_anew_and_then_the_first_stays_back(office: Office, user: User) -> None:
    first = received(office, user)
    withdraw_evidence(evidence=first, reason="Salah unggah", by=user)
    assert told(first) == "Bayu Pelaksana menarik bukti Laporan triwulan I. Alasan: Salah unggah"
    second = received(office, user)
    assert second.pk != first.pk
    assert refused(restore_evidence, evidence=first, reason="Perlu", by=user)[0] == "evidence.active_again"
    withdraw_evidence(evidence=second, reason="Tukar", by=user)
    back = restore_evidence(evidence=first, reason="Ternyata benar", by=user)
    assert (back.state, back.withdrawn_at, back.withdrawn_reason) == (EvidenceState.ACTIVE, None, "")
    assert told(first).endswith("memberlakukan kembali bukti Laporan triwulan I. Alasan: Ternyata benar")


def test_a_link_is_kept_once_and_only_of_the_web(office: Office, user: User) -> None:
    piece = receive_link(office=office, url=" https://contoh.go.id/berita/rapat-evaluasi ", by=user, **MARCH)
    assert (piece.url, piece.title) == ("https://contoh.go.id/berita/rapat-evaluasi", "Rapat evaluasi (contoh.go.id)")
    assert (piece.kind, piece.is_link) == (EvidenceKind.LINK, True)
    assert receive_link(office=office, url=piece.url, by=user, **MARCH).was_there
    for url in (
        "ftp://contoh.go.id",
        "javascript:alert(1)",
        "contoh",
        "",
        "https://a@b.go.id",
        f"https://a.go.id/{'x' * 1000}",
    ):
        assert refused(receive_link, office=office, url=url, by=user, **MARCH) == ("evidence.link_unclear", "link_url")


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"title": "x" * 201}, "title_too_long", "title"),
        ({"note": "x" * 2001}, "note_too_long", "note"),
        ({"kind": "rahasia"}, "kind_unknown", "kind"),
        ({"document_on": date(2026, 5, 21)}, "document_day", "document_on"),
        ({"document_on": date(1999, 12, 31)}, "document_day", "document_on"),
        ({"proves_from": date(2026, 4, 1)}, "period_order", "proves_until"),
        ({"proves_from": date(1999, 1, 1)}, "period_unlikely", "proves_from"),
        ({"proves_until": date(2101, 1, 1)}, "period_unlikely", "proves_from"),
        ({"upload": sent(b"MZ program", "a.pdf")}, "not_accepted", "file"),
    ],
)
def test_what_is_refused_leaves_nothing(
    office: Office, user: User, media: Path, more: dict[str, Any], code: str, field: str
) -> None:
    assert refused(received, office=office, user=user, **more) == (f"evidence.{code}", field)
    assert not media.exists()
    assert not AuditEvent.objects.exists()
    assert received(office, user, document_on=date(2026, 5, 20)).pk  # today is a day


def test_a_file_beyond_the_limit_is_refused_by_its_size(office: Office, user: User, settings: Any) -> None:
    settings.RENAKSI_MAX_UPLOAD = len(files.pdf())
    assert received(office, user).pk
    settings.RENAKSI_MAX_UPLOAD -= 1
    assert refused(received, office=office, user=user) == ("evidence.too_large", "file")


def test_describing_writes_and_tells_what_changed(office: Office, user: User) -> None:
    piece = received(office, user)
    said = {"title": "Laporan  TW I ", "kind": "report", "document_on": date(2026, 4, 3), "note": "", **MARCH}
    changed = describe_evidence(evidence=piece, seen=1, by=user, **said)
    assert (changed.title, changed.document_on, changed.version) == ("Laporan TW I", date(2026, 4, 3), 2)
    assert told(piece) == (
        "Bayu Pelaksana memperbaiki keterangan bukti Laporan TW I: judul dari “Laporan triwulan I” menjadi “Laporan TW I”; "
        "tanggal dokumen dari “kosong” menjadi “3 April 2026”."
    )
    same = describe_evidence(
        evidence=piece, seen=1, by=user, **said
    )  # what is there already is no change, and not stale
    assert (same.version, AuditEvent.objects.count()) == (2, 2)
    with pytest.raises(Stale) as stale:
        describe_evidence(evidence=piece, seen=1, by=user, **{**said, "title": "Lain"})
    assert "Judul: Laporan TW I" in stale.value.current
    assert "Judul: Lain" in stale.value.attempted
    assert (
        refused(describe_evidence, evidence=piece, seen=2, by=user, **{**said, "title": " "})[0]
        == "evidence.title_missing"
    )


def test_only_the_uploader_and_who_assigns_may_take_back(office: Office, user: User) -> None:
    piece = received(office, user)
    for role in ("pelaksana", "pembaca", "verifikator"):
        asked = {"evidence": piece, "reason": "x", "by": member(office, role)}
        assert refused(withdraw_evidence, **asked)[0] == "evidence.not_yours"
    assert refused(withdraw_evidence, evidence=piece, reason="x", by=member(OfficeFactory(), "administrator"))[0] == (
        "evidence.not_yours"
    )
    assert refused(withdraw_evidence, evidence=piece, reason=" ", by=user) == ("evidence.reason_missing", "reason")
    assert refused(withdraw_evidence, evidence=piece, reason="x" * 1001, by=user)[0] == "evidence.reason_too_long"
    assert refused(restore_evidence, evidence=piece, reason="x", by=user)[0] == "evidence.active"
    withdraw_evidence(evidence=piece, reason="x", by=member(office, "koordinator"))
    assert refused(withdraw_evidence, evidence=piece, reason="x", by=user)[0] == "evidence.withdrawn"


def test_a_link_taken_back_is_not_restored_beside_its_twin(office: Office) -> None:
    first = LinkFactory(office=office, state=EvidenceState.WITHDRAWN)
    LinkFactory(office=office, url=first.url)
    assert refused(restore_evidence, evidence=first, reason="x", by=None)[0] == "evidence.active_again"


def test_description_in_words_names_every_field() -> None:
    said = Description.of(EvidenceFactory.build(office=None, title="A", document_on=None, note=""))
    assert said.text().splitlines() == [
        "Judul: A", "Jenis: Laporan", "Tanggal dokumen: kosong", "Membuktikan sejak: 1 Januari 2026",
        "Membuktikan sampai: 31 Desember 2026", "Keterangan: kosong",
    ]  # fmt: skip


def test_store_keeps_streams_and_notices_change(media: Path) -> None:
    sha256 = store.keep_stream(iter([b"satu ", b"dua"]))
    assert store.keep_content(b"satu dua") == sha256
    assert b"".join(store.parts_of(sha256)) == store.read_content(sha256) == b"satu dua"
    store.verify_content(sha256)
    store.path_of(sha256).write_bytes(b"lain")
    with store.open_content(sha256) as kept:
        assert kept.read() == b"lain"  # opening only asks that it is there
    with pytest.raises(ValueError, match="has changed"):
        store.verify_content(sha256)
    store.keep_content(b"satu dua")
    store.verify_content(sha256)  # what is received again is whole again
    with pytest.raises(FileNotFoundError):
        store.open_content("0" * 64)


def test_a_stream_that_breaks_leaves_nothing(media: Path) -> None:
    def broken() -> Any:
        yield b"a"
        raise OSError("line lost")

    with pytest.raises(OSError, match="line lost"):
        store.keep_stream(broken())
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_pictures_are_drawn_by_the_job_small_and_once(office: Office, user: User) -> None:
    from PIL import Image

    document = received(office, user)
    photo = received(office, user, upload=sent(files.picture(size=(3000, 1500)), "foto.jpg"))
    words = received(office, user, upload=sent(files.docx(), "notula.docx"))
    assert not preview_path(photo.sha256).exists()
    assert not DBTaskResult.objects.exists()  # a picture is drawn when somebody looks
    for piece in (document, photo, photo):
        ask_preview(piece.sha256)
    assert DBTaskResult.objects.count() == 2
    for job in DBTaskResult.objects.all():
        draw_preview.func(*job.args_kwargs["args"])
    for piece, size in ((document, (452, 640)), (photo, (640, 320))):
        with Image.open(preview_path(piece.sha256)) as drawn:
            assert (drawn.format, max(drawn.size)) == ("PNG", 640)
            assert drawn.size[0] in range(size[0] - 1, size[0] + 2)
    assert not preview_path(words.sha256).exists()
    drawn_at = preview_path(photo.sha256).stat().st_mtime_ns
    assert make_preview(photo.sha256)
    assert preview_path(photo.sha256).stat().st_mtime_ns == drawn_at
    assert not list(preview_path(photo.sha256).parent.glob(".*"))


def test_what_cannot_be_drawn_has_no_picture_and_leaves_nothing(media: Path) -> None:
    assert not make_preview(store.keep_content(b"\xff\xd8\xff not a picture"))
    assert not make_preview("0" * 64)
    assert [path for path in (media / "pratinjau").rglob("*") if path.is_file()] == []
