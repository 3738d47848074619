"""Changing partners as Odoo's users do: contacts, tags, limits, edits, archiving."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from harness.odoo.seed import EXEMPT_POSITION, Seeder
from harness.snapshot import Address, OdooRef

ContactKind = Literal["contact", "invoice", "delivery"]


def create_contact(
    odoo: Seeder, company: OdooRef, *, name: str, kind: ContactKind = "contact"
) -> OdooRef:
    """Add a contact to a company; any but a mere contact has an address of its own."""
    own = {"street": f"{len(name)} {name} Way", "city": "Sarasota", "zip": "34236"}
    values = (own if kind != "contact" else {}) | {
        "name": f"{name} {odoo.tag}",
        "parent_id": company.id,
        "type": kind,
        "email": f"{name.lower()}-{odoo.tag.lower()}@example.com",
    }
    return odoo.create("res.partner", values)


def tag(odoo: Seeder, partner: OdooRef, name: str, *, off: bool = False) -> None:
    """Give a partner one of Odoo's tags, or take it `off`."""
    held = odoo.named("res.partner.category", name)
    odoo.write(partner, category_id=[[3 if off else 4, held]])


def limit_credit(odoo: Seeder, customer: OdooRef, amount: Decimal) -> None:
    """Set the credit limit above which Odoo warns about a customer."""
    odoo.write(customer, use_partner_credit_limit=True, credit_limit=amount)


def rename(odoo: Seeder, partner: OdooRef, name: str) -> None:
    """Give a partner another name."""
    odoo.write(partner, name=name)


def become(odoo: Seeder, partner: OdooRef, *, company: bool) -> None:
    """Say that a partner is a company, or a person, after all."""
    odoo.write(partner, is_company=company)


def enter_email(odoo: Seeder, partner: OdooRef, text: str) -> None:
    """Write any text into the e-mail field, which Odoo does not check."""
    odoo.write(partner, email=text)


def agree_terms(odoo: Seeder, partner: OdooRef, name: str) -> None:
    """Agree on other terms with a partner, whether it buys or sells."""
    terms = odoo.named("account.payment.term", name)
    odoo.write(partner, property_payment_term_id=terms, property_supplier_payment_term_id=terms)


def agree_both_terms(odoo: Seeder, partner: OdooRef, *, sold: str, bought: str) -> None:
    """Agree on some terms for what a partner buys, and on others for what it sells to us."""
    customers, vendors = (odoo.named("account.payment.term", name) for name in (sold, bought))
    odoo.write(
        partner, property_payment_term_id=customers, property_supplier_payment_term_id=vendors
    )


def move_to(odoo: Seeder, partner: OdooRef, *, street: str, phone: str) -> None:
    """Enter another address and telephone number, or remove the number."""
    odoo.write(partner, street=street, phone=phone or False)


def empty(odoo: Seeder, partner: OdooRef, *fields: str) -> None:
    """Remove what stands in these fields."""
    odoo.write(partner, **dict.fromkeys(fields, False))


def exempt(odoo: Seeder, customer: OdooRef, *, vat: str) -> None:
    """Enter a resale certificate's number and exempt its customer; `""` ends the exemption."""
    position = odoo.named("account.fiscal.position", EXEMPT_POSITION)
    odoo.write(customer, vat=vat or False, property_account_position_id=position if vat else False)


def join(odoo: Seeder, contact: OdooRef, company: OdooRef) -> None:
    """Let a contact change to another company."""
    odoo.write(contact, parent_id=company.id)


def live_at(odoo: Seeder, partner: OdooRef, address: Address) -> None:
    """Enter a whole address, in any country; state and country are found by their codes."""
    country = _coded(odoo, "res.country", address.country)
    state = _coded(odoo, "res.country.state", address.state, ["country_id", "=", country])
    odoo.write(
        partner,
        street=address.street or False,
        street2=address.street2 or False,
        city=address.city or False,
        zip=address.zip or False,
        state_id=state,
        country_id=country,
    )


def _coded(odoo: Seeder, model: str, code: str, *more: list[object]) -> int | bool:
    if not code:
        return False
    domain = [["code", "=", code], *more]
    return int(odoo.port.call(model, "search", domain=domain, limit=1)[0])


def archive(odoo: Seeder, ref: OdooRef, *, back: bool = False) -> None:
    """Archive a record as the action does, or bring it back."""
    odoo.press(ref, "action_unarchive" if back else "action_archive")
