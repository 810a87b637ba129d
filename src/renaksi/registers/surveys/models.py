"""A round of a survey, the sheets answered in it, and the single-use slips handed out for it."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from renaksi.entries.models import Entry
from renaksi.kernel.clock import today
from renaksi.registers.surveys.arithmetic import FORMULA, LEAST_MARK, MOST_MARK, Element, reckon
from renaksi.registers.surveys.instruments import MOST_QUESTIONS, Instrument, instrument_of

RECKONED = ("closed", "published")
"""The states of a round whose index is worked out."""
MARKS = tuple(f"u{at}" for at in range(1, MOST_QUESTIONS + 1))


class Subject(models.TextChoices):
    SERVICE = "service", "Pelayanan publik (SKM)"
    INFORMATION = "information", "Pelayanan informasi"
    ELECTION_APPS = "election_apps", "Aplikasi pemilu"
    IPAK = "ipak", "Persepsi antikorupsi (IPAK)"
    IPKP = "ipkp", "Persepsi kualitas pelayanan (IPKP)"


class Means(models.TextChoices):
    """How people are asked."""

    OPEN = "open", "Tautan atau kode QR terbuka"
    KIOSK = "kiosk", "Layar di tempat layanan"
    SLIPS = "slips", "Kartu berkode sekali pakai"
    PAPER = "paper", "Lembar kertas"


class Way(models.TextChoices):
    """How one sheet came in."""

    LINK = "link", "Tautan atau kode QR"
    KIOSK = "kiosk", "Layar di tempat layanan"
    SLIP = "slip", "Kartu berkode"
    PAPER = "paper", "Lembar kertas"


class Sex(models.TextChoices):
    WOMAN = "woman", "Perempuan"
    MAN = "man", "Laki-laki"


class AgeBand(models.TextChoices):
    UNDER_20 = "under_20", "Di bawah 20 tahun"
    FROM_20 = "from_20", "20–29 tahun"
    FROM_30 = "from_30", "30–39 tahun"
    FROM_40 = "from_40", "40–49 tahun"
    FROM_50 = "from_50", "50 tahun ke atas"


class Education(models.TextChoices):
    PRIMARY = "primary", "SD atau SMP"
    SECONDARY = "secondary", "SMA sederajat"
    DIPLOMA = "diploma", "Diploma"
    BACHELOR = "bachelor", "S1 atau D4"
    MASTER = "master", "S2 ke atas"


class Occupation(models.TextChoices):
    STUDENT = "student", "Pelajar atau mahasiswa"
    OFFICIAL = "official", "ASN, TNI, atau Polri"
    EMPLOYEE = "employee", "Pegawai swasta"
    SELF_EMPLOYED = "self_employed", "Wiraswasta"
    PARTY = "party", "Pengurus partai politik"
    OTHER = "other", "Lainnya"


def new_token() -> str:
    """The part of a round's public address nobody guesses."""
    return secrets.token_urlsafe(16)


def new_sheet_id() -> int:
    """A random number for a sheet: it says neither when nor in which order sheets came."""
    return secrets.randbelow(2**62) + 1


