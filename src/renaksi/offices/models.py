"""Offices, their codes, parents and profiles over time, who belongs to them as user, and who serves there in which post."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node

from renaksi.accounts.roles import ROLES, Role
from renaksi.kernel.clock import TIME_ZONES

ZONES = tuple(TIME_ZONES.items())


class OfficeKind(models.TextChoices):
    NATIONAL = "national", "KPU RI"
    PROVINCE = "province", "KPU Provinsi"
    REGENCY = "regency", "KPU Kabupaten"
    CITY = "city", "KPU Kota"


class Office(MP_Node):  # type: ignore[misc]  # treebeard ships no types
    """One work unit (satuan kerja). Its place in the tree is today's; earlier parents stand in OfficeParent."""

    kind = models.CharField("jenis", max_length=10, choices=OfficeKind.choices)
    code = models.CharField("kode", max_length=4, unique=True)  # today's code; others in OfficeCode
    name = models.CharField("nama", max_length=120)  # "KPU Kota Contoh", "KIP Aceh"
    time_zone = models.CharField(
        "zona waktu", max_length=20, choices=ZONES, default="Asia/Jakarta"
    )  # today's; see profile
    since = models.DateField("berdiri sejak", null=True, blank=True)  # None: before anything this program knows
    until = models.DateField("sampai", null=True, blank=True)

    class Meta:
        verbose_name = "satuan kerja"
        verbose_name_plural = "satuan kerja"

    def __str__(self) -> str:
        return str(self.name)


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold for a span of days."""

    def current(self, on: date) -> Self:
        """Those in force on the day."""
        return self.filter(in_force(on))

    def not_over(self, on: date) -> Self:
        """Those in force on the day or beginning later."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on))


def in_force(on: date, prefix: str = "") -> Q:
    """The condition "in force on the day" over ``since`` and ``until``, both days included; ``prefix`` the road to them."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})
    return begun & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on}))


class Dated(models.Model):
    """Something true from a day until a day, both included; None = open."""

    since = models.DateField("sejak", null=True, blank=True)
    until = models.DateField("sampai", null=True, blank=True)

    objects: ClassVar[models.Manager[Any]] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)


def _span_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")), name=name
    )


class OfficeCode(Dated):
    """A code the office has or had in decree numbers (Kemendagri code without its dot). The dates are editable data."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField("kode", max_length=4, db_index=True)
    set_by_hand = models.BooleanField(default=False)  # then a load of the packaged list leaves the dates alone

    class Meta:
        ordering = ("office", "since", "code")
        constraints = (
            models.UniqueConstraint(fields=("office", "code"), name="office_code_once"),
            _span_in_order("office_code_span"),
        )

    def __str__(self) -> str:
        return str(self.code)


class OfficeParent(Dated):
    """Under whom the office stands or stood; provinces split."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="children_over_time")

    class Meta:
        ordering = ("office", "since")
        constraints = (
            models.UniqueConstraint(fields=("office", "parent"), name="office_parent_once"),
            _span_in_order("office_parent_span"),
        )


class NumberingForm(models.TextChoices):
    """How the office numbers its decrees; three generations."""

    KPT = "kpt", "29/HK.03.1-Kpt/9999/KPU-Kot/VI/2021"
    CODED = "coded", "2/HK.03.1/9999/2022"
    PLAIN = "plain", "19 TAHUN 2023"


class OfficeProfile(Dated):
    """What goes on the office's papers in a span of time; in force = the latest ``since`` not after the day."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="profiles")
    chair = models.CharField("ketua", max_length=120, blank=True)
    secretary = models.CharField("sekretaris", max_length=120, blank=True)
    place = models.CharField("tempat kedudukan", max_length=80, blank=True)
    address = models.TextField("alamat", blank=True)
    letterhead = models.TextField("kop surat", blank=True)
    numbering = models.CharField(
        "bentuk nomor", max_length=10, choices=NumberingForm.choices, default=NumberingForm.PLAIN
    )
    time_zone = models.CharField("zona waktu", max_length=20, choices=ZONES, default="Asia/Jakarta")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("office", F("since").desc(nulls_last=True))
        constraints = (
            models.UniqueConstraint(fields=("office", "since"), name="office_profile_once"),
            models.UniqueConstraint(fields=("office",), condition=Q(since__isnull=True), name="office_profile_first"),
        )


class MembershipQuerySet(DatedQuerySet):
    """Memberships; one ended by hand is over at that moment, whatever its days."""

    def current(self, on: date) -> Self:
        return super().current(on).filter(ended_at__isnull=True)

    def not_over(self, on: date) -> Self:
        return super().not_over(on).filter(ended_at__isnull=True)


