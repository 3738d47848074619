"""Which sales tax code a document has in QuickBooks: a mapped one, or an automated one."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import company, rule
from harness.odoo.credits import credit
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef

RULE = "invoices.tax_code"


def taxed_and_untaxed(odoo: Seeder, proof: Proof) -> OdooRef:
    """An invoice to a customer near Tampa: a line taxed as in Orlando, and one without tax."""
    customer = odoo.create_customer(company=True)
    beam = odoo.create_product(
        category="Aluminum / Beams", kind="storable", price=Decimal("184.55"), cost=Decimal(121)
    )
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    proof.carry(customer, "customer")
    proof.carry(beam, "product")
    proof.carry(work, "product")
    return odoo.post_invoice(
        customer,
        lines=[
            line(beam, quantity=Decimal(3), taxes=("FL Orange 6.5%",)),
            line(work, quantity=Decimal(2), taxes=()),
        ],
    )


@rule(RULE, "of Odoo's taxes")
def test_the_code_is_the_mapped_one(odoo: Seeder, proof: Proof) -> None:
    """The one of the county, for the taxed lines only."""
    invoice = taxed_and_untaxed(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@company(TaxPrefs={"PartnerTaxEnabled": True})
@rule(RULE, "automated")
def test_quickbooks_finds_the_code_and_keeps_the_amount(odoo: Seeder, proof: Proof) -> None:
    """Whatever its engine would have charged, the tax is Odoo's to the cent."""
    invoice = taxed_and_untaxed(odoo, proof)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    returned = credit(odoo, invoice)
    proof.mirrored(returned, "credit_memo")
