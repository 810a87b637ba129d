from __future__ import annotations

import pytest

from renaksi.catalogue.template import indicators
from renaksi.kernel.quantity import Kind
from renaksi.plan.kinds import expected_evidence, kind_of, kind_of_words, unit_of
from renaksi.plan.models import Indicator


def test_the_catalogue_tells_kind_unit_and_usual_evidence():
    share = Indicator(text="apa pun", catalogue_code="1.2.3.2")
    assert (kind_of(share), unit_of(share)) == (Kind.SHARE, "%")
    assert "LHKPN" in expected_evidence(share)


def test_a_person_s_choice_comes_before_the_catalogue():
    assert kind_of(Indicator(catalogue_code="1.2.3.2", kind="count")) is Kind.COUNT
    assert unit_of(Indicator(catalogue_code="1.2.3.2", unit="orang")) == "orang"


def test_an_unknown_code_leaves_the_words_to_tell():
    unknown = Indicator(text="Persentase pegawai yang dilatih", catalogue_code="9.9.9.9")
    assert (kind_of(unknown), unit_of(unknown), expected_evidence(unknown)) == (Kind.SHARE, "", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Persentase (%) pelaporan", Kind.SHARE),
        ("Terselesaikannya 100 % pengaduan", Kind.SHARE),
        ("Menurunnya angka pelanggaran disiplin", Kind.TREND),
        ("Jumlah laporan gratifikasi", Kind.COUNT),
        ("Indeks kepuasan masyarakat", Kind.INDEX),
        ("Tersusunnya laporan kinerja", Kind.PRESENCE),
    ],
)
def test_words_tell_the_kind(text: str, kind: Kind):
    assert kind_of_words(text) is kind


def test_every_kind_of_the_catalogue_is_known():
    assert {Kind(each.kind) for each in indicators()} <= set(Kind)
