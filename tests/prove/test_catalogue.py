"""The catalogue of seeded bugs: complete, readable, and in step with the addon."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.prove.catalogue import ADDONS, FOLDER, choose, load_catalogue, pairs

MODELS = ADDONS / "qbo_mirror_bugs" / "models"


def names_in(file: Path) -> set[str]:
    """Every bug that a file of the addon asks for: texts compared with `bug(...)`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Compare(left=ast.Call(func=ast.Name(id="bug")), comparators=values):
                found |= texts_in(*values)
            case ast.Match(subject=ast.Call(func=ast.Name(id="bug")), cases=cases):
                found |= texts_in(*(case.pattern for case in cases))
            case ast.Match(subject=ast.Tuple(elts=[ast.Call(func=ast.Name(id="bug")), *_])):
                for case in node.cases:
                    found |= firsts_in(case.pattern)
    return found


def texts_in(*nodes: ast.AST) -> set[str]:
    """The texts below these nodes."""
    constants = (inner for node in nodes for inner in ast.walk(node))
    return {
        inner.value
        for inner in constants
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }


def firsts_in(pattern: ast.pattern) -> set[str]:
    """The texts at the first place of a pattern, or of its alternatives."""
    match pattern:
        case ast.MatchOr(patterns=patterns):
            return {text for inner in patterns for text in firsts_in(inner)}
        case ast.MatchSequence(patterns=[first, *_]):
            return texts_in(first)
    return set()


def test_bugs_write_under_request_ids_of_their_record() -> None:
    """
    Not by its number alone: move 19 and payment 19 are two.

    QuickBooks answers a repeated id with what it answered first, so that one bug
    would meet another's document, whichever ran before it.
    """
    for file in MODELS.glob("c*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="write"), args=[_, _, ast.JoinedStr()]):
                    pytest.fail(f"{file.name}:{node.lineno} makes a request id by hand")


def test_every_bug_is_in_the_addon_and_in_the_catalogue() -> None:
    """Group by group, in the files of the same name."""
    files = {file.stem for file in FOLDER.glob("*.toml")}
    assert files == {file.stem for file in MODELS.glob("c*.py")}
    for group in load_catalogue():
        (file,) = MODELS.glob(f"c{group.number:02d}_*.py")
        assert names_in(file) == set(group.bugs), file.name


def test_every_group_is_loaded_by_odoo() -> None:
    """The addon's package imports each file."""
    imported = (MODELS / "__init__.py").read_text("utf-8")
    assert [file.stem for file in MODELS.glob("c*.py") if f"{file.stem}," not in imported] == []


@pytest.mark.parametrize("by", sorted({caught.by for _, caught in pairs(load_catalogue())}))
def test_every_scenario_of_the_catalogue_exists(by: str) -> None:
    """A function of that name, and a case of that id."""
    file, _, rest = by.partition("::")
    name, _, case = rest.removesuffix("]").partition("[")
    module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
    function = getattr(module, name)
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    ids = [getattr(row, "id", row) for mark in marks for row in mark.args[1]]
    assert not case or case in ids


def test_a_wrong_file_is_told(tmp_path: Path) -> None:
    """With its place."""
    (tmp_path / "c05_tax.toml").write_text('group = "C5"\ntitle = "Tax"\n[bugs.x]\ndoes = "y"\n')
    with pytest.raises(SettingsError, match=r"bugs\.x\.caught") as caught:
        load_catalogue(tmp_path)
    assert "c05_tax.toml" in str(caught.value)


def test_two_bugs_of_one_name_are_told(tmp_path: Path) -> None:
    """Though they are of different groups."""
    for group in ("C5", "C6"):
        entry = 'does = "y"\ncaught = [{ by = "a", told = "b" }]\n'
        (tmp_path / f"{group}.toml").write_text(
            f'group = "{group}"\ntitle = "T"\n[bugs.x]\n{entry}'
        )
    with pytest.raises(SettingsError, match="one called x"):
        load_catalogue(tmp_path)


def test_bugs_are_chosen_by_name() -> None:
    """With their groups, and no others."""
    groups = load_catalogue()
    kept = choose(groups, ["tax_lost", "sku_lost"])
    assert [list(group.bugs) for group in kept] == [["tax_lost"], ["sku_lost"]]
    assert choose(groups, []) == groups


def test_an_unknown_bug_is_told_with_its_likes() -> None:
    """Before anything is booted."""
    with pytest.raises(SettingsError, match=r"called tax_loss\.\n.*tax_lost"):
        choose(load_catalogue(), ["tax_loss"])
