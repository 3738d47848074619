"""What a QuickBooks record points at, in each of the spellings that its API has for it."""

from __future__ import annotations

from typing import Any

import pytest

from harness.sharing.clean_quickbooks import named_in

CUSTOMER = {"value": "7", "name": "Amy"}


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"EntityRef": CUSTOMER | {"type": "Vendor"}}, {("Vendor", "7")}),
        (
            {"Line": [{"JournalEntryLineDetail": {"Entity": {"Type": "Customer"}}}]},
            set(),
        ),
        (
            {
                "Line": [
                    {
                        "JournalEntryLineDetail": {
                            "PostingType": "Debit",
                            "AccountRef": {"value": "35", "name": "Checking"},
                            "Entity": {"Type": "Customer", "EntityRef": CUSTOMER},
                        }
                    }
                ]
            },
            {("Customer", "7")},
        ),
        (
            {"Line": [{"DepositLineDetail": {"Entity": CUSTOMER | {"type": "CUSTOMER"}}}]},
            {("Customer", "7")},
        ),
        (
            {"Line": [{"LinkedTxn": [{"TxnId": "9", "TxnType": "Payment", "TxnLineId": "0"}]}]},
            {("Payment", "9")},
        ),
        (
            {
                "NameOf": "Vendor",
                "VendorRef": {"value": "3"},
                "CustomerRef": CUSTOMER,
                "ItemRef": {"value": "5"},
            },
            {("Vendor", "3"), ("Customer", "7")},
        ),
        (
            {"AttachableRef": [{"EntityRef": {"type": "Invoice", "value": "130"}}]},
            {("Invoice", "130")},
        ),
        ({"AccountRef": {"value": "35"}, "TotalAmt": 5, "Id": "7"}, set()),
    ],
)
def test_what_a_record_points_at(record: dict[str, Any], named: set[tuple[str, str]]) -> None:
    """Lists such as accounts and items are nobody's own, and not named."""
    assert set(named_in(record)) == named
