"""Every row of docs/fidelity.md says where it is tested, and that test is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "fidelity.md"
UNTESTED = "not tested"


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of the table."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| behaviour"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def wrong(text: str) -> list[str]:
    """What is wrong with the rows."""
    found = []
    for cells in rows(text):
        if len(cells) != 4 or not all(cells):
            found.append(f"{cells[0]}: a row has a behaviour, what we do, a source and a test")
            continue
        named = re.findall(r"`([^`]+)`", cells[3])
        if not named and cells[3] != UNTESTED:
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
        "| a | b | c |",
        "| a | b |  | `sandbox/test_fidelity.py` |",
        "| a | b | c | `sandbox/test_nothing.py` |",
        "| a | b | c | `sandbox/test_fidelity.py::test_nothing` |",
        "| a | b | c | surely |",
    ],
)
def test_a_wrong_row_is_seen(row: str) -> None:
    """A missing cell, a missing test."""
    assert len(wrong(row)) == 1
    assert wrong("| a | b | c | `sandbox/test_fidelity.py::test_a_wrong_row_is_seen` |") == []
