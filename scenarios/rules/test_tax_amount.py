"""Who works out the amount of sales tax: Odoo, or QuickBooks to the cent or so."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "invoices.tax_amount"
INCLUDED = ("FL Hillsborough 7.5% incl.",)


def brackets(odoo: Seeder, proof: Proof) -> OdooRef:
    """
    An invoice over 1.51 with the tax in it: 1.40 and 0.11.

    6 % and 1.5 % of 1.40 come to 0.08 and 0.02, a cent less.
    """
    customer = odoo.create_customer(company=True)
    bracket = odoo.create_product(
        category="Aluminum / Sheets", kind="storable", price=Decimal("1.40"), cost=Decimal("0.60")
    )
    proof.carry(customer, "customer")
    proof.carry(bracket, "product")
    sold = line(bracket, quantity=Decimal(1), price=Decimal("1.51"), taxes=INCLUDED)
    return odoo.post_invoice(customer, lines=[sold])


@rule(RULE, "as in Odoo")
def test_the_amount_is_odoos_to_the_cent(odoo: Seeder, proof: Proof) -> None:
    """Nothing is tolerated."""
    mirrored = proof.mirrored(brackets(odoo, proof), "invoice")
    assert not mirrored.tolerated


@rule(RULE, "recalculated")
def test_quickbooks_may_be_off_by_a_cent_a_rate(odoo: Seeder, proof: Proof) -> None:
    """The cent is tolerated, and told with the rule that allows it."""
    invoice = brackets(odoo, proof)
    mirrored = proof.mirrored(invoice, "invoice")
    assert [(item.field, item.rule) for item in mirrored.tolerated] == [
        ("TotalAmt", RULE),
        ("Balance", RULE),
        ("TxnTaxDetail.TotalTax", RULE),
    ]
    proof.repeatable(invoice, "invoice", mirrored)
