"""The package of proofs: folders, index, manifests, what is missing; memory stays flat."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from renaksi.reports.proofs import values
from renaksi.reports.proofs.index import index_bytes
from renaksi.reports.proofs.package import package
from renaksi.reports.proofs.tests.made_up import FOLDER, Shelf, made_file, made_list, made_use
from renaksi.reports.proofs.values import ProofList

MARCH = f"{FOLDER}/2026-03"
LINK = made_file("berita", url="https://contoh.invalid/berita")


def opened(proofs: ProofList, shelf: Shelf) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(package(proofs, shelf.parts_of))))


def sheet_rows(content: bytes, sheet: int = 0) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book.worksheets[sheet].iter_rows(min_row=6, values_only=True))


def test_every_use_lies_in_its_folder_and_the_manifest_holds_its_hash(tmp_path: Path):
    sk, links = made_file("sk.pdf", b"%PDF sk"), LINK
    proofs = made_list(
        made_use(sk, f"{MARCH}/sk.pdf"),
        made_use(sk, f"{FOLDER}/2026-02/sk.pdf", month=2),
        made_use(links, f"{MARCH}/b.url"),
    )
    package_file = opened(proofs, Shelf(b"%PDF sk"))
    assert package_file.testzip() is None
    assert package_file.namelist() == [
        f"{MARCH}/sk.pdf", f"{FOLDER}/2026-02/sk.pdf", f"{MARCH}/b.url", "DAFTAR BUKTI.xlsx", "MANIFEST.csv", "MANIFEST.txt",
    ]  # fmt: skip
    assert package_file.read(f"{FOLDER}/2026-02/sk.pdf") == b"%PDF sk"
    assert package_file.read(f"{MARCH}/b.url") == b"[InternetShortcut]\r\nURL=https://contoh.invalid/berita\r\n"
    told = package_file.read("MANIFEST.txt").decode()
    assert "# KPU Kota Contoh" not in told  # the plan comes first in its line
    assert (
        "# Rencana Aksi Reformasi Birokrasi Tahun 2026, KPU Kota Contoh\n# Triwulan I Tahun 2026, keadaan per 20 Mei 2026\n"
        in told
    )
    assert f"{sk.sha256}  {MARCH}/sk.pdf\n" in told
    hashes = dict(reversed(line.split("  ", 1)) for line in told.splitlines() if line and line[0] != "#")
    assert hashes == {
        name: sha256(package_file.read(name)).hexdigest() for name in package_file.namelist() if name != "MANIFEST.txt"
    }


def test_sha256sum_checks_the_manifest(tmp_path: Path):
    checker = shutil.which("sha256sum")
    if checker is None:
        pytest.skip("no sha256sum here")
    proofs = made_list(made_use(made_file("á b.pdf"), f"{MARCH}/á b.pdf"), made_use(LINK, f"{MARCH}/b.url"))
    opened(proofs, Shelf(b"isi")).extractall(tmp_path)
    assert _checked(checker, tmp_path) == (0, "")
    (tmp_path / MARCH / "á b.pdf").write_bytes(b"lain")
    assert _checked(checker, tmp_path)[0] == 1


def _checked(checker: str, folder: Path) -> tuple[int, str]:
    command = [checker, "-c", "--strict", "MANIFEST.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    return done.returncode, done.stderr


def test_a_missing_or_changed_file_is_named_and_never_silently_left_out():
    there, gone, changed = (
        made_file("ada.pdf", b"ada"),
        made_file("hilang.pdf", b"hilang"),
        made_file("ubah.pdf", b"asli"),
    )
    shelf = Shelf(b"ada")
    shelf.contents[changed.sha256] = b"palsu"
    uses = [made_use(file, f"{MARCH}/{file.name}") for file in (there, gone, changed)]
    back = opened(made_list(*uses), shelf)
    assert [name for name in back.namelist() if name.startswith(FOLDER)] == [f"{MARCH}/ada.pdf"]
    told = back.read("MANIFEST.txt").decode()
    assert "# TIDAK DISERTAKAN (2):\n" in told
    assert (
        f"{MARCH}/hilang.pdf: berkas tidak ditemukan di penyimpanan (judul: Judul hilang.pdf; SHA-256: {gone.sha256})"
        in told
    )
    assert f"{MARCH}/ubah.pdf: isi berkas berubah sejak disimpan" in told
    rows = list(csv.DictReader(io.StringIO(back.read("MANIFEST.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row["Keadaan"] for row in rows] == [
        "ada", "berkas tidak ditemukan di penyimpanan", "isi berkas berubah sejak disimpan", "ada",
    ]  # fmt: skip
    attention = [row[-2] for row in sheet_rows(back.read("DAFTAR BUKTI.xlsx"))]
    assert attention[0] is None
    assert all("tidak disertakan" in str(told) for told in attention[1:])


def test_large_files_lie_once_and_the_other_folders_say_where(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(values, "COPIES_UP_TO", 9)
    film = made_file("film.mp4", b"panjang")
    uses = [made_use(film, f"{MARCH}/film.mp4"), made_use(film, f"{FOLDER}/2026-02/film.mp4", month=2)]
    back = opened(made_list(*uses), Shelf(b"panjang"))
    assert back.read(f"{MARCH}/film.mp4") == b"panjang"
    assert back.read(f"{FOLDER}/2026-02/film.mp4.txt").decode() == f"Berkas ini ada di: {MARCH}/film.mp4\r\n"
    assert {row[-1] for row in sheet_rows(back.read("DAFTAR BUKTI.xlsx"))} == {f"{MARCH}/film.mp4"}
    assert "satu kali" in back.read("MANIFEST.txt").decode()


def test_the_same_day_gives_the_same_bytes():
    proofs = made_list(made_use(made_file("a.pdf"), f"{MARCH}/a.pdf"), made_use(LINK, f"{MARCH}/b.url"))
    first, second = (b"".join(package(proofs, Shelf(b"isi").parts_of)) for _ in range(2))
    assert first == second


def test_the_index_holds_real_numbers_and_dates_and_computes_nothing():
    file = made_file("=1+1.pdf", b"isi", title="=HYPERLINK(1)", document_on=None)
    use = made_use(file, f"{MARCH}/1+1.pdf", warnings=("Bukti ini membuktikan Januari.",))
    content = index_bytes(made_list(use, made_use(file, f"{MARCH}/2.pdf")))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert [sheet.cell(n, 1).value for n in (1, 2, 3)] == [
        "DAFTAR BUKTI DUKUNG", "Rencana Aksi Reformasi Birokrasi Tahun 2026, KPU Kota Contoh",
        "Triwulan I Tahun 2026, keadaan per 20 Mei 2026",
    ]  # fmt: skip
    assert sheet.freeze_panes == "A6"
    head = {cell.value: cell.column for cell in sheet[5]}
    row = {title: sheet.cell(6, column) for title, column in head.items()}
    assert (row["Judul bukti"].value, row["Judul bukti"].data_type) == ("=HYPERLINK(1)", "s")
    assert (row["Ukuran (bita)"].value, row["Ukuran (bita)"].data_type) == (3, "n")
    assert [str(row[title].value) for title in ("Bulan", "Membuktikan sejak", "Diunggah pada")] == [
        "2026-03-01 00:00:00", "2026-01-01 00:00:00", "2026-03-02 09:30:00",
    ]  # fmt: skip
    assert row["Tanggal dokumen"].value is None
    assert row["Perhatian"].value == "Bukti ini membuktikan Januari."
    once = sheet_rows(content, 1)
    assert [(line[1], line[-1]) for line in once] == [("=HYPERLINK(1)", 2)]
    assert not any(cell.data_type == "f" for page in book.worksheets for line in page.iter_rows() for cell in line)


def test_the_manifest_table_computes_nothing():
    file = made_file("a.pdf", title="=1+1")
    table = opened(made_list(made_use(file, f"{MARCH}/a.pdf")), Shelf(b"isi")).read("MANIFEST.csv").decode("utf-8-sig")
    assert ";'=1+1;" in table


def test_memory_stays_flat_however_large_the_files_are(tmp_path: Path):
    size = 96 * 1024**2
    kept: dict[str, Path] = {}
    files = []
    for n in range(4):  # holes in the file take no disk
        path = tmp_path / str(n)
        with path.open("wb") as out:
            out.write(bytes([n]))
            out.truncate(size)
        digest = sha256()
        with path.open("rb") as content:
            while part := content.read(2**20):
                digest.update(part)
        kept[digest.hexdigest()] = path
        files.append(made_file(f"{n}.mp4", sha256=digest.hexdigest(), size=size))

    def parts_of(sha: str) -> Iterator[bytes]:
        with kept[sha].open("rb") as content:
            while part := content.read(256 * 1024):
                yield part

    proofs = made_list(*(made_use(file, f"{MARCH}/{file.name}") for file in files))
    tracemalloc.start()
    sent = sum(len(part) for part in package(proofs, parts_of))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > 4 * size
    assert peak < 8 * 1024**2
