"""The list of offices, its codes and parents over time."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.domain.codes import date_code, office_of_number, offices_on, unit_code_of
from renaksi.offices.domain.load import Span, load_offices, office_rows
from renaksi.offices.models import Office, OfficeCode, OfficeParent
from renaksi.offices.tests.factories import OfficeFactory, member


@pytest.fixture
def offices(db):
    return load_offices()


def test_the_packaged_list_is_whole_and_sound():
    rows = office_rows()
    assert len(rows) == 553
    assert [sum(row.kind == kind for row in rows) for kind in ("national", "province", "regency", "city")] == [
        1,
        38,
        416,
        98,
    ]
    seen: set[str] = set()
    for row in rows:
        assert row.parent is None or row.parent in seen, f"{row.code} stands before its parent"
        seen.add(row.code)
        assert row.code in {span.code for span in row.codes}
        assert row.name.startswith("KIP" if row.code.startswith("11") else "KPU")
    codes = [span.code for row in rows for span in row.codes]
    assert len(codes) == len(set(codes)), "a code was given to two offices"


def test_the_packaged_list_agrees_with_the_reference(shared):
    import csv

    with (shared / "offices" / "offices.csv").open(encoding="utf-8") as file:
        reference = {row["code"]: row for row in csv.DictReader(file)}
    for row in office_rows():
        told = reference.pop(row.code)
        codes_2022 = [span.code for span in row.codes if not span.since or span.since < date(2023, 1, 1)]
        parents_2022 = [span.code for span in row.parents if not span.since or span.since < date(2023, 1, 1)]
        assert (row.name, row.kind, row.time_zone) == (told["name"], told["kind"], told["timezone"])
        assert (codes_2022[0] if codes_2022 else "") == told["code_2022"]
        assert (parents_2022[0] if parents_2022 else "") == told["parent_2022"]
        assert (row.parent or "") == told["parent"]
    assert reference == {}


def test_a_load_makes_a_sound_tree_and_again_changes_nothing(db):
    report = load_offices()
    assert (report.added, report.renamed, report.moved) == (553, 0, 0)
    assert Office.objects.find_problems() == ([], [], [], [], [])
    before = list(Office.objects.order_by("pk").values()), list(OfficeCode.objects.order_by("pk").values())
    again = load_offices()
    assert (again.added, again.renamed, again.moved) == (0, 0, 0)
    assert (list(Office.objects.order_by("pk").values()), list(OfficeCode.objects.order_by("pk").values())) == before


def test_a_second_load_takes_few_queries(offices, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        load_offices()


def test_offices_were_549_in_2022_and_are_553_now(offices):
    assert offices_on(date(2022, 2, 14)).count() == 549
    assert offices_on(date(2022, 12, 31)).count() == 549
    assert offices_on(date(2023, 1, 1)).count() == 553
    assert offices_on(date(2026, 1, 1)).count() == 553


def test_the_tree_is_of_today_and_earlier_parents_are_kept(offices):
    office = find_office("9602")
    assert Office.objects.get_parent(office).name == "KPU Provinsi Papua Barat Daya"
    assert OfficeParent.objects.current(date(2022, 6, 1)).get(office=office).parent.name == "KPU Provinsi Papua Barat"
    assert OfficeParent.objects.current(date(2024, 6, 1)).get(office=office).parent.code == "96"


@pytest.mark.parametrize("code", ["9602", "9204"])
def test_any_code_an_office_has_had_finds_it(offices, code):
    assert find_office(code).name == "KPU Kabupaten Sorong Selatan"


def test_an_unknown_code_finds_nothing(offices):
    with pytest.raises(Office.DoesNotExist):
        find_office("9999")


def test_a_code_given_on_to_another_office_is_the_holder_of_the_day(db):
    old, new = OfficeFactory(code="9701"), OfficeFactory(code="9702")
    OfficeCode.objects.filter(office=old).update(until=date(2024, 12, 31))
    Office.objects.filter(pk=old.pk).update(code="9703")
    OfficeCode.objects.create(office=old, code="9703", since=date(2025, 1, 1))
    OfficeCode.objects.create(office=new, code="9701", since=date(2025, 1, 1))
    assert find_office("9701", on=date(2023, 5, 1)) == old
    assert find_office("9701", on=date(2025, 5, 1)) == new
    assert office_of_number("3/ORT.07/9701/2022", 2022) == old
    assert office_of_number("3/ORT.07/9701/2025", 2025) == new


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("29/HK.03.1-Kpt/9999/KPU-Kab/VI/2021", "9999"),
        ("11/HK.03.2-Kpt/9999/Sek-Kot/III/2021", "9999"),
        ("314/ORT.07-Kpt/01/KPU/V/2021", "01"),
        ("2/HK.03.1/9999/2022", "9999"),
        ("07 / HK.03.1 / 9999 / 2022", "9999"),
        ("3/ORT.07/51/2022", "51"),
        ("19 TAHUN 2023", None),
        ("12/2022", None),
        ("", None),
        ("2/HK.03.1/2022", None),
        ("2/HK.03.1/KPU-Kot/2022", None),
    ],
)
def test_the_unit_code_is_read_in_three_generations(number, code):
    assert unit_code_of(number) == code


def test_a_number_names_its_office(offices):
    assert (
        office_of_number("3/ORT.07/9204/2022", 2022)
        == office_of_number("3/ORT.07/9602/2024", 2024)
        == find_office("9602")
    )
    assert office_of_number("314/ORT.07-Kpt/01/KPU/V/2021", 2021) == find_office("00")
    assert office_of_number("2/HK.03.1/0001/2022", 2022) is None
    assert office_of_number("19 TAHUN 2023", 2023) is None


def test_a_load_follows_new_names_codes_and_parents(offices):
    rows = office_rows()
    moved = next(row for row in rows if row.code == "9602")
    changed = replace(
        moved,
        code="9702",
        name="KPU Kabupaten Sorong Bagian Selatan",
        codes=(*moved.codes, Span("9702", date(2030, 1, 1))),
        parents=(*moved.parents, Span("91", date(2030, 1, 1))),
    )
    office = find_office("9602")
    report = load_offices([changed if row is moved else row for row in rows])
    office = Office.objects.get(pk=office.pk)
    assert (report.added, report.renamed, report.moved) == (0, 1, 1)
    assert (office.code, office.name) == ("9702", "KPU Kabupaten Sorong Bagian Selatan")
    assert Office.objects.get_parent(office).code == "91"
    assert find_office("9204") == office
    assert Office.objects.find_problems() == ([], [], [], [], [])


def test_dates_of_a_code_set_by_hand_outlive_a_load(offices):
    office = find_office("9602")
    admin = member(office, "administrator", full_name="Sri Teladan")
    date_code(office=office, code="9204", since=None, until=date(2023, 6, 30), by=admin)
    load_offices()
    assert OfficeCode.objects.get(code="9204").until == date(2023, 6, 30)
    event = AuditEvent.objects.get(what="offices.code_dated")
    assert event.details == {"before": "sampai 31 Desember 2022", "after": "sampai 30 Juni 2023"}
    assert (
        sentence_of(event)
        == "Sri Teladan mengubah masa pakai kode 9204: sampai 31 Desember 2022 menjadi sampai 30 Juni 2023."
    )


def test_dates_of_a_code_are_refused_to_strangers_and_nonsense(offices):
    office = find_office("9602")
    with pytest.raises(Refused, match="tidak berwenang"):
        date_code(office=office, code="9204", since=None, until=None, by=member(office, "pengarah"))
    with pytest.raises(Refused, match="tidak pernah memakai kode"):
        date_code(office=office, code="1375", since=None, until=None, by=None)
    with pytest.raises(Refused, match="mendahului"):
        date_code(office=office, code="9204", since=date(2023, 1, 2), until=date(2023, 1, 1), by=None)


def test_the_command_says_what_it_did(db, capsys):
    call_command("load_offices")
    assert capsys.readouterr().out == "553 satuan kerja: 553 ditambahkan, 0 dimutakhirkan, 0 dipindahkan.\n"
