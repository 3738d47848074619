"""Changing partners as Odoo's users do: contacts, tags, limits, edits, archiving."""

from __future__ import annotations

from decimal import Decimal

from harness.odoo.seed import Seeder
from harness.snapshot import Address, OdooRef

PARTNER = "res.partner"


def create_contact(odoo: Seeder, company: OdooRef, *, name: str) -> OdooRef:
    """Add a contact to a company."""
    values = {
        "name": f"{name} {odoo.tag}",
        "parent_id": company.id,
        "type": "contact",
        "email": f"{name.lower()}-{odoo.tag.lower()}@example.com",
    }
    ids = odoo.port.call(PARTNER, "create", vals_list=[values])
    return OdooRef(model=PARTNER, id=ids[0])


def tag(odoo: Seeder, partner: OdooRef, name: str) -> None:
    """Give a partner one of Odoo's tags."""
    ids = odoo.port.call("res.partner.category", "search", domain=[["name", "=", name]], limit=1)
    odoo.port.call(PARTNER, "write", ids=[partner.id], vals={"category_id": [[4, ids[0]]]})


def limit_credit(odoo: Seeder, customer: OdooRef, amount: Decimal) -> None:
    """Let Odoo warn when a customer owes more than so much."""
    values = {"use_partner_credit_limit": True, "credit_limit": amount}
    odoo.port.call(PARTNER, "write", ids=[customer.id], vals=values)


def rename(odoo: Seeder, partner: OdooRef, name: str) -> None:
    """Give a partner another name."""
    odoo.port.call(PARTNER, "write", ids=[partner.id], vals={"name": name})


def enter_email(odoo: Seeder, partner: OdooRef, text: str) -> None:
    """Write into the e-mail field, which takes anything."""
    odoo.port.call(PARTNER, "write", ids=[partner.id], vals={"email": text})


def move_to(odoo: Seeder, partner: OdooRef, *, street: str, phone: str) -> None:
    """Enter another address and telephone number."""
    values = {"street": street, "phone": phone}
    odoo.port.call(PARTNER, "write", ids=[partner.id], vals=values)


def live_at(odoo: Seeder, partner: OdooRef, address: Address) -> None:
    """Enter a whole address, which may be anywhere; state and country by their codes."""
    country = _coded(odoo, "res.country", address.country)
    state = _coded(odoo, "res.country.state", address.state, ["country_id", "=", country])
    values = {
        "street": address.street or False,
        "street2": address.street2 or False,
        "city": address.city or False,
        "zip": address.zip or False,
        "state_id": state,
        "country_id": country,
    }
    odoo.port.call(PARTNER, "write", ids=[partner.id], vals=values)


def _coded(odoo: Seeder, model: str, code: str, *more: list[object]) -> int | bool:
    if not code:
        return False
    domain = [["code", "=", code], *more]
    return int(odoo.port.call(model, "search", domain=domain, limit=1)[0])


def archive(odoo: Seeder, ref: OdooRef, *, back: bool = False) -> None:
    """Archive a record as the action does, or bring it back."""
    action = "action_unarchive" if back else "action_archive"
    odoo.port.call(ref.model, action, ids=[ref.id])
