"""What the hard cases seed."""

from __future__ import annotations

from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.snapshot import OdooRef


def customer_and_service(odoo: Seeder, proof: Proof) -> tuple[OdooRef, OdooRef]:
    """A customer and a service that are in QuickBooks."""
    customer, work = odoo.create_customer(company=True, terms="Net 30"), create_service(odoo)
    proof.carry(customer, "customer")
    proof.carry(work, "product")
    return customer, work


def rename(odoo: Seeder, ref: OdooRef, name: str) -> OdooRef:
    """The record under another name."""
    return change(odoo, ref, name=name)


def change(odoo: Seeder, ref: OdooRef, **values: object) -> OdooRef:
    """The record with other values, as a user saves them."""
    odoo.port.call(ref.model, "write", ids=[ref.id], vals=values)
    return ref


def duplicate(odoo: Seeder, ref: OdooRef, among: str | None = None) -> OdooRef:
    """
    What the *Duplicate* action makes of a record.

    `among` says from which of Odoo's lists of partners, "customer" or "supplier": a copy
    has the rank of that list and of no other.
    """
    context = {"res_partner_search_mode": among} if among else None
    made = odoo.port.call(ref.model, "copy", ids=[ref.id], context=context)
    return OdooRef(model=ref.model, id=made[0] if isinstance(made, list) else int(made))
