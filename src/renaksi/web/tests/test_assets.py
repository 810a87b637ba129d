"""Front-end files: what is copied, and when."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from renaksi.web.assets import STYLES, copy_files, is_current, layered, without_has


def test_stylesheet_goes_into_its_layer_without_charset_and_map() -> None:
    css = '@charset "UTF-8";\n/*! licence */a{color:red}\n/*# sourceMappingURL=tabler.min.css.map */'
    assert layered(css, "tabler") == "@layer tabler{/*! licence */a{color:red}}\n"


def test_rules_that_look_inside_elements_are_left_out() -> None:
    css = "/*! licence */a:has(> b) c,d{color:red}e{color:blue}@media print{f{top:0}g:not(:has(h)){top:1px}}i{top:2px}"
    assert without_has(css) == "/*! licence */e{color:blue}@media print{f{top:0}}i{top:2px}"


def test_copied_files_are_current_until_the_lock_changes(tmp_path: Path) -> None:
    lock, vendor = tmp_path / "package-lock.json", tmp_path / "vendor"
    lock.write_text("one")
    source = tmp_path / STYLES["tabler.css"]
    source.parent.mkdir(parents=True)
    source.write_text("a{}")
    assert not is_current(tmp_path, vendor)
    copy_files(tmp_path, vendor)
    assert is_current(tmp_path, vendor)
    assert gzip.decompress((vendor / "tabler.css.gz").read_bytes()) == (vendor / "tabler.css").read_bytes()
    lock.write_text("two")
    assert not is_current(tmp_path, vendor)


def test_missing_package_is_told(tmp_path: Path) -> None:
    (tmp_path / "package-lock.json").write_text("one")
    with pytest.raises(FileNotFoundError):
        copy_files(tmp_path, tmp_path / "vendor")
