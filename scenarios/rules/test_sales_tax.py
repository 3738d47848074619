"""Sales tax on invoices: one code for a document, the tax to the cent, prices with tax in them."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.credits import credit
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.snapshot import OdooRef

HILLSBOROUGH = ("FL Hillsborough 7.5%",)
INCLUDED = ("FL Hillsborough 7.5% incl.",)
ORANGE = ("FL Orange 6.5%",)


def exported(odoo: Seeder, proof: Proof, *, exempt: bool = False) -> tuple[OdooRef, OdooRef]:
    """A customer and a product that are in QuickBooks."""
    customer = odoo.create_customer(company=True, exempt=exempt)
    kit = odoo.create_product(
        category="Pergolas", kind="storable", price=Decimal("1899.99"), cost=Decimal(900)
    )
    proof.carry(customer, "customer")
    proof.carry(kit, "product")
    return customer, kit


@case("An invoice taxed in another county")
def test_another_county_is_another_code(odoo: Seeder, proof: Proof) -> None:
    """The document's code is the one of its lines, not the company's default."""
    customer, kit = exported(odoo, proof)
    lines = [line(kit, quantity=Decimal(3), price=Decimal("33.333"), taxes=ORANGE)]
    invoice = odoo.post_invoice(customer, lines=lines)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("Two tax codes on one invoice")
def test_two_codes_are_refused(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks takes one code a document: the export fails and says so."""
    customer, kit = exported(odoo, proof)
    invoice = odoo.post_invoice(
        customer,
        lines=[
            line(kit, quantity=Decimal(1), taxes=HILLSBOROUGH),
            line(kit, quantity=Decimal(1), taxes=ORANGE),
        ],
    )
    proof.refused(invoice, "invoice")


@case("Two taxes on one line")
def test_two_taxes_on_a_line_are_refused(odoo: Seeder, proof: Proof) -> None:
    """Only a group of taxes is one code."""
    customer, kit = exported(odoo, proof)
    both = (*HILLSBOROUGH, *ORANGE)
    invoice = odoo.post_invoice(customer, lines=[line(kit, quantity=Decimal(1), taxes=both)])
    proof.refused(invoice, "invoice")


@case("A contractor with a resale certificate")
def test_an_exempt_customer_pays_no_tax(odoo: Seeder, proof: Proof) -> None:
    """The fiscal position took the tax off the lines: QuickBooks has none and no code."""
    customer, kit = exported(odoo, proof, exempt=True)
    invoice = odoo.post_invoice(customer, lines=[line(kit, quantity=Decimal(2))])
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("Prices with the tax in them")
def test_prices_with_tax_are_sent_without(odoo: Seeder, proof: Proof) -> None:
    """QuickBooks adds the tax to net prices, and total and tax come to what Odoo says."""
    customer, kit = exported(odoo, proof)
    invoice = odoo.post_invoice(
        customer,
        lines=[
            line(kit, quantity=Decimal(3), price=Decimal("19.99"), taxes=INCLUDED),
            line(
                kit,
                quantity=Decimal(7),
                price=Decimal("4.45"),
                discount=Decimal(15),
                taxes=INCLUDED,
            ),
        ],
    )
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
    proof.mirrored(credit(odoo, invoice, quantity=Decimal(1)), "credit_memo")


@case("Prices of three and more decimals")
def test_prices_keep_their_decimals(odoo: Seeder, proof: Proof) -> None:
    """Quantity times price comes to the amount, as QuickBooks demands."""
    customer, kit = exported(odoo, proof)
    invoice = odoo.post_invoice(
        customer,
        lines=[
            line(kit, quantity=Decimal(3), price=Decimal("33.333")),
            line(kit, quantity=Decimal("0.125"), price=Decimal("0.045")),
            line(kit, quantity=Decimal(7), price=Decimal("1.0715"), discount=Decimal("3.33")),
        ],
    )
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))
