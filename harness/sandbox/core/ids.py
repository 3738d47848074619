"""Checking whether an id is possible at all."""

from __future__ import annotations

from harness.sandbox.core import faults
from harness.sandbox.core.schema import Entity

SHORT = frozenset({"account", "item", "name", "transaction"})
"""Sequences whose ids stay within 31 bits; those of other lists may have nineteen digits."""
LARGEST = 2**31 - 1


def demand_possible(entity: Entity, record_id: str) -> None:
    """2030 for an id that is no number, or leaves 31 bits."""
    if entity.name == "TaxCode":
        return
    if not record_id.isdecimal() or (entity.ids in SHORT and _too_large(record_id)):
        if record_id.isdecimal() and entity.name == "Vendor":
            raise faults.not_found()  # recorded: vendors alone are looked for all the same
        raise faults.invalid_id(record_id)


def _too_large(record_id: str) -> bool:
    """Whether an id leaves 31 bits; Python refuses to read numbers of thousands of digits."""
    digits = record_id.lstrip("0")
    return len(digits) > len(str(LARGEST)) or int(digits or 0) > LARGEST
