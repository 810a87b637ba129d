"""The project read as data: relations point down, every view has its access rule, every template is used, terms are kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from renaksi.accounts.access import AccessRule
from renaksi.desk.urls import public_book_urls

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "renaksi"


def _floors() -> list[set[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [{name.strip() for name in layer.split("|")} for layer in layers]


def _height(app_module: str) -> int:
    package = app_module.split(".")[1]
    return next(i for i, floor in enumerate(reversed(_floors())) if package in floor)


def _own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("renaksi.")]


def test_relations_point_down_or_stay_on_their_floor():
    wrong = []
    for model in _own_models():
        for field in model._meta.get_fields():
            if not getattr(field, "auto_created", False) and field.is_relation and field.related_model is not None:
                target = field.related_model.__module__
                if target.startswith("renaksi.") and _height(target) > _height(model.__module__):
                    wrong.append(f"{model.__name__}.{field.name} -> {target}")
    assert not wrong


def test_there_are_models_to_look_at():
    assert len(_own_models()) > 10


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, where)
        else:
            yield where, entry


def test_every_route_has_an_access_rule():
    routes = list(_routes(get_resolver()))
    assert len(routes) > 15
    bare = [where for where, route in routes if not isinstance(getattr(route.callback, "access", None), AccessRule)]
    assert not bare


def test_public_routes_are_the_known_few():
    public = {where for where, route in _routes(get_resolver()) if route.callback.access.kind == "public"}
    of_books = {str(route.pattern) for route in public_book_urls()}
    assert public - of_books == {"sehat/", "akun/masuk/", "akun/keluar/"}


def test_public_routes_of_books_take_no_office_pages_away():
    assert not [
        route for route in public_book_urls() if str(route.pattern).startswith(("satker/", "akun/", "api/", "static/"))
    ]


def test_office_routes_name_the_office():
    wrong = [
        where
        for where, route in _routes(get_resolver())
        if (route.callback.access.kind == "office") != where.startswith("satker/<str:code>/")
    ]
    assert not wrong


def _templates() -> list[Path]:
    return [path for path in SOURCE.rglob("templates/**/*.html") if path.is_file()]


def test_every_template_is_used():
    text = "\n".join(path.read_text() for path in SOURCE.rglob("*.py") if "/tests/" not in str(path))
    text += "\n".join(path.read_text() for path in _templates())
    known_to_django = {"404.html", "403.html", "403_csrf.html", "500.html", "400.html"}
    unused = []
    for path in _templates():
        name = str(path).split("/templates/", 1)[1]
        by_allauth = name.startswith(("account/", "allauth/", "django/forms/"))
        if name not in text and name not in known_to_django and not by_allauth:
            unused.append(name)
    assert not unused


@pytest.mark.parametrize("pattern", [r"<script(?![^>]*\bsrc=)", r"\sstyle=\"", r"\son[a-z]+=\"", r"javascript:"])
def test_templates_hold_no_inline_script_or_style(pattern: str):
    wrong = [path.name for path in _templates() if re.search(pattern, path.read_text())]
    assert not wrong


def test_templates_load_nothing_from_elsewhere():
    wrong = [path.name for path in _templates() if re.search(r"(?:src|href|action)=\"(?:https?:)?//", path.read_text())]
    assert not wrong


FORBIDDEN_FILES = {
    "utils.py",
    "helpers.py",
    "manager.py",
    "managers.py",
    "handler.py",
    "handlers.py",
    "data.py",
    "info.py",
}


def test_no_file_has_a_name_that_says_nothing():
    assert not [str(path) for path in SOURCE.rglob("*.py") if path.name in FORBIDDEN_FILES]


def test_every_package_says_what_it_is_for():
    silent = [
        path.parent.name for path in SOURCE.glob("*/__init__.py") if not path.read_text().lstrip().startswith('"""')
    ]
    assert not silent


def _glossary() -> list[tuple[str, str, list[str]]]:
    rows = []
    for line in (ROOT / "docs" / "glossary.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and cells[0] not in {"code", "---"} and not set(cells[0]) <= {"-"}:
            rows.append((cells[0], cells[1], [word.strip() for word in cells[2].split(",") if word.strip()]))
    return rows


def test_code_uses_the_glossary_terms():
    """No model, model field or module is named with a word the glossary sets aside."""
    set_aside = {word.lower() for _, _, words in _glossary() for word in words if " " not in word}
    assert {"tenant", "workplan", "attachment", "ticket"} <= set_aside
    names = {model.__name__.lower() for model in _own_models()}
    names |= {field.name.lower() for model in _own_models() for field in model._meta.get_fields()}
    names |= {path.stem.lower() for path in SOURCE.rglob("*.py")}
    assert not names & set_aside


ENGLISH = r">\s*(?:Save|Cancel|Delete|Submit|Search|Upload|Sign in|Log in|Logout|Back|Next|Previous|Edit|Add|Close)\s*<"


def test_screens_speak_indonesian():
    wrong = [(path.name, found[0]) for path in _templates() if (found := re.search(ENGLISH, path.read_text()))]
    assert not wrong


def test_the_project_speaks_of_itself_alone():
    places = re.compile(
        "|".join(("/" + "work/", "pypi" + r"\.org", "registry" + r"\.npmjs", "files" + r"\.pythonhosted"))
    )
    suffixes = {".py", ".md", ".html", ".toml", ".txt", ".json", ".css", ".js", ".yml", ".conf", ".service", ".sh"}
    tracked = [
        path
        for top in ("src", "docs", "tests", "tools", "deploy", "requirements", "benchmarks")
        for path in (ROOT / top).rglob("*")
        if path.suffix in suffixes and path.is_file() and "vendor" not in path.parts
    ]
    tracked += [path for path in ROOT.iterdir() if path.suffix in suffixes and path.is_file()]
    assert len(tracked) > 100
    assert not [str(path.relative_to(ROOT)) for path in tracked if places.search(path.read_text(errors="replace"))]
