"""Scans read in the background: a page at a time, kept, taken up again, in turn with other files, until someone cancels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from renaksi.intake.domain.discard import discard_draft
from renaksi.intake.domain.pages import page_picture
from renaksi.intake.domain.receive import receive_file
from renaksi.intake.domain.scanning import Progress, expect_pages, progress_of
from renaksi.intake.domain.understand import understand_draft
from renaksi.intake.models import Draft, DraftState, ScannedPage
from renaksi.intake.tests import made_scans as scan
from renaksi.intake.tests.samples_of_readings import decree_file
from renaksi.jobs.worker import new_worker, new_worker_id
from renaksi.offices.models import OfficeKind
from renaksi.offices.tests.factories import OfficeFactory, UserFactory, member

pytestmark = pytest.mark.django_db
EMPTY = scan.jpeg(np.full((300, 400, 3), 255, np.uint8))


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def office():
    return OfficeFactory(name="KPU Kota Contoh", code="9999", kind=OfficeKind.CITY)


@pytest.fixture
def user():
    return UserFactory(full_name="SITI TELITI")


def received(office, user, files) -> Draft:
    return receive_file(office=office, name="keputusan.zip", data=scan.packed(files), by=user)


def test_a_scan_is_read_a_page_at_a_time_and_becomes_a_review(office, user):
    files = {"hal 1.jpg": EMPTY, "hal 2.jpg": scan.jpeg(scan.picture())}
    draft = received(office, user, files)
    assert progress_of(draft.source) is None
    seen = []
    while understand_draft(str(draft.pk)):
        seen.append(progress_of(draft.source))
    assert seen == [Progress(0, 2, 1), Progress(1, 2, 2), Progress(2, 2, None)]
    draft.refresh_from_db()
    assert draft.state == DraftState.REVIEW
    rows = list(draft.rows.order_by("position"))
    assert [row.months for row in rows] == [row.months for row in scan.ROWS]
    assert {row.source["page"] for row in rows} == {2}
    assert draft.source.content_type == "application/zip"


def test_a_page_that_was_read_is_not_read_again(office, user):
    draft = received(office, user, {f"{place}.jpg": EMPTY for place in range(3)})
    understand_draft(str(draft.pk))
    understand_draft(str(draft.pk))
    before = ScannedPage.objects.get(source=draft.source, number=1)
    expect_pages(draft.source, [1, 2, 3])
    assert progress_of(draft.source) == Progress(1, 3, 2)
    assert ScannedPage.objects.get(pk=before.pk).sheet == before.sheet
    while understand_draft(str(draft.pk)):
        pass
    draft.refresh_from_db()
    assert draft.state == DraftState.FAILED
    assert "Tidak ada tulisan yang terbaca" in draft.failure


def test_a_cancelled_reading_stops(office, user):
    draft = received(office, user, {"1.jpg": EMPTY, "2.jpg": EMPTY})
    understand_draft(str(draft.pk))
    discard_draft(draft=draft, by=user)
    assert not understand_draft(str(draft.pk))
    assert progress_of(draft.source) == Progress(0, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_long_scan_does_not_keep_a_short_file_waiting(office, user):
    long = received(office, user, {f"{place}.jpg": EMPTY for place in range(4)})
    short = receive_file(office=office, name="keputusan.txt", data=decree_file(), by=user)
    new_worker(new_worker_id(), batch=True, interval=0).run()
    jobs = DBTaskResult.objects.order_by("finished_at")
    order = [job.args_kwargs["args"][0] for job in jobs]
    assert order.count(str(long.pk)) == 6
    assert order.index(str(short.pk)) == 1
    states = {draft.pk: draft.state for draft in Draft.objects.all()}
    assert states == {long.pk: DraftState.FAILED, short.pk: DraftState.REVIEW}


@pytest.mark.django_db(transaction=True)
def test_pages_of_two_scans_take_turns(office, user):
    long = received(office, user, {f"{place}.jpg": EMPTY for place in range(6)})
    understand_draft(str(long.pk))
    understand_draft(str(long.pk))
    received(office, user, {f"lain {place}.jpg": EMPTY for place in range(3)})
    new_worker(new_worker_id(), batch=True, interval=0).run()
    jobs = DBTaskResult.objects.order_by("finished_at")
    order = ["long" if job.args_kwargs["args"][0] == str(long.pk) else "short" for job in jobs]
    assert order[:10] == ["long", "short"] * 5  # expecting its pages, three of them, and what they say: done
    assert order[10:] == ["long"] * (len(order) - 10)
    assert order.count("long") == 6


def waiting(client, office, draft) -> str:
    return client.get(reverse("intake_draft", kwargs={"code": office.code, "draft_id": draft.pk})).content.decode()


def test_the_waiting_page_tells_how_far_the_reading_is(office, client):
    user = member(office, "administrator")
    draft = received(office, user, {f"{place}.jpg": EMPTY for place in range(3)})
    understand_draft(str(draft.pk))
    understand_draft(str(draft.pk))
    client.force_login(user)
    page = waiting(client, office, draft)
    assert "Sistem membaca halaman 2; 1 dari 3 halaman selesai" in page
    assert 'value="1" max="3"' in page
    assert reverse("intake_discard", kwargs={"code": office.code, "draft_id": draft.pk}) in page


def test_the_first_page_is_seen_at_once_and_its_texts_when_it_is_read(office, client):
    user = member(office, "administrator")
    draft = received(office, user, {"1.jpg": scan.jpeg(scan.picture()), "2.jpg": EMPTY})
    client.force_login(user)
    page = waiting(client, office, draft)
    picture = reverse("intake_page", kwargs={"code": office.code, "draft_id": draft.pk, "page": 1})
    assert f'src="{picture}?awal=1"' in page
    assert client.get(f"{picture}?awal=1").headers["Content-Type"] == "image/webp"
    assert "Terbaca di halaman" not in page
    understand_draft(str(draft.pk))
    understand_draft(str(draft.pk))
    page = waiting(client, office, draft)
    assert "Terbaca di halaman 1" in page
    assert " ".join(scan.ROWS[0].area.split()[:2]) in page


def test_a_page_that_lies_upside_down_is_shown_upright_once_it_was_read(office, client):
    user = member(office, "administrator")
    upside_down = np.ascontiguousarray(scan.picture()[::-1, ::-1])
    draft = received(office, user, {"1.jpg": scan.jpeg(upside_down), "2.jpg": EMPTY})
    client.force_login(user)
    picture = reverse("intake_page", kwargs={"code": office.code, "draft_id": draft.pk, "page": 1})
    lying = b"".join(client.get(picture).streaming_content)
    understand_draft(str(draft.pk))
    understand_draft(str(draft.pk))
    assert f'src="{picture}?balik=1"' in waiting(client, office, draft)
    upright = b"".join(client.get(f"{picture}?balik=1").streaming_content)
    assert b"".join(client.get(picture).streaming_content) == upright
    ways = [cv2.imdecode(np.frombuffer(each, np.uint8), cv2.IMREAD_GRAYSCALE).astype(int) for each in (lying, upright)]
    assert np.abs(ways[0][::-1, ::-1] - ways[1]).mean() < 3 < np.abs(ways[0] - ways[1]).mean()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_outlines_stand_where_they_belong_however_the_page_lies(office, user, turns):
    seen = []
    for quarter in (0, turns):
        page = np.ascontiguousarray(np.rot90(scan.noisy(scan.picture()), quarter))
        draft = received(office, user, {"1.jpg": scan.jpeg(page, 80)})
        while understand_draft(str(draft.pk)):
            pass
        source = draft.rows.order_by("position")[1].source
        file = page_picture(draft.source, 1, is_turned=1 in source.get("turned", ()))
        picture = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
        height, width = picture.shape
        assert abs(width / height - source["size"][0] / source["size"][1]) < 0.01
        left, top, right, bottom = source["boxes"]["row"]
        cut = picture[int(top * height) : int(bottom * height), int(left * width) : int(right * width)]
        seen.append(cv2.GaussianBlur(cv2.resize(cut, (900, 120)), (0, 0), 3).ravel())
    assert np.corrcoef(seen)[0, 1] > 0.9
