"""What stands somewhere to be seen, and each time somebody looked whether it still does."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from renaksi.desk.models import EntryLine
from renaksi.entries.models import Entry


class Topic(models.TextChoices):
    REFORM = "reform", "Reformasi Birokrasi"
    VALUES = "values", "Nilai dasar dan budaya kerja"
    GRATIFICATION = "gratification", "Pengendalian gratifikasi"
    INFORMATION = "information", "Pelayanan informasi publik"
    SERVICE = "service", "Pelayanan publik"
    OTHER = "other", "Lainnya"


class Medium(models.TextChoices):
    BANNER = "banner", "Spanduk atau banner"
    POSTER = "poster", "Poster"
    BOARD = "board", "Papan informasi"
    LEAFLET = "leaflet", "Brosur atau leaflet"
    PAGE = "page", "Halaman laman resmi"
    POST = "post", "Unggahan media sosial"
    VIDEO = "video", "Video atau layar informasi"


class Audience(models.TextChoices):
    INTERNAL = "internal", "Internal"
    PUBLIC = "public", "Masyarakat"


class Shows(models.TextChoices):
    """What of a set an indicator asks for it shows."""

    CHARTER = "charter", "Maklumat pelayanan"
    STANDARD = "standard", "Standar pelayanan"
    PROCEDURE = "procedure", "SOP permohonan informasi"
    VISION = "vision", "Visi pelayanan"
    MISSION = "mission", "Misi pelayanan"
    MOTTO = "motto", "Moto pelayanan"


class Publication(Entry):
    """One medium. ``address`` is where a page or post is found; ``newest_document_on`` is of the newest document on a page."""

    topic = models.CharField("tema", max_length=20, choices=Topic.choices)
    medium = models.CharField("jenis media", max_length=10, choices=Medium.choices)
    title = models.CharField("judul", max_length=250)
    audience = models.CharField("sasaran", max_length=10, choices=Audience.choices)
    shows = models.CharField(
        "memuat", max_length=10, choices=Shows.choices, blank=True,
        help_text="Diisi bila media ini memuat maklumat, standar, SOP, visi, misi, atau moto pelayanan.",
    )  # fmt: skip
    place = models.CharField("tempat", max_length=200, blank=True, help_text="Misalnya ruang tunggu atau pintu masuk.")
    address = models.CharField("alamat laman", max_length=500, blank=True, help_text="Untuk halaman dan unggahan.")
    newest_document_on = models.DateField(
        "dokumen terbaru di halaman", null=True, blank=True, help_text="Tanggal dokumen RB terbaru yang termuat."
    )
    stands_from = models.DateField("terpasang sejak")
    stands_until = models.DateField("terpasang sampai", null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "media"

    def clean(self) -> None:
        """A page has an address, anything else a place; it is not taken down before it was put up."""
        online = self.medium in {Medium.PAGE, Medium.POST}
        if online and not self.address:
            raise ValidationError({"address": "Tulis alamat lamannya, diawali https://."})
        if not online and not self.place:
            raise ValidationError({"place": "Tulis tempat media ini terpasang."})
        if self.address:
            try:
                URLValidator(schemes=["http", "https"])(self.address)
            except ValidationError:
                raise ValidationError({"address": "Tulis alamat lengkap, diawali https:// atau http://."}) from None
        if self.stands_until and self.stands_until < self.stands_from:
            raise ValidationError({"stands_until": "Tanggal sampai tidak boleh sebelum tanggal terpasang."})


class Sighting(EntryLine):
    """Somebody looked, or the page was asked for, and it stood there or did not. ``is_probe``: the program asked."""

    entry = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="sightings")
    seen_on = models.DateField("dilihat pada")
    is_standing = models.BooleanField("masih terpasang", default=True)
    note = models.CharField("keterangan", max_length=250, blank=True)
    is_probe = models.BooleanField("diperiksa otomatis", default=False)

    class Meta(EntryLine.Meta):
        ordering = ("-seen_on", "-pk")
