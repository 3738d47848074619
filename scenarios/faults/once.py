"""What every fault demands: whatever happened to a request, the record is there once, and right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Once:
    """Demands that a record is in QuickBooks exactly once, whatever fault its export met."""

    faults: Faults
    quickbooks: Books
    proof: Proof

    def arrives(
        self,
        fault: Fault,
        make: Callable[[], OdooRef],
        role: Role,
        *,
        along: Sequence[tuple[OdooRef, Role]] = (),
    ) -> str:
        """
        Make a record whose creation in QuickBooks meets a fault, sync, and count its mirrors.

        The connector may retry by itself, or fail and report it; returns what it reported,
        "" if nothing. `along` are records that are exported together with this one.
        """
        entity = ENTITIES[role]
        before = self.quickbooks.count(entity)
        ref, said = self.faults.met(fault, make, role, entity=entity)
        if self.quickbooks.count(entity) == before:
            told_of_failure(
                f"the first request for {role} {ref} met: {fault}", ref, said, self.proof
            )
        told = f"its first request met: {fault}; the connector then said: {said or 'done'}"
        self.proof.synced(ref, role, or_else=f"The next sync of {role} {ref} failed ({told}):")
        made = self.quickbooks.count(entity) - before
        assert made == 1, f"{role} {ref} made {made} {entity}s in QuickBooks, not one ({told})"
        self.proof.repeatable(ref, role, self.proof.mirrored(ref, role, along=along))
        return said


def told_of_failure(what: str, ref: OdooRef, said: str, proof: Proof) -> None:
    """Demand that a failure was reported: by the connector at once, or by its log."""
    if not said:
        failures = [row for row in proof.attempts(ref) if row.status == "failed" and row.message]
        assert failures, (
            f"Nothing arrived, since {what}, and neither the connector nor its log says so."
        )
