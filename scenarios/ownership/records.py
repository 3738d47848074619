"""One mirrored record of each kind, for scenarios that touch its mirror by hand."""

from __future__ import annotations

from decimal import Decimal

from harness.odoo.seed import Seeder, line
from harness.oracle import Drift
from harness.proof import Mirrored, Proof
from harness.quickbooks.books import Books
from harness.snapshot import OdooRef, Role


def mirrored(odoo: Seeder, proof: Proof, role: Role) -> tuple[OdooRef, Mirrored]:
    """A record of this role that is in QuickBooks, with all that it needs there."""
    match role:
        case "customer":
            ref = odoo.create_customer(company=True, terms="Net 30")
        case "vendor":
            ref = odoo.create_vendor(terms="Net 30")
        case "product":
            ref = service(odoo)
        case "bill":
            mill, work = odoo.create_vendor(), service(odoo)
            proof.carry(mill, "vendor")
            proof.carry(work, "product")
            ref = odoo.post_bill(mill, lines=[line(work, quantity=Decimal(3), price=Decimal(60))])
        case "invoice":
            ref = invoice(odoo, proof)
        case "payment":
            paid = invoice(odoo, proof)
            proof.carry(paid, "invoice")
            ref = odoo.register_payment(paid, amount=Decimal("50.00"), journal="Bank")
        case _:
            raise ValueError(role)
    return ref, proof.mirrored(ref, role)


def service(odoo: Seeder) -> OdooRef:
    """A service that is sold and bought."""
    return odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )


def invoice(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice over 170.00 untaxed, not yet in QuickBooks, whose customer is."""
    customer, work = odoo.create_customer(company=True, terms="Net 30"), service(odoo)
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    return odoo.post_invoice(
        customer, lines=[line(work, quantity=Decimal(2), taxes=())], terms="Net 30"
    )


def only_drift(proof: Proof, mirror: Mirrored, kind: str, rule: str = "") -> None:
    """
    Demand that exactly one thing drifted: this mirror, so, and by the rule's field if any.

    That an invoice owes more when its payment is gone is a consequence, not another thing.
    """
    found = [item for item in proof.drift() if not consequence(item)]
    assert [(item.kind, item.entity, item.id) for item in found] == [
        (kind, mirror.entity, mirror.id)
    ], f"{mirror.entity} {mirror.id} was {kind} by hand; the drift that was seen:{told(found)}"
    rules = [item.rule for item in found[0].differences]
    assert not rule or rule in rules, f"{rule} was changed by hand; told were {', '.join(rules)}"
    assert found[0].at is not None, f"nothing says when {mirror.entity} {mirror.id} was {kind}"


def consequence(drift: Drift) -> bool:
    """Whether only what an invoice still owes is not as Odoo says."""
    rules = [item.rule for item in drift.differences]
    return drift.kind == "edited" and rules == ["invoices.balance"]


def told(found: list[Drift]) -> str:
    """Drift for people."""
    return "".join(f"\n  {item}" for item in found) or " none"


def as_it_is(quickbooks: Books, mirror: Mirrored) -> Mirrored:
    """The mirror as QuickBooks holds it now."""
    return Mirrored(
        entity=mirror.entity, id=mirror.id, record=quickbooks.read(mirror.entity, mirror.id)
    )
