"""One record is refused while others wait beside it, such as in one batch of requests."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.snapshot import OdooRef, Role
from scenarios.ownership.records import service

TOO_LONG = "m" * 94
"""With the run's mark, one character more than QuickBooks takes of a name."""
NAMES = ("anvil", TOO_LONG, "zinc")
"""The wrong one is in the middle, by its age and by its name in any collation."""


def entries(odoo: Seeder, role: Role) -> list[OdooRef]:
    """Three records of a list that wait for their first export."""
    named = [f"{name} {odoo.tag}" for name in NAMES]
    if role == "customer":
        return [odoo.create_customer(company=True, name=name) for name in named]
    if role == "vendor":
        return [odoo.create_vendor(name=name) for name in named]
    return [create_service(odoo, name=name) for name in named]


def documents(odoo: Seeder, proof: Proof, role: Role) -> list[OdooRef]:
    """Three posted documents that wait; the second is of a party that can't be exported."""
    party: Role = "vendor" if role == "bill" else "customer"
    parties = entries(odoo, party)
    for right in (parties[0], parties[2]):
        proof.carry(right, party)
    if role == "bill":
        blades = [expense("Saw blades", account="600100", amount=Decimal("64.20"))]
        return [odoo.post_bill(mill, lines=blades) for mill in parties]
    work = service(odoo)
    proof.carry(work, "product")
    hours = [line(work, quantity=Decimal(2), taxes=())]
    return [odoo.post_invoice(customer, lines=hours) for customer in parties]


@case("A record that is refused beside others that are right")
@pytest.mark.parametrize("role", ["customer", "vendor", "product", "invoice", "bill"])
def test_a_refusal_is_of_the_record_that_is_refused(role: Role, odoo: Seeder, proof: Proof) -> None:
    """The others leave, with ids of their own, and the log does not blame them."""
    lists = role in {"customer", "vendor", "product"}
    before, wrong, after = entries(odoo, role) if lists else documents(odoo, proof, role)
    for right in (before, after):
        proof.mirrored(right, role)
        states = [row.status for row in proof.attempts(right)]
        assert "failed" not in states, (
            f"{role} {right} is right in QuickBooks, but the log says failed of it: it may be said"
            f" of {role} {wrong}, which had to be refused beside it."
        )
    proof.refused(wrong, role)
    proof.never_left(wrong, role)
