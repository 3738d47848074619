"""Somebody deletes, voids or deactivates a mirrored record in QuickBooks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.clerk import deactivate, delete, void
from harness.snapshot import Role
from scenarios.ownership.records import mirrored, only_drift

RULE = "ownership.removed"
Removal = Callable[[Books, str, str], object]
REMOVALS = [
    pytest.param("customer", deactivate, "made inactive", id="customer-inactive"),
    pytest.param("vendor", deactivate, "made inactive", id="vendor-inactive"),
    pytest.param("product", deactivate, "made inactive", id="product-inactive"),
    pytest.param("invoice", delete, "deleted", id="invoice-deleted"),
    pytest.param("invoice", void, "voided", id="invoice-voided"),
    pytest.param("payment", delete, "deleted", id="payment-deleted"),
    pytest.param("bill", delete, "deleted", id="bill-deleted"),
]


@rule(RULE, "restore")
@pytest.mark.parametrize(("role", "remove", "kind"), REMOVALS)
def test_the_next_export_puts_it_back(
    *,
    role: Role,
    remove: Removal,
    kind: str,
    odoo: Seeder,
    quickbooks: Books,
    proof: Proof,
) -> None:
    """The removal is reported, never reaches Odoo, and the record is there again, once."""
    ref, mirror = mirrored(odoo, proof, role)
    with proof.nothing_written_back(ref):
        remove(quickbooks, mirror.entity, mirror.id)
        only_drift(proof, mirror, kind)
        again = proof.mirrored(ref, role)
    assert (again.id == mirror.id) == (kind != "deleted")
    proof.repeatable(ref, role, again)


@rule(RULE, "report")
@pytest.mark.parametrize(("role", "remove", "kind"), REMOVALS)
def test_the_next_export_leaves_it_removed(
    *,
    role: Role,
    remove: Removal,
    kind: str,
    odoo: Seeder,
    quickbooks: Books,
    proof: Proof,
) -> None:
    """It fails and says so in the log; nothing is made or changed."""
    ref, mirror = mirrored(odoo, proof, role)
    with proof.nothing_written_back(ref):
        remove(quickbooks, mirror.entity, mirror.id)
        before = quickbooks.count(mirror.entity)
        proof.refused(ref, role)
    assert quickbooks.count(mirror.entity) == before, f"{RULE}: it was made again all the same"
    only_drift(proof, mirror, kind)
