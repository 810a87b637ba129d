"""The forms of persons and posts. What is right and wrong is the verbs' to say; the forms carry it to the field."""

from __future__ import annotations

from typing import Any

from django import forms

from renaksi.accounts.models import User
from renaksi.kernel.clock import today
from renaksi.offices.domain.staff_facts import LONGEST_REASON, PersonFacts, PostFacts
from renaksi.offices.domain.staff_tenures import Appointment
from renaksi.offices.forms import DayField, RefusableForm
from renaksi.offices.models import FilingKind, Membership, Office, Person, PersonKind, Post, PostKind
from renaksi.offices.staff_lists import ECHELONS


def _proposed(label: str, proposals: str, **kwargs: Any) -> forms.CharField:
    """A text with proposals from the page's list of that id; anything may be typed."""
    widget = forms.TextInput(attrs={"list": proposals, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, widget=widget, **kwargs)


class StaffForm(RefusableForm):
    """A form whose hidden ``seen`` says which version was looked at."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def version_seen(self) -> int:
        """The version the user looked at; 0 where the form did not say."""
        return int(self.cleaned_data.get("seen") or 0)


class StaffPersonForm(StaffForm):
    """Who someone is in the office."""

    name = forms.CharField(label="Nama lengkap", max_length=120, help_text="Dengan gelar, seperti pada keputusan.")
    kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih jenis"), *PersonKind.choices])
    nip = forms.CharField(
        label="NIP", max_length=25, required=False, help_text="18 angka; hanya PNS dan PPPK.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    rank = _proposed("Pangkat dan golongan", "pangkat", max_length=60)
    unit = _proposed("Subbagian", "subbagian", max_length=120, help_text="Untuk anggota KPU: divisinya.")
    since = DayField("Bertugas di sini sejak", help_text="Kosongkan bila sejak sebelum pencatatan ini dimulai.")
    user = forms.ChoiceField(label="Akun", required=False, help_text="Bila ia masuk ke aplikasi ini.")

    field_order = ("name", "kind", "nip", "rank", "unit", "since", "user")

    def __init__(self, *args: Any, office: Office, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._users = {str(user.pk): user for user in _free_users(office, person)}
        user = self.fields["user"]
        assert isinstance(user, forms.ChoiceField)  # noqa: S101 - declared above
        user.choices = [
            ("", "Tidak punya akun"),
            *((key, f"{one} ({one.username})") for key, one in self._users.items()),
        ]

    @classmethod
    def of(cls, person: Person) -> StaffPersonForm:
        """Filled with what stands now."""
        facts = PersonFacts.of(person)
        known = {name: getattr(facts, name) for name in ("name", "kind", "nip", "rank", "unit", "since")}
        given = {**known, "user": str(person.user_id or ""), "seen": person.version}
        return cls(initial=given, office=person.office, person=person)

    def facts(self) -> PersonFacts:
        """What was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "user"}}
        return PersonFacts(**given, user=self._users.get(self.cleaned_data["user"]))


def _free_users(office: Office, person: Person | None) -> list[User]:
    """The office's accounts that stand for no one else who serves here, by name."""
    own = Membership.objects.not_over(today(office.time_zone)).filter(office=office).values("user")
    taken = Person.objects.filter(office=office, user__isnull=False, until__isnull=True)
    if person:
        taken = taken.exclude(pk=person.pk)
    return list(User.objects.filter(pk__in=own).exclude(pk__in=taken.values("user")).order_by("full_name", "pk"))


