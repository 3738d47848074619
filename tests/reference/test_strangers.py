"""The oracle and the reference connector share no code, so that no mistake can hide in both."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import harness

HARNESS = Path(harness.__file__).parent
SIDES = {
    "reference/qbo_mirror": ("odoo", "psycopg2", "requests", "lxml", "werkzeug"),
    "oracle": ("harness.oracle", "harness.policy", "harness.snapshot", "harness.errors", "rich"),
}
"""What each side may import besides Python's own modules and its own package."""


def imported(file: Path) -> Iterator[str]:
    """Name what a file imports, but relatively."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom(level=0):
                yield str(node.module)


@pytest.mark.parametrize("side", SIDES)
def test_each_side_imports_nothing_of_the_other(side: str) -> None:
    """Nor anything that both could lean on."""
    foreign = {
        name
        for file in (HARNESS / side).rglob("*.py")
        for name in imported(file)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(name == mine or name.startswith(f"{mine}.") for mine in SIDES[side])
    }
    assert not foreign
