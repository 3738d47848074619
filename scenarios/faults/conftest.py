"""The fixture of these scenarios."""

from __future__ import annotations

import pytest

from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.session.faults import Faults
from scenarios.faults.once import Once


@pytest.fixture
def once(faults: Faults, quickbooks: Books, proof: Proof) -> Once:
    """What demands a record exactly once, on this scenario's systems."""
    return Once(faults, quickbooks, proof)
