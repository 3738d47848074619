"""Running one scenario by its pytest node, on a target that is open, outside of pytest's run."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.errors import SettingsError
from harness.run import Moment, Parts
from harness.session import Opened, answered

FIXTURES: Mapping[str, Callable[[Parts], Any]] = {
    "parts": lambda parts: parts,
    "odoo": lambda parts: parts.odoo,
    "connector": lambda parts: parts.connector,
    "quickbooks": lambda parts: parts.quickbooks,
    "proof": lambda parts: parts.proof,
}
"""What a scenario may ask for, as the plugin gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario's function, the answer it runs with, and its parameters' values."""

    node: str
    function: Callable[..., None]
    rule: tuple[str, str] | None
    values: Mapping[str, Any] = field(default_factory=dict)


def find(node: str) -> Scenario:
    """Find a scenario by its node, `scenarios/rules/test_x.py::test_y[id]`; or `SettingsError`."""
    file, _, rest = node.partition("::")
    name, _, case = rest.removesuffix("]").partition("[")
    try:
        module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
        function = getattr(module, name)
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"There is no scenario {node}.", found=str(error)) from None
    marks = getattr(function, "pytestmark", [])
    rules = [mark.args for mark in marks if mark.name == "rule"]
    values = _values([mark for mark in marks if mark.name == "parametrize"], case, node)
    asked = {*inspect.signature(function).parameters}
    unknown = sorted(asked - {*FIXTURES} - {*values})
    if unknown:
        raise SettingsError(
            f"The scenario {node} asks for {', '.join(unknown)}, which can't be given here.",
            expected=f"parameters of the scenario, or {', '.join(FIXTURES)}",
        )
    rule = (str(rules[0][0]), str(rules[0][1])) if rules else None
    return Scenario(node=node, function=function, rule=rule, values=values)


def run(scenario: Scenario, opened: Opened, moment: Moment) -> None:
    """Run it, its question answered its way; what it raises is what it found."""
    with answered(opened, moment, scenario.rule) as parts:
        asked = inspect.signature(scenario.function).parameters
        given = {name: of(parts) for name, of in FIXTURES.items() if name in asked}
        scenario.function(**given, **scenario.values)


def _values(marks: list[Any], case: str, node: str) -> dict[str, Any]:
    """Give the values of a parametrised case, whose id must stand at its parameters."""
    if not marks:
        return {}
    names, rows = marks[0].args
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",")]
    for row in rows:
        if getattr(row, "id", None) == case:
            return dict(zip(names, row.values, strict=True))
    raise SettingsError(
        f"There is no scenario {node}.",
        expected="one of the cases " + ", ".join(str(getattr(row, "id", "?")) for row in rows),
        next_step="name each case: pytest.param(..., id=...)",
    )
