"""What Intuit says when it refuses, in the words of answers that clients met."""

from __future__ import annotations

from typing import Any

import pytest

REFERENCE = "Invalid Reference Id : "
KIND = "SalesItemLineDetail"


def sold(item: str, **detail: Any) -> dict[str, Any]:
    """A line of an item."""
    return {"Amount": 10, "DetailType": KIND, KIND: {"ItemRef": {"value": item}, **detail}}


def spent(**detail: Any) -> dict[str, Any]:
    """A line of an expense."""
    kind = "AccountBasedExpenseLineDetail"
    return {"Amount": 5, "DetailType": kind, kind: detail}


def test_an_item_that_is_nobodys_is_told_by_its_place(sample: Any) -> None:
    """As recorded in 2015, 2016 and 2017; the other lists by their names."""
    body = {"CustomerRef": {"value": "1"}, "Line": [sold("999999")]}
    assert sample.refused("invoice", body) == {
        "Message": "Invalid Reference Id",
        "Detail": f"{REFERENCE}Line.{KIND}.ItemRef",
        "code": "2500",
        "element": f"Line.{KIND}.ItemRef",
    }


@pytest.mark.parametrize(
    ("path", "number", "name", "kind"),
    [
        ("customer", "1", "Amy's Bird Sanctuary", "Customer"),
        ("vendor", "56", "Bob's Burger Joint", "Vendor"),
    ],
)
def test_who_was_made_inactive_must_be_restored(
    sample: Any, path: str, number: str, name: str, kind: str
) -> None:
    """2500 with the name that it has since (a sandbox's notes, help pages)."""
    sample.post(path, {**sample.read(f"{path}/{number}"), "Active": False})
    body = {
        "customer": {"CustomerRef": {"value": number}, "Line": [sold("1")]},
        "vendor": {"VendorRef": {"value": number}, "Line": [spent(AccountRef={"value": "13"})]},
    }[path]
    assert sample.refused("invoice" if path == "customer" else "bill", body) == {
        "Message": "Invalid Reference Id",
        "Detail": f"{REFERENCE}{kind} assigned to this transaction has been deleted. Before you"
        f" can modify this transaction, you must restore {name} (deleted).",
        "code": "2500",
        "element": "",
    }


def test_an_inactive_account_is_told_in_general(sample: Any) -> None:
    """With an empty element (recorded in 2017 and 2018)."""
    sample.post("account", {**sample.read("account/13"), "Active": False})
    body = {"VendorRef": {"value": "56"}, "Line": [spent(AccountRef={"value": "13"})]}
    error = sample.refused("bill", body)
    assert error["Detail"].startswith(f"{REFERENCE}Something you're trying to use has been made")
    assert (error["code"], error["element"]) == ("2500", "")


@pytest.mark.parametrize("path", ["invoice", "estimate", "creditmemo"])
def test_a_form_needs_its_customer(sample: Any, path: str) -> None:
    """6560, beside a number that is too long and a wrong address (clients, 2026)."""
    body = {"DocNumber": "x" * 22, "BillEmail": {"Address": "Kim Carpenter"}, "Line": [sold("1")]}
    answer = sample.call("POST", path, json=body)
    assert answer.status_code == 400
    long, missing, address = answer.json()["Fault"]["Error"]
    assert (long["code"], long["element"]) == ("2050", "DocNumber")
    kind = {"invoice": "Invoice", "estimate": "Estimate", "creditmemo": "CreditMemo"}[path]
    assert missing == {
        "Message": "CustomerRef is required",
        "Detail": "CustomerRef is missing in the request",
        "code": "6560",
        "element": kind,
    }
    assert (address["code"], address["Message"]) == ("2210", "Invalid Email Address format")
    assert address["Detail"] == (
        "Email Address does not conform to the syntax rules of RFC 822. Supplied value:"
        "Kim Carpenter"
    )


@pytest.mark.parametrize("path", ["invoice", "salesreceipt", "creditmemo"])
def test_stock_that_is_sold_has_a_quantity(sample: Any, path: str) -> None:
    """6520 (recorded in January 2025); an estimate moves none, a service has none."""
    body = {"CustomerRef": {"value": "1"}, "Line": [sold("11")]}
    assert sample.refused(path, body) == {
        "Message": "Missing Inventory Item Quantity",
        "Detail": "Quantity required for inventory item",
        "code": "6520",
        "element": "",
    }
    sample.post("estimate", body)
    sample.post(path, {**body, "Line": [sold("1")]})
    sample.post(path, {**body, "Line": [sold("11", Qty=1)]})


def test_an_account_of_another_type(sample: Any) -> None:
    """6430 does not tell which types fit (clients of 2015, 2020 and 2026)."""
    body = {
        "PaymentType": "Check",
        "AccountRef": {"value": "13"},
        "Line": [spent(AccountRef={"value": "13"})],
    }
    assert sample.refused("purchase", body) == {
        "Message": "Invalid account type used",
        "Detail": "Invalid account type: You need to select a different type of account for this"
        " transaction.",
        "code": "6430",
        "element": "",
    }


def test_a_job_without_a_parent(sample: Any) -> None:
    """6150, as a client met it in 2021."""
    error = sample.refused("customer", {"DisplayName": "Roof", "Job": True})
    assert (error["code"], error["Detail"]) == (
        "6150",
        "ParentRef is either required or not if Job is true or false.",
    )


def test_debits_without_their_credits(sample: Any) -> None:
    """2300 under the name of Intuit's list of codes."""
    kind = "JournalEntryLineDetail"
    lines = [
        {
            "Amount": amount,
            "DetailType": kind,
            kind: {"PostingType": side, "AccountRef": {"value": "35"}},
        }
        for amount, side in ((5, "Debit"), (4, "Credit"))
    ]
    error = sample.refused("journalentry", {"Line": lines})
    assert (error["code"], error["Message"], error["Detail"]) == (
        "2300",
        "Amount on debits not equal to credits",
        "Please balance your debits and credits.",
    )


@pytest.mark.parametrize(
    ("path", "code", "detail"),
    [
        ("taxcode/999999", "610", "Object Not Found : TaxCode"),
        ("taxrate/999999", "610", "Object Not Found : TaxRate"),
        ("taxagency/999999", "2500", f"{REFERENCE}TaxAgency element id 999999 not found"),
    ],
)
def test_taxes_that_are_not_there_are_told_by_name(
    sample: Any, path: str, code: str, detail: str
) -> None:
    """Measured by a client in September 2026 over all entities that can be read."""
    error = sample.call("GET", path).json()["Fault"]["Error"][0]
    assert (error["code"], error["Detail"]) == (code, detail)
