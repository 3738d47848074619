"""Closed books: nothing that posts up to the closing date may change."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def closed(company: Any) -> dict[str, Any]:
    """A customer, and an invoice and a payment made before the books were closed."""
    customer = {"value": company.post("customer", {"DisplayName": "Bayside Welding"})["Id"]}
    old = company.post("invoice", invoice(customer, "2026-01-31"))
    payment = company.post(
        "payment", {"CustomerRef": customer, "TotalAmt": 5, "TxnDate": "2026-01-31"}
    )
    preferences = company.read("preferences")
    company.post(
        "preferences",
        {
            "Id": "1",
            "SyncToken": preferences["SyncToken"],
            "sparse": True,
            "AccountingInfoPrefs": {"BookCloseDate": "2026-01-31"},
        },
    )
    return {"customer": customer, "invoice": old, "payment": payment}


def invoice(customer: dict[str, str], date: str) -> dict[str, Any]:
    """An invoice of one line."""
    line = {
        "Amount": 10,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": customer, "TxnDate": date, "Line": [line]}


def test_nothing_in_the_closed_period_changes(company: Any, closed: dict[str, Any]) -> None:
    """Create, update, void and delete are refused, whichever document it is."""
    held = {"Id": closed["invoice"]["Id"], "SyncToken": "0"}
    paid = {"Id": closed["payment"]["Id"], "SyncToken": "0"}
    for path, body in (
        ("invoice", invoice(closed["customer"], "2026-01-31")),
        ("invoice", {**held, "sparse": True, "PrivateNote": "later"}),
        ("invoice", {**held, "sparse": True, "TxnDate": "2026-02-01"}),
        ("invoice?operation=void", held),
        ("invoice?operation=delete", held),
        ("payment?operation=delete", paid),
        ("payment?operation=void", paid),
    ):
        error = company.refused(path, body)
        told = (error["code"], error["Message"], error["Detail"])
        assert told == ("6200", "Account Period Closed", "The account period has closed."), path
    assert company.read(f"invoice/{held['Id']}") == {**closed["invoice"], "FreeFormAddress": False}


def test_the_day_after_is_open(company: Any, closed: dict[str, Any]) -> None:
    """But an open document can't be moved into the closed period."""
    made = company.post("invoice", invoice(closed["customer"], "2026-02-01"))
    moved = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "TxnDate": "2026-01-30"}
    assert company.refused("invoice", moved)["code"] == "6200"
    company.post("invoice?operation=delete", {"Id": made["Id"], "SyncToken": "0"})


def test_books_that_are_closed_with_a_password(company: Any, closed: dict[str, Any]) -> None:
    """6210 in the words of clients' tests and help pages, one of them twice."""
    choice = {"closed-books": "password"}
    company.emulator.admin("PATCH", f"realms/{company.realm}/choices", **choice)
    error = company.refused("invoice", invoice(closed["customer"], "2026-01-31"))
    assert (error["code"], error["Message"]) == (
        "6210",
        "Account Period Closed, Cannot Update Through Services API",
    )
    assert "cannot be updated through through the QBO Services API. Please" in error["Detail"]