class PostForm(StaffForm):
    """What post it is."""

    title = forms.CharField(
        label="Nama jabatan", max_length=160, help_text="Misalnya Kepala Subbagian Hukum dan Sumber Daya Manusia."
    )
    kind = forms.ChoiceField(label="Jenis jabatan", choices=[("", "Pilih jenis"), *PostKind.choices])
    unit = _proposed("Subbagian", "subbagian", max_length=120)
    echelon = forms.ChoiceField(
        label="Eselon", required=False, choices=[("", "Tanpa eselon"), *((one, one) for one in ECHELONS)]
    )
    must_file_lhkpn = forms.BooleanField(
        label="Pemegangnya wajib LHKPN", required=False, help_text="Menurut keputusan penetapan wajib lapor."
    )
    since = DayField("Ada sejak", help_text="Kosongkan bila sejak sebelum pencatatan ini dimulai.")

    field_order = ("title", "kind", "unit", "echelon", "must_file_lhkpn", "since")

    @classmethod
    def of(cls, post: Post) -> PostForm:
        """Filled with what stands now."""
        facts = PostFacts.of(post)
        names = ("title", "kind", "unit", "echelon", "must_file_lhkpn", "since")
        return cls(initial={**{name: getattr(facts, name) for name in names}, "seen": post.version})

    def facts(self) -> PostFacts:
        """What was typed."""
        return PostFacts(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class AppointmentForm(RefusableForm):
    """Who holds which post from when; one of the two is chosen, the other (``fixed``) is the page's own."""

    person = forms.ChoiceField(label="Pegawai")
    post = forms.ChoiceField(label="Jabatan")
    since = DayField(
        "Menjabat sejak", help_text="Tanggal pelantikan; kosongkan bila sejak sebelum pencatatan ini dimulai."
    )
    until = DayField("Sampai", help_text="Kosongkan bila tanpa batas waktu.")
    is_acting = forms.BooleanField(label="Hanya pelaksana tugas atau pelaksana harian", required=False)
    leaves = forms.BooleanField(label="Akhiri jabatannya yang sekarang, sehari sebelumnya", required=False)
    decree_number = forms.CharField(label="Nomor keputusan", max_length=120, required=False)
    decree_on = DayField("Tanggal keputusan")

    def __init__(
        self, *args: Any, persons: list[Person], posts: list[tuple[Post, str]], fixed: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._persons = {str(person.pk): person for person in persons}
        self._posts = {str(post.pk): post for post, _ in posts}
        self._choose("person", [(str(person.pk), str(person)) for person in persons], "Pilih pegawai", fixed)
        self._choose("post", [(str(post.pk), _post_words(post, held)) for post, held in posts], "Pilih jabatan", fixed)

    def _choose(self, name: str, choices: list[tuple[str, str]], ask: str, fixed: str) -> None:
        """The page's own is not asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", ask), *choices]
        if name == fixed:
            field.initial, field.widget = choices[0][0], forms.HiddenInput()

    def chosen_person(self) -> Person:
        """The person chosen."""
        return self._persons[self.cleaned_data["person"]]

    def chosen_post(self) -> Post:
        """The post chosen."""
        return self._posts[self.cleaned_data["post"]]

    def appointment(self) -> Appointment:
        """What was typed."""
        return Appointment(
            **{name: value for name, value in self.cleaned_data.items() if name not in {"person", "post"}}
        )


def _post_words(post: Post, holder: str) -> str:
    """``Sekretaris: kosong``; posts of one title are told apart by their part of the office."""
    unit = f", {post.unit}" if post.unit and post.unit.casefold() not in post.title.casefold() else ""
    return f"{post.title}{unit} ({holder or 'kosong'})"


class DutyForm(RefusableForm):
    """What was decided on a person's duty to report."""

    report = forms.ChoiceField(label="Laporan", choices=FilingKind.choices)
    is_exempt = forms.ChoiceField(
        label="Ketetapan", choices=[("", "Wajib lapor"), ("1", "Dikecualikan dari wajib lapor")], required=False
    )
    since = DayField("Sejak", help_text="Kosongkan bila sejak semula.")
    until = DayField("Sampai", help_text="Kosongkan bila tanpa batas waktu.")
    reason = forms.CharField(
        label="Dasar atau alasan",
        max_length=LONGEST_REASON,
        help_text="Misalnya nomor keputusan penetapan wajib lapor.",
    )


class DayForm(RefusableForm):
    """The last day of something."""

    until = DayField("Hari terakhir", required=True)


class ReasonForm(RefusableForm):
    """Why something is taken back."""

    reason = forms.CharField(label="Alasan", max_length=LONGEST_REASON)


class LeaveForm(DayForm, ReasonForm):
    """The last day, and why."""

    field_order = ("until", "reason")


class StaffFileForm(RefusableForm):
    """The filled-in list."""

    file = forms.FileField(
        label="Berkas XLSX",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="Formulir yang sudah diisi, paling besar 5 MB dan 2.000 baris.",
    )
