"""What came along unasked: found when it speaks of ours, and only then."""

from __future__ import annotations

from typing import Any

import pytest

from harness.oracle import strays

OURS = {"Customer": {"11"}, "Vendor": {"12"}, "Item": {"13"}, "Invoice": {"14"}}
NAMES = {"Reed Construction A857DC-1"}
INVOICE: dict[str, Any] = {
    "Id": "14",
    "DocNumber": "INV/1",
    "CustomerRef": {"value": "11"},
    "Line": [{"SalesItemLineDetail": {"ItemRef": {"value": "13"}}}],
}


def test_ours_and_others_are_no_strays() -> None:
    """Another customer's invoice is nobody's fault here, nor is the mirror itself."""
    other = {"Id": "15", "CustomerRef": {"value": "99"}}
    assert strays({"Invoice": [INVOICE, other]}, OURS, NAMES) == []


def test_a_parent_is_in_the_same_list() -> None:
    """A contact of another's customer 13 is not of our item 13, one of our customer 11 is ours."""
    changed = {
        "Customer": [
            {"Id": "20", "DisplayName": "Buyer", "ParentRef": {"value": "13"}},
            {"Id": "21", "DisplayName": "Driver", "ParentRef": {"value": "11"}},
        ]
    }
    assert strays(changed, OURS, NAMES) == ["Customer 21 (Driver) speaks of our Customer 11"]


@pytest.mark.parametrize(
    ("entity", "record", "said"),
    [
        ("Invoice", {"Id": "15", "CustomerRef": {"value": "11"}}, "our Customer 11"),
        ("SalesReceipt", {**INVOICE, "Id": "16"}, "our Customer 11"),
        (
            "JournalEntry",
            {
                "Id": "17",
                "Line": [
                    {"JournalEntryLineDetail": {"Entity": {"EntityRef": {"value": "12"}}}},
                ],
            },
            "our Vendor 12",
        ),
        (
            "PurchaseOrder",
            {"Id": "18", "Line": [{"ItemBasedExpenseLineDetail": {"ItemRef": {"value": "13"}}}]},
            "our Item 13",
        ),
        (
            "Customer",
            {"Id": "19", "DisplayName": "Reed Construction A857DC-1 (2)"},
            "our name Reed Construction A857DC-1",
        ),
        (
            "Customer",
            {"Id": "20", "DisplayName": "Site", "ParentRef": {"value": "11"}},
            "our Customer",
        ),
    ],
)
def test_what_speaks_of_ours_is_a_stray(entity: str, record: dict[str, Any], said: str) -> None:
    """Named with its entity, id and what it speaks of."""
    [told] = strays({entity: [record]}, OURS, NAMES)
    assert told.startswith(f"{entity} {record['Id']} ")
    assert said in told


def test_an_id_of_another_list_is_no_mention() -> None:
    """Ids are unique within a list only."""
    assert strays({"Bill": [{"Id": "21", "VendorRef": {"value": "11"}}]}, OURS, NAMES) == []
