"""Somebody edits a mirrored record in QuickBooks: Odoo stays, and the rules say what comes next."""

from __future__ import annotations

from typing import Any

import pytest

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.clerk import edit
from harness.snapshot import Role
from scenarios.ownership.records import as_it_is, mirrored, only_drift

RULE = "ownership.edited"
EDITS = [
    pytest.param("customer", {"Notes": "Call first"}, "customers.notes", id="customer"),
    pytest.param("vendor", {"AcctNum": "X-1"}, "vendors.account_number", id="vendor"),
    pytest.param("product", {"UnitPrice": 99}, "items.price", id="product"),
    pytest.param("invoice", {"DueDate": "2031-01-31"}, "invoices.due_date", id="invoice"),
    pytest.param("payment", {"TxnDate": "2026-01-02"}, "payments.date", id="payment"),
    pytest.param("bill", {"PrivateNote": "checked"}, "bills.memo", id="bill"),
]


@rule(RULE, "restore")
@pytest.mark.parametrize(("role", "change", "told"), EDITS)
def test_the_next_export_says_what_odoo_says(
    *,
    role: Role,
    change: dict[str, Any],
    told: str,
    odoo: Seeder,
    quickbooks: Books,
    proof: Proof,
) -> None:
    """The edit is reported, never reaches Odoo, and is gone after the next export."""
    ref, mirror = mirrored(odoo, proof, role)
    with proof.nothing_written_back(ref):
        edit(quickbooks, mirror.entity, mirror.id, change)
        only_drift(proof, mirror, "edited", told)
        again = proof.mirrored(ref, role)
    assert again.id == mirror.id
    assert not proof.drift()


@rule(RULE, "report")
@pytest.mark.parametrize(("role", "change", "told"), EDITS)
def test_the_next_export_leaves_it_to_an_accountant(
    *,
    role: Role,
    change: dict[str, Any],
    told: str,
    odoo: Seeder,
    quickbooks: Books,
    proof: Proof,
) -> None:
    """It fails, says so in the log, and leaves the edit as it is."""
    ref, mirror = mirrored(odoo, proof, role)
    with proof.nothing_written_back(ref):
        edit(quickbooks, mirror.entity, mirror.id, change)
        edited = as_it_is(quickbooks, mirror)
        proof.refused(ref, role)
    proof.untouched(edited, f"{RULE}: the rules leave it to an accountant")
    only_drift(proof, mirror, "edited", told)
