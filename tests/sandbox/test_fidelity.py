"""Every row of docs/fidelity.md says where it is tested, and that test is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "fidelity.md"
UNTESTED = "not tested"
SOURCES = ("recorded", "documented", "reported")
GRADES = {"assumed", *SOURCES, *(f"{source}, partly assumed" for source in SOURCES)}


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of the tables, below the one that explains the grades."""
    for line in text[max(text.find("\n## "), 0) :].splitlines():
        if line.startswith("| ") and not line.startswith("| behaviour"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def wrong(text: str) -> list[str]:
    """What is wrong with the rows."""
    found = []
    for cells in rows(text):
        if len(cells) != 5 or not all(cells):
            found.append(f"{cells[0]}: a row has a behaviour, what we do, grade, source, test")
            continue
        if cells[2] not in GRADES:
            found.append(f"{cells[0]}: {cells[2]} is no grade")
        elif ("assum" in cells[3]) > ("assumed" in cells[2]):
            found.append(f"{cells[0]}: its source says that something is assumed")
        named = re.findall(r"`([^`]+)`", cells[4])
        if not named and cells[4] != UNTESTED:
            found.append(f"{cells[0]}: no test, and not said so")
        for name in named:
            file, _, test = name.partition("::")
            path = TESTS / file
            if not path.is_file() or (test and f"def {test}(" not in path.read_text("utf-8")):
                found.append(f"{cells[0]}: there is no {name}")
    return found


def test_every_behaviour_names_its_tests() -> None:
    """And they are there."""
    text = PAGE.read_text("utf-8")
    assert len(list(rows(text))) > 50
    assert wrong(text) == []


@pytest.mark.parametrize(
    "row",
    [
        "| a | b | recorded | c |",
        "| a | b | recorded |  | `sandbox/test_fidelity.py` |",
        "| a | b | known | c | `sandbox/test_fidelity.py` |",
        "| a | b | recorded | c; d assumed | `sandbox/test_fidelity.py` |",
        "| a | b | recorded | c | `sandbox/test_nothing.py` |",
        "| a | b | recorded | c | `sandbox/test_fidelity.py::test_nothing` |",
        "| a | b | recorded | c | surely |",
    ],
)
def test_a_wrong_row_is_seen(row: str) -> None:
    """A missing cell, a wrong grade, a missing test."""
    assert len(wrong(row)) == 1
    assert (
        wrong("| a | b | assumed | c | `sandbox/test_fidelity.py::test_a_wrong_row_is_seen` |")
        == []
    )
