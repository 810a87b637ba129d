"""Addresses of static files change with the content, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from pytest_django import Settings

from renaksi.web.storage import MarkedFilesStorage


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()
    return tmp_path


def test_address_changes_with_the_content_alone(folder: Path) -> None:
    style = folder / "own.css"
    style.write_text("a{}")
    first = MarkedFilesStorage().url("own.css")
    assert first.startswith("/static/own.css?v=")
    os.utime(style, (1, 1))
    assert MarkedFilesStorage().url("own.css") == first
    style.write_text("b{}")
    assert MarkedFilesStorage().url("own.css") != first


def test_missing_file_keeps_its_bare_address(folder: Path) -> None:
    assert MarkedFilesStorage().url("nowhere.css") == "/static/nowhere.css"
