"""The components: what they print, and that what a user typed never becomes markup."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from renaksi.kernel.months import MonthSet
from renaksi.web.status import STATUSES
from renaksi.web.templatetags.renaksi import ICONS


def rendered(source: str, **context: object) -> str:
    return Template("{% load renaksi %}" + source).render(Context(context)).strip()


def test_icon_is_silent_beside_words_and_speaks_alone() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "upload" %}')
    assert 'role="img" aria-label="Buang &lt;b&gt;"' in rendered('{% icon "trash" label %}', label="Buang <b>")


@pytest.mark.parametrize("name", ["../base", "no_such_icon", "Upload", ""])
def test_unknown_icon_is_refused(name: str) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        rendered("{% icon name %}", name=name)


def test_every_icon_is_drawn_in_the_text_colour() -> None:
    drawings = sorted(ICONS.glob("*.svg"))
    assert drawings
    for path in drawings:
        assert 'stroke="currentColor"' in path.read_text()
        assert "style=" not in path.read_text()


@pytest.mark.parametrize("key", STATUSES)
def test_status_says_sign_and_word(key: str) -> None:
    html = rendered("{% status key %}", key=key)
    assert STATUSES[key].sign in html
    assert STATUSES[key].word in html


def test_dates_and_moments_are_written_in_indonesian() -> None:
    assert rendered("{{ day|tanggal }}", day=date(2022, 2, 14)) == "14 Februari 2022"
    assert rendered("{{ day|tanggal }}", day="2022-02-14T10:00:00") == "14 Februari 2022"
    assert rendered("{{ day|tanggal }}", day=None) == ""
    assert rendered("{{ day|tanggal }}", day=datetime(2022, 2, 13, 20, tzinfo=UTC)) == "14 Februari 2022"


def test_moment_is_told_in_the_offices_own_time() -> None:
    office = SimpleNamespace(time_zone="Asia/Jayapura")
    html = rendered("{% waktu at %}", at=datetime(2022, 2, 13, 16, 30, tzinfo=UTC), frame_office=office)
    assert "14 Februari 2022, 01.30 WIT" in html


def test_numbers_carry_indonesian_separators_and_years_none() -> None:
    assert rendered("{{ n|angka }} {{ x|angka:1 }} {{ year }}", n=1234, x=1234.5, year=2026) == "1.234 1.234,5 2026"


def test_months_strip_fills_what_is_ticked_and_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")
    html = rendered("{% months_strip months 2026 %}", months=MonthSet.of([1, 2, 3, 11]))
    assert html.count('class="on') == 4
    assert html.count('class="on now"') == 1
    assert "Pelaksanaan: Januari s.d. Maret, November" in html
    assert " now" not in rendered("{% months_strip months 2025 %}", months=2047)


class Note(forms.Form):
    note = forms.CharField(label="Catatan", help_text="Satu kalimat.", widget=forms.Textarea)
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "A")], required=False)


def test_field_ties_label_help_and_error_to_the_control() -> None:
    html = rendered('{% field form.note data_keep="note" %}', form=Note({"note": ""}))
    assert '<label for="id_note">Catatan</label>' in html
    assert 'aria-describedby="id_note_bantu id_note_salah"' in html
    assert 'id="id_note_salah"' in html
    assert 'aria-invalid="true"' in html
    assert 'data-keep="note"' in html
    assert 'class="form-control"' in html


def test_field_keeps_what_was_typed_as_text() -> None:
    html = rendered("{% field form.note %}{% field form.kind %}", form=Note({"note": "</textarea><script>"}))
    assert "<script>" not in html
    assert "form-select" in html
    assert "(boleh kosong)" in html


def test_pages_keep_the_other_filters() -> None:
    page = Paginator(list(range(30)), 10).get_page(2)
    request = RequestFactory().get("/?cari=a+b&halaman=2")
    html = rendered('{% pages page "pengguna" %}', page=page, request=request)
    assert "?cari=a+b&amp;halaman=1" in html
    assert "?cari=a+b&amp;halaman=3" in html
    assert "Halaman 2 dari 3 · 30 pengguna" in html


def test_single_page_needs_no_pages() -> None:
    page = Paginator([1], 10).get_page(1)
    assert rendered("{% pages page %}", page=page, request=RequestFactory().get("/")) == ""


def test_meter_says_its_share_in_words() -> None:
    html = rendered('{% meter 12 17 "keraguan selesai" %}')
    assert 'value="12" max="17"' in html
    assert "12 dari 17 keraguan selesai" in html


def test_meter_of_nothing_has_a_whole_a_browser_takes() -> None:
    assert 'max="1"' in rendered("{% meter 0 0 %}")


def test_empty_place_offers_the_first_step() -> None:
    html = rendered('{% empty "table" "Belum ada" about "Unggah" "/unggah/" %}', about="Di sini <i>rencana</i>.")
    assert 'href="/unggah/"' in html
    assert "Di sini &lt;i&gt;rencana&lt;/i&gt;." in html


def test_the_day_of_a_moment_is_that_of_the_office() -> None:
    late = datetime(2022, 2, 13, 16, 30, tzinfo=UTC)  # 01.30 of the next day in the east
    office = SimpleNamespace(time_zone="Asia/Jayapura")
    assert rendered("{% hari at %}", at=late, frame_office=office) == "14 Februari 2022"
    assert rendered("{% hari at %}", at=late) == "13 Februari 2022"
