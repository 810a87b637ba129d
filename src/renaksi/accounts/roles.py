"""The roles, one class each, readable by an auditor: what a person holding the role in an office may do there.

Reading is inherited down the office tree (a province reads its regencies), never sideways. Every other right holds in the
office of the membership alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Right(StrEnum):
    """One thing a person may do in an office."""

    READ = "read"  # see plans, drafts, evidence and reports
    EDIT_DRAFT = "edit_draft"  # upload a decree, settle doubts, type a draft
    ADOPT_PLAN = "adopt_plan"  # make a draft the office's plan; withdraw it
    CORRECT_PLAN = "correct_plan"  # correct an adopted plan with a reason
    RECORD = "record"  # record what was done in a month, keep evidence
    VERIFY = "verify"  # verify what others recorded, or return it with a reason
    ASSIGN = "assign"  # say who coordinates an area and who carries out an indicator
    MANAGE_USERS = "manage_users"  # add, lock and end users, give roles
    EDIT_OFFICE = "edit_office"  # the office's profile
    READ_TRAIL = "read_trail"  # the audit trail


RIGHT_TITLES: dict[Right, str] = {
    Right.READ: "membaca rencana aksi",
    Right.EDIT_DRAFT: "menyusun dan menelaah rancangan",
    Right.ADOPT_PLAN: "menerapkan dan menarik rencana aksi",
    Right.CORRECT_PLAN: "mengoreksi rencana aksi yang berlaku",
    Right.RECORD: "mencatat realisasi dan menyimpan bukti",
    Right.VERIFY: "memeriksa realisasi yang dicatat orang lain",
    Right.ASSIGN: "menetapkan penanggung jawab",
    Right.MANAGE_USERS: "mengelola pengguna",
    Right.EDIT_OFFICE: "mengubah profil satuan kerja",
    Right.READ_TRAIL: "membaca jejak",
}


class Role:
    """A role: ``key`` is stored, ``title`` shown, ``rights`` what it allows in the membership's own office.

    ``kinds`` names the kinds of office it may be given in; empty = all. ``by_area`` says whether it can be narrowed to areas.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]
    rights: ClassVar[frozenset[Right]] = frozenset({Right.READ})
    kinds: ClassVar[frozenset[str]] = frozenset()
    by_area: ClassVar[bool] = False


class Administrator(Role):
    key, title = "administrator", "Administrator satuan kerja"
    about = "Mengelola pengguna, profil, dan rencana aksi satuan kerjanya."
    rights = frozenset(Right)


class Director(Role):
    key, title = "pengarah", "Pengarah"
    about = "Menerapkan, menarik, dan mengoreksi rencana aksi; menetapkan penanggung jawab; memeriksa realisasi; membaca jejak."
    rights = frozenset({
        Right.READ, Right.EDIT_DRAFT, Right.ADOPT_PLAN, Right.CORRECT_PLAN, Right.ASSIGN, Right.VERIFY, Right.READ_TRAIL,
    })  # fmt: skip


class AreaCoordinator(Role):
    key, title = "koordinator", "Koordinator area"
    about = "Memimpin satu atau beberapa area perubahan: mencatat realisasi dan bukti, menetapkan pelaksana; menyusun rancangan."
    rights = frozenset({Right.READ, Right.EDIT_DRAFT, Right.CORRECT_PLAN, Right.RECORD, Right.ASSIGN})
    by_area = True


class Implementer(Role):
    key, title = "pelaksana", "Pelaksana"
    about = "Melaksanakan kegiatan: mencatat realisasi dan bukti; menyusun rancangan rencana aksi."
    rights = frozenset({Right.READ, Right.EDIT_DRAFT, Right.RECORD})
    by_area = True


class ChangeAgent(Role):
    key, title = "agen_perubahan", "Agen perubahan"
    about = "Menjalankan rencana aksi agen perubahan; membaca rencana aksi."
    by_area = True


class Verifier(Role):
    key, title = "verifikator", "Verifikator"
    about = "Memeriksa realisasi yang dilaporkan: memverifikasi atau mengembalikan; membaca jejak."
    rights = frozenset({Right.READ, Right.VERIFY, Right.READ_TRAIL})


class Assessor(Role):
    key, title = "assessor", "Assessor"
    about = "Mengisi penilaian mandiri; membaca rencana aksi dan bukti."


class ProvincialReviewer(Role):
    key, title = "penelaah_provinsi", "Penelaah provinsi"
    about = (
        "Membaca rencana aksi dan jejak provinsinya dan seluruh kabupaten/kota di bawahnya. Hanya pada KPU provinsi."
    )
    rights = frozenset({Right.READ, Right.READ_TRAIL})
    kinds = frozenset({"province"})


class NationalTeam(Role):
    key, title = "kpu_ri", "Tim RB KPU RI"
    about = "Membaca rencana aksi dan jejak seluruh satuan kerja. Hanya pada KPU RI."
    rights = frozenset({Right.READ, Right.READ_TRAIL})
    kinds = frozenset({"national"})


class Inspectorate(Role):
    key, title = "inspektorat", "Inspektorat"
    about = "Membaca rencana aksi, bukti, dan jejak untuk pengawasan. Hanya pada KPU RI."
    rights = frozenset({Right.READ, Right.READ_TRAIL})
    kinds = frozenset({"national"})


class Viewer(Role):
    key, title = "pembaca", "Pembaca"
    about = "Membaca rencana aksi satuan kerjanya dan satuan kerja di bawahnya."


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        Administrator, Director, AreaCoordinator, Implementer, ChangeAgent, Verifier, Assessor, ProvincialReviewer,
        NationalTeam, Inspectorate, Viewer,
    )
}  # fmt: skip


def roles_with(right: Right) -> list[str]:
    """The keys of the roles that hold this right in their own office."""
    return [key for key, role in ROLES.items() if right in role.rights]


def roles_for(kind: str) -> list[type[Role]]:
    """The roles that may be given in an office of this kind (national, province, regency, city)."""
    return [role for role in ROLES.values() if not role.kinds or kind in role.kinds]
