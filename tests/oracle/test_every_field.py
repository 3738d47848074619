"""A field that the oracle no longer expects is noticed, whichever field of whichever role it is."""

from __future__ import annotations

from typing import get_args

import pytest

from harness.snapshot import Role
from tests.oracle.rich import EXPECTED, RICH, told


@pytest.mark.parametrize("role", RICH)
def test_every_field_of_a_role_is_expected_by_its_rule(role: Role) -> None:
    """As the text says that was read when it was written."""
    assert told(role).splitlines() == (EXPECTED / f"{role}.txt").read_text("utf-8").splitlines()


def test_no_role_is_left_out() -> None:
    """A new role has a record and a text."""
    assert set(RICH) == set(get_args(Role))
    assert {file.stem for file in EXPECTED.iterdir()} == set(RICH)