class Membership(Dated):
    """A user in an office with a role; ``areas`` lists area numbers (1..8) it is for, empty = all. Ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("peran", max_length=20, choices=[(key, role.title) for key, role in ROLES.items()])
    areas = models.JSONField("area", default=list, blank=True)
    ended_at = models.DateTimeField("diakhiri pada", null=True, blank=True)  # set when it is ended at once

    objects: ClassVar[models.Manager[Any]] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "keanggotaan"
        ordering = ("office", "user", "since", "id")
        indexes = (models.Index(fields=("user", "office")), models.Index(fields=("office", "role")))
        constraints = (_span_in_order("membership_span"),)

    def holds_on(self, day: date) -> bool:
        return self.ended_at is None and super().holds_on(day)

    @property
    def role_title(self) -> str:
        return self.role_class.title

    @property
    def role_class(self) -> type[Role]:
        return ROLES[self.role]


class PersonKind(models.TextChoices):
    """As whom someone serves in an office; PNS and PPPK together are the civil service (ASN, UU 20/2023)."""

    MEMBER = "member", "Anggota KPU"
    CIVIL_SERVANT = "civil_servant", "PNS"
    CONTRACT = "contract", "PPPK"
    NON_ASN = "non_asn", "PPNPN"


ASN = (PersonKind.CIVIL_SERVANT, PersonKind.CONTRACT)


class Person(Dated):
    """Someone who serves in an office from a day until a day; who goes to another office is another row there.

    Members and employees alike, with or without an account. Ended by date, never deleted: every share per person takes its whole
    from these rows. Addresses, telephone numbers and mail are not kept.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="persons")
    name = models.CharField("nama", max_length=120)
    nip = models.CharField("NIP", max_length=18, blank=True, db_index=True)  # 18 digits, of civil servants alone
    kind = models.CharField("jenis", max_length=15, choices=PersonKind.choices)
    rank = models.CharField("pangkat dan golongan", max_length=60, blank=True)
    unit = models.CharField("subbagian", max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="persons"
    )
    reason_left = models.CharField("sebab berhenti", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        ordering = ("name", "pk")
        indexes = (models.Index(fields=("office", "kind", "since")),)
        constraints = (
            _span_in_order("person_span"),
            # One NIP serves in one office at a time; ended spans may follow each other, which the verbs watch over.
            models.UniqueConstraint(
                fields=("nip",), condition=~Q(nip="") & Q(until__isnull=True), name="person_nip_serves_once"
            ),
            models.UniqueConstraint(
                fields=("office", "user"), condition=Q(until__isnull=True), name="person_user_serves_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_asn(self) -> bool:
        return self.kind in ASN


class PostKind(models.TextChoices):
    """What sort of post it is."""

    STRUCTURAL = "structural", "Struktural"
    FUNCTIONAL = "functional", "Fungsional"
    EXECUTIVE = "executive", "Pelaksana"
    COMMISSIONER = "commissioner", "Komisioner"


class Post(Dated):
    """One seat in an office: two archivists are two posts. Held by one person at a time, and by whoever acts meanwhile."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("jabatan", max_length=160)
    unit = models.CharField("subbagian", max_length=120, blank=True)
    echelon = models.CharField("eselon", max_length=5, blank=True)  # "III.a"; "" = none
    kind = models.CharField("jenis jabatan", max_length=15, choices=PostKind.choices)
    must_file_lhkpn = models.BooleanField("wajib LHKPN", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ("office", "title", "pk")
        indexes = (models.Index(fields=("office", "kind")),)
        constraints = (_span_in_order("post_span"),)

    def __str__(self) -> str:
        return str(self.title)


class Tenure(Dated):
    """A person in a post, by decree; ``is_acting`` = pelaksana tugas or pelaksana harian, beside or instead of the holder."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    is_acting = models.BooleanField("pelaksana tugas", default=False)
    decree_number = models.CharField("nomor keputusan", max_length=120, blank=True)
    decree_on = models.DateField("tanggal keputusan", null=True, blank=True)
    # Cut short because the person left: put back as it was planned when that is taken back.
    is_cut = models.BooleanField(default=False)
    planned_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "masa jabatan"
        ordering = (F("since").asc(nulls_first=True), "pk")
        constraints = (
            _span_in_order("tenure_span"),
            models.UniqueConstraint(
                fields=("post",), condition=Q(until__isnull=True, is_acting=False), name="post_held_once"
            ),
        )


class FilingKind(models.TextChoices):
    """The yearly wealth reports."""

    LHKPN = "lhkpn", "LHKPN"
    LHKASN = "lhkasn", "LHKASN"


class FilingDuty(Dated):
    """What was decided on a person's reporting duty against the rule: obliged, or (``is_exempt``) not, from a day until a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="filing_duties")
    kind = models.CharField("laporan", max_length=10, choices=FilingKind.choices)
    is_exempt = models.BooleanField("dikecualikan", default=False)
    reason = models.CharField("alasan", max_length=300)

    class Meta:
        verbose_name = "wajib lapor"
        ordering = (F("since").asc(nulls_first=True), "pk")
        indexes = (models.Index(fields=("kind",)),)
        constraints = (
            _span_in_order("filing_duty_span"),
            models.UniqueConstraint(
                fields=("person", "kind"), condition=Q(until__isnull=True), name="filing_duty_once"
            ),
        )
