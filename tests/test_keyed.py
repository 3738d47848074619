"""Finding a mirror by its business key, among those of others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harness.proof.keyed import find_keyed
from harness.snapshot import OdooRef, Role
from tests.oracle.records import POLICY, bill, payment

OURS, THEIRS = ({"Id": number, "VendorRef": {"value": number}} for number in ("1", "2"))


class Books:
    """What QuickBooks finds, and by what it was asked."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = list(rows)
        self.asked: dict[str, str] = {}

    def find(self, entity: str, **keys: str) -> list[dict[str, Any]]:
        del entity
        self.asked = keys
        return self.rows


@pytest.mark.parametrize("role", ["bill", "vendor_credit"])
def test_a_number_is_its_vendors_own(role: Role) -> None:
    """Two vendors may use the same; where nobody knows who this one is, both are found."""
    books: Any = Books(OURS, THEIRS)
    note = replace(bill, kind="in_refund") if role == "vendor_credit" else bill
    links: dict[tuple[OdooRef, Role], str] = {(note.partner, "vendor"): "1"}
    assert find_keyed(books, POLICY, links, note, role) == [OURS]
    assert find_keyed(books, POLICY, {}, note, role) == [OURS, THEIRS]


def test_money_of_nobody_in_quickbooks_is_found_by_its_number() -> None:
    """Such as a vendor's, which must not leave Odoo."""
    books: Any = Books({"Id": "3"})
    assert find_keyed(books, POLICY, {}, payment, "payment") == [{"Id": "3"}]
    assert books.asked == {"PaymentRefNum": payment.number}
