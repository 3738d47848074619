"""The ledger: balances follow what happens to documents, whatever it is."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def customer(company: Any) -> str:
    """A customer's id."""
    made: str = company.post("customer", {"DisplayName": "Gulf Coast Contractors"})["Id"]
    return made


def invoice(customer: str, amount: float) -> dict[str, Any]:
    """An invoice of one line."""
    line = {
        "Amount": amount,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
    }
    return {"CustomerRef": {"value": customer}, "Line": [line]}


def receivable(company: Any) -> float:
    """What the receivables account holds."""
    found = company.query("select * from Account where AccountType = 'Accounts Receivable'")
    balance: float = found["Account"][0]["CurrentBalance"]
    return balance


def test_accounts_and_customers_agree(company: Any, customer: str) -> None:
    """An invoice, a payment of half of it, an edit, a void: both sides follow."""
    made = company.post("invoice", invoice(customer, 100))
    assert receivable(company) == company.read(f"customer/{customer}")["Balance"] == 100
    link = {"TxnId": made["Id"], "TxnType": "Invoice"}
    paid = company.post(
        "payment",
        {
            "CustomerRef": {"value": customer},
            "TotalAmt": 50,
            "Line": [{"Amount": 50, "LinkedTxn": [link]}],
        },
    )
    assert company.read(f"invoice/{made['Id']}")["Balance"] == 50
    assert receivable(company) == company.read(f"customer/{customer}")["Balance"] == 50
    now = company.read(f"invoice/{made['Id']}")
    company.post("invoice", {**invoice(customer, 70), "Id": now["Id"], "SyncToken": "1"})
    assert receivable(company) == company.read(f"customer/{customer}")["Balance"] == 20
    company.post("invoice?operation=void", {"Id": made["Id"], "SyncToken": "2"})
    assert company.read(f"payment/{paid['Id']}")["UnappliedAmt"] == 50
    assert receivable(company) == company.read(f"customer/{customer}")["Balance"] == -50
    company.post("payment?operation=delete", {"Id": paid["Id"], "SyncToken": "0"})
    assert receivable(company) == company.read(f"customer/{customer}")["Balance"] == 0
    assert company.emulator.admin("GET", f"realms/{company.realm}/audit") == {"wrong": []}


def test_jobs_add_to_their_parents(company: Any, customer: str) -> None:
    """BalanceWithJobs holds what is below, Balance only what is the customer's own."""
    job = company.post(
        "customer", {"DisplayName": "Pier 7", "Job": True, "ParentRef": {"value": customer}}
    )
    company.post("invoice", invoice(job["Id"], 30))
    company.post("invoice", invoice(customer, 12))
    parent = company.read(f"customer/{customer}")
    assert (parent["Balance"], parent["BalanceWithJobs"]) == (12, 42)
    assert company.read(f"customer/{job['Id']}")["Balance"] == 30


def test_the_sample_company_balances(sample: Any) -> None:
    """Every transaction that a preset makes sums to zero."""
    assert sample.emulator.admin("GET", f"realms/{sample.realm}/audit") == {"wrong": []}
