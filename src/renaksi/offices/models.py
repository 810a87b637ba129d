"""Offices, their codes, parents and profiles over time, and who belongs to them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from treebeard.mp_tree import MP_Node

from renaksi.accounts.roles import ROLES, Role
from renaksi.kernel.clock import TIME_ZONES


class OfficeKind(models.TextChoices):
    NATIONAL = "national", "KPU RI"
    PROVINCE = "province", "KPU Provinsi"
    REGENCY = "regency", "KPU Kabupaten"
    CITY = "city", "KPU Kota"


class Office(MP_Node):  # type: ignore[misc]  # treebeard ships no types
    """One work unit (satuan kerja). Its place in the tree is today's; earlier parents stand in OfficeParent."""

    kind = models.CharField("jenis", max_length=10, choices=OfficeKind.choices)
    code = models.CharField("kode", max_length=4, unique=True)  # the code of today; others in OfficeCode
    name = models.CharField("nama", max_length=120)  # "KPU Kota Bukittinggi", "KIP Aceh"
    time_zone = models.CharField("zona waktu", max_length=20, choices=tuple(TIME_ZONES.items()), default="Asia/Jakarta")

    class Meta:
        verbose_name = "satuan kerja"
        verbose_name_plural = "satuan kerja"

    def __str__(self) -> str:
        return str(self.name)


class Dated(models.Model):
    """Something true from a day until a day; None = open."""

    since = models.DateField("sejak", null=True, blank=True)
    until = models.DateField("sampai", null=True, blank=True)

    class Meta:
        abstract = True


class OfficeCode(Dated):
    """A code the office has or had in decree numbers (Kemendagri code without its dot). The dates are editable data."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField("kode", max_length=4, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("office", "code"), name="office_code_once"),)


class OfficeParent(Dated):
    """Under whom the office stands or stood; provinces split."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="children_over_time")


class NumberingForm(models.TextChoices):
    """How the office numbers its decrees; three generations."""

    KPT = "kpt", "29/HK.03.1-Kpt/3508/KPU-Kab/VI/2021"
    CODED = "coded", "2/HK.03.1/1375/2022"
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

    class Meta:
        ordering = ("office", "-since")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date) -> MembershipQuerySet:
        """Those in force on the day."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class Membership(Dated):
    """A user in an office with a role; ``areas`` lists area numbers (1..8) it is for, empty = all."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("peran", max_length=20, choices=[(key, role.title) for key, role in ROLES.items()])
    areas = models.JSONField("area", default=list, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "keanggotaan"
        indexes = (models.Index(fields=("user", "office")),)

    @property
    def role_class(self) -> type[Role]:
        return ROLES[self.role]
