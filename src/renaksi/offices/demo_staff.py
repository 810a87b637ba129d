"""The made-up secretariat of the demonstration: its members, its staff and the posts they hold. No NIP here can be anyone's."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.clock import today
from renaksi.offices.demo import DEMO_OFFICE, DEMO_PROVINCE
from renaksi.offices.domain.staff import end_person
from renaksi.offices.domain.staff_import import import_staff
from renaksi.offices.models import Office, Person
from renaksi.offices.staff_sheet import StaffLine

_TERM = date(2024, 1, 2)  # the members' five years
_MONEY = "Subbagian Keuangan, Umum, dan Logistik"
_PLANNING = "Subbagian Perencanaan, Data, dan Informasi"
_ELECTIONS = "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi, dan Hubungan Masyarakat"
_LAW = "Subbagian Hukum dan Sumber Daya Manusia"
_HEAD, _SECRETARY, _EXPERT = "IV.a", "III.a", "functional"
_II_C, _III_A, _III_B = "Pengatur (II/c)", "Penata Muda (III/a)", "Penata Muda Tingkat I (III/b)"
_III_C, _III_D = "Penata (III/c)", "Penata Tingkat I (III/d)"

# name, account, part of the office, post, its kind or echelon, rank, year of coming here
_PNS = (
    ("Dewi Teladani", "pengarah.contoh", "Sekretariat", "Sekretaris KPU Kota", _SECRETARY, "Pembina (IV/a)", 2018),
    ("Bayu Percontohan", "koordinator.contoh", _LAW, f"Kepala {_LAW}", _HEAD, _III_D, 2017),
    ("Sari Percontohani", "sari.contoh", _PLANNING, f"Kepala {_PLANNING}", _HEAD, _III_C, 2018),
    ("Tono Teladanto", "tono.contoh", _MONEY, f"Kepala {_MONEY}", _HEAD, _III_D, 2016),
    ("Wulan Contohsari", "wulan.contoh", _ELECTIONS, f"Kepala {_ELECTIONS}", _HEAD, _III_C, 2019),
    ("Ratna Teladani", "admin.contoh", _PLANNING, "Pranata Komputer Ahli Pertama", _EXPERT, _III_A, 2019),
    ("Hendra Contohadi", "verifikator.contoh", _LAW, "Analis Hukum Ahli Pertama", _EXPERT, _III_B, 2018),
    ("Agus Percontohadi", "agus.contoh", _LAW, "Analis Sumber Daya Manusia Aparatur Ahli Pertama", _EXPERT, _III_A, 2020),
    ("Mira Teladanwati", "mira.contoh", _MONEY, "Arsiparis Terampil", _EXPERT, _II_C, 2020),
    ("Nita Teladansari", "nita.contoh", _LAW, "Penata Kelola Sumber Daya Manusia", "", _III_A, 2021),
    ("Intan Percontohwati", "intan.contoh", _ELECTIONS, "Pranata Hubungan Masyarakat Ahli Pertama", _EXPERT, _III_A, 2021),
    ("Laras Contohwati", "pembaca.contoh", _ELECTIONS, "Penata Kelola Pemilu Ahli Pertama", _EXPERT, _III_A, 2021),
    ("Yusuf Teladan", "", _MONEY, "Bendahara Pengeluaran", "", "Pengatur Tingkat I (II/d)", 2018),
    ("Rina Percontohan", "", _MONEY, "Pengelola Pengadaan Barang/Jasa Ahli Pertama", _EXPERT, _III_B, 2019),
    ("Fajar Contohman", "", _PLANNING, "Perencana Ahli Pertama", _EXPERT, _III_A, 2020),
    ("Lestari Teladaningrum", "", _ELECTIONS, "Pengolah Data dan Informasi", "", _II_C, 2021),
    ("Suryo Contohwibowo", "", _MONEY, "Pengelola Barang Milik Negara", "", _III_B, 2012),
)  # fmt: skip
_PPPK = (
    ("Dimas Contohputra", "dimas.contoh", _PLANNING, "Operator Layanan Operasional", "Golongan VII", 2023),
    ("Putri Teladania", "", _LAW, "Pengelola Layanan Operasional", "Golongan VII", 2024),
    ("Rizky Percontohanto", "", _ELECTIONS, "Penata Layanan Operasional", "Golongan IX", 2024),
)
_PPNPN = (
    ("Joko Contohwardoyo", _MONEY, "Pengemudi", 2015),
    ("Slamet Teladanraharjo", _MONEY, "Petugas Keamanan", 2016),
    ("Marni Percontohaningsih", _MONEY, "Pramubakti", 2019),
)
_MEMBERS = (
    ("Rahmat Teladan", "Ketua", "Divisi Keuangan, Umum, Logistik, dan Rumah Tangga"),
    ("Siti Contohmawati", "Anggota", "Divisi Sosialisasi, Pendidikan Pemilih, Partisipasi Masyarakat, dan Sumber Daya Manusia"),
    ("Andi Percontohansyah", "Anggota", "Divisi Perencanaan, Data, dan Informasi"),
    ("Maria Teladanika", "Anggota", "Divisi Teknis Penyelenggaraan"),
    ("Ferdi Contohnugraha", "Anggota", "Divisi Hukum dan Pengawasan"),
)  # fmt: skip
_RETIRED = "Suryo Contohwibowo"


def make_demo_staff(*, by: User | None) -> int:
    """Records the staff of the demo's offices where there is none yet; gives how many came. The demo's accounts come first."""
    with transaction.atomic():
        return _make(DEMO_OFFICE, _city_lines(), by) + _make(DEMO_PROVINCE, _province_lines(), None)


def _make(code: str, lines: list[StaffLine], by: User | None) -> int:
    office = Office.objects.get(code=code)
    if Person.objects.filter(office=office).exists():
        return 0
    import_staff(office=office, lines=lines, file="pegawai-contoh.xlsx", by=by)
    retired: Person | None = Person.objects.filter(office=office, name=_RETIRED).first()
    if retired:
        last = date(today(office.time_zone).year, 1, 31)
        end_person(person=retired, on=last, reason="Mencapai batas usia pensiun", by=by)
    return len(lines)


def _city_lines() -> list[StaffLine]:
    lines = [_member(*one) for one in _MEMBERS]
    lines += [_civil_servant(*one, number=n) for n, one in enumerate(_PNS, 1)]
    lines += [_contract(*one, number=n) for n, one in enumerate(_PPPK, len(_PNS) + 1)]
    return lines + [
        StaffLine(0, name, "non_asn", unit=unit, post=post, since=date(year, 1, 2)) for name, unit, post, year in _PPNPN
    ]


def _province_lines() -> list[StaffLine]:
    return [
        StaffLine(
            0, "Galih Penelaah", "civil_servant", nip=_nip(100), rank="Penata (III/c)", unit="Sekretariat",
            username="provinsi.percontohan", post="Analis Kebijakan Ahli Muda", post_kind="functional", since=date(2019, 1, 2),
        )
    ]  # fmt: skip


def _member(name: str, post: str, unit: str) -> StaffLine:
    number = "1024 Tahun 2023"
    return StaffLine(
        0, name, "member", unit=unit, since=_TERM, post=post, post_kind="commissioner", lhkpn="ya", decree_number=number
    )


def _civil_servant(
    name: str, username: str, unit: str, post: str, sort: str, rank: str, year: int, *, number: int
) -> StaffLine:
    """``sort`` is an echelon, a kind of post, or "" for a clerk's."""
    echelon = sort if sort in {_HEAD, _SECRETARY} else ""
    return StaffLine(
        0, name, "civil_servant", nip=_nip(number), rank=rank, unit=unit, since=date(year, 1, 2), username=username, post=post,
        post_kind="structural" if echelon else sort or "executive", echelon=echelon, lhkpn="ya" if echelon == _SECRETARY else "",
    )  # fmt: skip


def _contract(name: str, username: str, unit: str, post: str, rank: str, year: int, *, number: int) -> StaffLine:
    since = date(year, 3, 1)
    return StaffLine(
        0, name, "contract", nip=_nip(number), rank=rank, unit=unit, since=since, username=username, post=post
    )


def _nip(number: int) -> str:
    """Eighteen digits that name a birthday no one has."""
    return f"19990000000000{number:04}"