class Survey(Entry):
    """One round of a survey. ``index``, ``letter``, ``respondents`` and ``formula`` are worked out when it is closed, and kept.

    ``index`` stays empty where an element was answered by nobody.
    """

    subject = models.CharField("jenis survei", max_length=20, choices=Subject.choices)
    service = models.CharField(
        "layanan yang dinilai", max_length=200, help_text="Misalnya layanan informasi di loket PPID."
    )
    asked_from = models.DateField("dimulai")
    asked_until = models.DateField("berakhir")
    means = models.CharField("sarana", max_length=10, choices=Means.choices, default=Means.OPEN)
    population = models.PositiveIntegerField(
        "jumlah pengguna layanan", null=True, blank=True,
        help_text="Banyaknya penerima layanan dalam setahun; dari sini dihitung jumlah responden yang perlu ditanya.",
    )  # fmt: skip
    approved_on = models.DateField("pertanyaan disetujui", null=True, blank=True)
    closed_on = models.DateField("ditutup", null=True, blank=True)
    published_on = models.DateField("diumumkan", null=True, blank=True)
    published_at = models.CharField(
        "tempat diumumkan", max_length=250, blank=True, help_text="Misalnya papan informasi dan laman satuan kerja."
    )
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    index = models.DecimalField("indeks", max_digits=5, decimal_places=2, null=True, blank=True, editable=False)
    letter = models.CharField("mutu", max_length=1, blank=True, editable=False)
    respondents = models.PositiveIntegerField("responden", null=True, blank=True, editable=False)
    formula = models.CharField("versi rumus", max_length=40, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = "putaran survei"

    @property
    def instrument(self) -> Instrument:
        """The questions asked in this round."""
        return instrument_of(self.subject, self.asked_from)

    def elements(self) -> list[Element]:
        """What the sheets say of each element; one query."""
        names = MARKS[: len(self.instrument.questions)]
        asked: dict[str, Any] = {f"{name}_sum": models.Sum(name) for name in names}
        asked |= {f"{name}_n": models.Count(name) for name in names}
        found = Answer.objects.filter(survey=self).aggregate(**asked)
        return [Element(found[f"{name}_sum"] or 0, found[f"{name}_n"]) for name in names]

    def clean(self) -> None:
        """Days follow one another; nobody closes or publishes tomorrow; what people answered is not asked anew."""
        if self.asked_until < self.asked_from:
            raise ValidationError({"asked_until": "Hari berakhir tidak boleh sebelum hari dimulai."})
        if self.state in RECKONED and self.closed_on and self.closed_on < self.asked_from:
            raise ValidationError({"closed_on": "Survei tidak dapat ditutup sebelum dimulai."})
        if self.published_on and self.closed_on and self.published_on < self.closed_on:
            raise ValidationError({"published_on": "Hasil diumumkan setelah survei ditutup."})
        for name in ("approved_on", "closed_on", "published_on"):
            day = getattr(self, name)
            if day and day > today(self.office.time_zone):
                raise ValidationError({name: "Tanggal ini belum tiba."})
        self._check_questions()

    def _check_questions(self) -> None:
        """Refuses another subject once there are answers, whose marks belong to its questions."""
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.instrument != self.instrument and before.answers.exists():
            fault = "Jenis survei tidak dapat diganti karena sudah ada jawaban. Buat putaran baru."
            raise ValidationError({"subject": fault})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A round that is closed keeps its result from then on; one that is opened again has none."""
        if self.state not in RECKONED:
            self.index, self.letter, self.respondents, self.formula = None, "", None, ""
        elif not self.formula:
            self._work_out()
        super().save(*args, **kwargs)

    def _work_out(self) -> None:
        result = reckon(self.elements(), self.asked_until)
        self.index = result.index if result else None
        self.letter = result.band.letter if result else ""
        self.respondents, self.formula = Answer.objects.filter(survey=self).count(), FORMULA


class Answer(models.Model):
    """One sheet without a name: no user, no address, no time but the day. Its id is random, so that it tells no order."""

    id = models.BigAutoField(primary_key=True, default=new_sheet_id)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    answered_on = models.DateField("tanggal")
    way = models.CharField("cara", max_length=6, choices=Way.choices)
    sex = models.CharField("jenis kelamin", max_length=10, choices=Sex.choices, blank=True)
    age = models.CharField("usia", max_length=10, choices=AgeBand.choices, blank=True)
    education = models.CharField("pendidikan", max_length=10, choices=Education.choices, blank=True)
    occupation = models.CharField("pekerjaan", max_length=14, choices=Occupation.choices, blank=True)
    u1 = models.PositiveSmallIntegerField(null=True, blank=True)
    u2 = models.PositiveSmallIntegerField(null=True, blank=True)
    u3 = models.PositiveSmallIntegerField(null=True, blank=True)
    u4 = models.PositiveSmallIntegerField(null=True, blank=True)
    u5 = models.PositiveSmallIntegerField(null=True, blank=True)
    u6 = models.PositiveSmallIntegerField(null=True, blank=True)
    u7 = models.PositiveSmallIntegerField(null=True, blank=True)
    u8 = models.PositiveSmallIntegerField(null=True, blank=True)
    u9 = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = tuple(
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (LEAST_MARK, MOST_MARK)}),
                name=f"surveys_answer_{name}",
            )
            for name in MARKS
        )

    @property
    def marks(self) -> list[int | None]:
        """The marks in the order of the questions."""
        return [getattr(self, name) for name in MARKS]


class Slip(models.Model):
    """A slip of paper with a code that is good for one sheet. Only the code's digest is kept, and whether it was spent."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="slips")
    digest = models.CharField(max_length=64)
    is_spent = models.BooleanField("terpakai", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("survey", "digest"), name="surveys_slip_once"),)
