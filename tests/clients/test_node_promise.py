"""quickbooks-node-promise from npm, unmodified: all its queries, reports and ways to write."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients import nodes
from tests.sandbox.conftest import Emulator


@pytest.fixture(scope="session")
def promised(emulator: Emulator) -> dict[str, Any]:
    """What every step of the script answered."""
    return nodes.driven(emulator, "promise.js", "quickbooks-node-promise")


ANSWERED: dict[str, Any] = {
    "countCustomers": 29,
    "all pages": 29,
    "criteria": ["Amy's Bird Sanctuary"],
    "getInvoicePdf": "%PDF-",
    "sendInvoicePdf": "EmailSent",
    "voidInvoice": 0,
    "deleteInvoice": "Deleted",
    "updateClass": False,
    "batch": ["Vendor", "Fault", "QueryResponse"],
    "changeDataCapture": ["Vendor", ""],
    "createToken": "bearer",
    "refreshAccessToken": 3600,
    "revokeAccess": 200,
}
"""Steps of which the script keeps one value."""

REFUSED = {
    "findJournalCodes": "4001",
    "countCustomerTypes": "4002",
    "updateInvoice with the token from before the upload": "5010",
    "deleteInvoice by id": "2010",
    "updateClass without its name": "2020",
}
"""The code of a refusal; by id, the library sends the whole answer of its read."""


@pytest.mark.parametrize("name", ANSWERED)
def test_answered(promised: dict[str, Any], name: str) -> None:
    """The step was answered, and right."""
    assert promised[name].get("answer") == ANSWERED[name], promised[name]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(promised: dict[str, Any], name: str) -> None:
    """The library hands on the fault with its code."""
    assert promised[name]["body"]["Fault"]["Error"][0]["code"] == REFUSED[name], promised[name]


def test_every_list_can_be_asked_for(promised: dict[str, Any]) -> None:
    """Each query of the library; what a company has none of is an empty answer."""
    lists = {name: step for name, step in promised.items() if name.startswith("find")}
    asked = {name: step.get("answer") for name, step in lists.items() if name not in REFUSED}
    assert len(asked) > 30
    assert [name for name, keys in asked.items() if keys is None] == []
    assert sum(1 for keys in asked.values() if keys) > 20


def test_every_report_can_be_asked_for(promised: dict[str, Any]) -> None:
    """Each is the one that was asked for."""
    names = {name: step for name, step in promised.items() if name.startswith("report")}
    assert len(names) > 20
    for name, step in names.items():
        asked = name.removeprefix("report").removesuffix("Detail")
        assert step.get("answer", "").startswith(asked), (name, step)


def test_an_invoice_is_made_and_changed(promised: dict[str, Any]) -> None:
    """With the headers that the library hands on, and a file on it."""
    made, changed = promised["createInvoice"]["answer"]["Invoice"], promised["updateInvoice"]
    assert (made["TotalAmt"], changed["answer"]["PrivateNote"]) == (40, "seen")
    assert promised["headers"]["answer"]["intuitTid"].startswith("1-")
    attached = promised["upload"]["answer"]
    assert attached["AttachableRef"][0]["EntityRef"] == {"value": made["Id"], "type": "Invoice"}


def test_a_person_is_known_and_a_revoked_token_is_not(promised: dict[str, Any]) -> None:
    """By the consent that the library asked for."""
    assert "@" in promised["getUserInfo"]["answer"]
    assert promised["getCompanyInfo revoked"]["status"] == 401


def test_every_step_is_checked(promised: dict[str, Any]) -> None:
    """No step of the script goes unlooked at."""
    named = {name for name in promised if name.startswith(("find", "report"))}
    others = {
        "createInvoice",
        "updateInvoice",
        "headers",
        "upload",
        "getUserInfo",
        "getCompanyInfo revoked",
    }
    assert set(promised) == {*ANSWERED, *REFUSED, *named, *others}
