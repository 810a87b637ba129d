"""The skeleton of a new register: complete, valid, and filled with what the national template knows."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from renaksi.catalogue.template import measures

TOOL = Path(__file__).resolve().parents[1] / "tools" / "new_register.py"


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("new_register", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path / "src" / "renaksi" / "registers")
    return module


def test_the_folder_is_valid_python_with_the_templates_measures(tool: ModuleType):
    said = tool.main("whistleblowing")
    assert "makemigrations whistleblowing" in said
    folder = tool.FOLDER / "whistleblowing"
    for path in folder.rglob("*.py"):
        ast.parse(path.read_text(), filename=str(path))
    written = (folder / "measures.py").read_text()
    asked = [each for each in measures() if each.register == "whistleblowing"]
    assert len(asked) == 3
    for each in asked:
        assert f'"{each.key}"' in written
    assert 'slug="wbs"' in (folder / "register.py").read_text()


@pytest.mark.parametrize("name", ["", "no_such_book"])
def test_a_book_the_template_does_not_know_is_refused(tool: ModuleType, name: str):
    with pytest.raises(SystemExit, match="no register"):
        tool.main(name)


def test_a_folder_that_is_there_is_left_alone(tool: ModuleType):
    tool.main("archives")
    (tool.FOLDER / "archives" / "models.py").write_text("kept")
    with pytest.raises(SystemExit, match="already"):
        tool.main("archives")
    assert (tool.FOLDER / "archives" / "models.py").read_text() == "kept"
