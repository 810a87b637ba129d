"""Several verbs as one change: what one press of a button did is taken back by one press of undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from renaksi.intake.domain.images import Image
from renaksi.intake.domain.sheet import locked_draft
from renaksi.intake.models import Draft, DraftChange


@contextmanager
def as_one(draft: Draft) -> Iterator[None]:
    """Verbs called on the draft inside are one transaction and one step of undo, told in one sentence after another.

    A refusal inside leaves nothing done. The trail keeps an event for each verb.
    """
    with transaction.atomic():
        version = locked_draft(draft).version
        yield
        done = list(DraftChange.objects.filter(draft=draft, version__gt=version, undone_at=None).order_by("version"))
        if len(done) > 1:
            _fold(done)


def _fold(done: Sequence[DraftChange]) -> None:
    """Makes the changes, oldest first, the last one alone."""
    last = done[-1]
    last.before = merged([each.before for each in done])
    last.sentence = " ".join(each.sentence for each in done)
    last.save(update_fields=("before", "sentence"))
    DraftChange.objects.filter(pk__in=[each.pk for each in done[:-1]]).delete()


def merged(befores: Sequence[Image]) -> Image:
    """The images of changes that followed one another, oldest first, as the image of all: what came first is what was."""
    whole: Image = {"head": {}, "added": [], "rows": {}, "removed": {}, "doubts": {}}
    for before in befores:
        whole["head"] = before["head"] | whole["head"]
        _keep_first(whole["doubts"], before["doubts"])
        new = {str(pk) for pk in whole["added"]}
        _keep_first(whole["rows"], {pk: image for pk, image in before["rows"].items() if pk not in new})
        for pk, image in before["removed"].items():
            if pk in new:
                whole["added"].remove(int(pk))  # came and went: as if it had never been
            else:
                whole["removed"][pk] = image | whole["rows"].pop(pk, {})
        whole["added"] += before["added"]
    return whole


def _keep_first(known: Image, images: Image) -> None:
    for pk, image in images.items():
        known[pk] = image | known.get(pk, {})
