"""What every fault demands: whatever befell a request, the record is there once, and right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.proof.keyed import ENTITIES
from harness.quickbooks.books import Books
from harness.session.faults import Fault, Faults
from harness.snapshot import OdooRef, Role


def customer_and_service(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """Make a customer and a service that are in QuickBooks."""
    customer, work = odoo.create_customer(), create_service(odoo)
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    return customer, work


def arrives_once(
    fault: Fault,
    make: Callable[[], OdooRef],
    role: Role,
    *,
    along: Sequence[tuple[OdooRef, Role]] = (),
    faults: Faults,
    quickbooks: Books,
    proof: Proof,
) -> str:
    """
    Make a record whose creation in QuickBooks meets a fault, sync, and demand exactly one mirror.

    Whether the connector tried again by itself, or failed and said so, is its own affair.
    Returns what it said, "" if it was done.
    """
    entity = ENTITIES[role]
    before = quickbooks.count(entity)
    ref, said = faults.met(fault, make, role, entity=entity)
    if quickbooks.count(entity) == before:
        told_of_failure(f"the first request for {role} {ref} met: {fault}", ref, said, proof)
    told = f"its first request met: {fault}; the connector then said: {said or 'done'}"
    proof.synced(ref, role, or_else=f"The next sync of {role} {ref} failed ({told}):")
    made = quickbooks.count(entity) - before
    assert made == 1, f"{role} {ref} made {made} {entity}s in QuickBooks, not one ({told})"
    proof.repeatable(ref, role, proof.mirrored(ref, role, along=along))
    return said


def told_of_failure(what: str, ref: OdooRef, said: str, proof: Proof) -> None:
    """Demand that what did not arrive was told: by the connector at once, or by its log."""
    if not said:
        failures = [row for row in proof.attempts(ref) if row.status == "failed" and row.message]
        assert failures, (
            f"Nothing arrived, since {what}, and neither the connector nor its log says so."
        )
