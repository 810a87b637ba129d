"""Fixtures every floor's tests share."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

_SHARED = Path(os.environ.get("RENAKSI_SHARED", Path(__file__).resolve().parents[3] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference decrees and truths beside the checkout; the test is skipped, loudly, where there is none."""
    if not (_SHARED / "truth").is_dir():
        warnings.warn(f"reference material not found at {_SHARED}: its tests are SKIPPED", stacklevel=1)
        pytest.skip(f"no reference material at {_SHARED}")
    return _SHARED


@pytest.fixture(scope="session", autouse=True)
def flush_passes_the_trail() -> Iterator[None]:
    """Lets Django empty the trail's tables after a transactional test; within tests the trail stays append-only."""
    from renaksi.audit.tests.guards import flush_passes

    with flush_passes():
        yield


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """The real password hash with small costs: a thousand sign-ins of tests need not each take 100 MB."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for cost, small in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, cost, small)
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """No test finds what another kept for later."""
    from django.core.cache import cache

    cache.clear()
