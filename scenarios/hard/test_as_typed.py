"""What people type arrives so: small letters, long texts, many decimals, subtitles."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.edits import post, refer_payment
from harness.odoo.seed import Seeder, expense, line, section, subsection
from harness.proof import Proof
from scenarios.hard.records import change, customer_and_service

STREET = "Building 4711 B, Warehouse Level 2, Loading Dock 17, 12350 North Westshore Boulevard"
WORDS = "Extruded to drawing, stretched, aged, cut square, deburred; a certificate for each. " * 9


@case("Subtitles, and a payment reference that is not the number")
def test_an_invoice_is_as_it_was_typed(odoo: Seeder, proof: Proof) -> None:
    """The number is Odoo's, whatever the customer is to write on the payment."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.draft_invoice(
        customer,
        lines=[
            section("Pier 7"),
            subsection("North side"),
            line(work, quantity=Decimal(2)),
            subsection("South side"),
            line(work, quantity=Decimal("1.5")),
        ],
    )
    refer_payment(odoo, invoice, f"CUST-{odoo.tag}-PIER7")
    post(odoo, invoice)
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("Small letters and many decimals")
def test_small_letters_stay_small(odoo: Seeder, proof: Proof) -> None:
    """In a SKU and in the number of a bill; a price has four decimals, a cost five."""
    screw = odoo.create_product(
        category="Installation",
        kind="service",
        price=Decimal("0.0475"),
        cost=Decimal("0.03125"),
        sku=f"scr-{odoo.tag.lower()}-x",
    )
    proof.repeatable(screw, "product", proof.mirrored(screw, "product"))
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = expense("Saw blades", account="600100", amount=Decimal("64.20"))
    bill = odoo.post_bill(mill, lines=[blades], reference=f"inv-{odoo.tag.lower()}/a")
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@case("Numbers that begin with zeros, and a text of two lines")
def test_zeros_and_line_breaks_stay(odoo: Seeder, proof: Proof) -> None:
    """A SKU and our number with a vendor are texts; a bill says on the second line what it was."""
    work = odoo.create_product(
        category="Installation",
        kind="service",
        price=Decimal(85),
        cost=Decimal(60),
        sku=f"00{int(odoo.tag, 36)}",
    )
    proof.repeatable(work, "product", proof.mirrored(work, "product"))
    mill = odoo.create_vendor(ref="000417")
    proof.repeatable(mill, "vendor", proof.mirrored(mill, "vendor"))
    blades = expense("Saw blades\n14 in, 100 teeth", account="600100", amount=Decimal("64.20"))
    bill = odoo.post_bill(mill, lines=[blades])
    proof.repeatable(bill, "bill", proof.mirrored(bill, "bill"))


@case("Long texts")
def test_long_texts_are_whole(odoo: Seeder, proof: Proof) -> None:
    """A street, a second one, an e-mail address, a website and what is said of a product."""
    site = f"https://suncoast-fence.example.com/yards/tampa?from={'x' * 120}"
    mail = f"accounts-payable-and-receivable-{odoo.tag.lower()}@north-tampa.example.com"
    more = {"street": STREET, "street2": f"c/o {STREET}", "website": site, "email": mail}
    customer, mill = odoo.create_customer(comment=f"<p>{WORDS}</p>"), odoo.create_vendor()
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    change(odoo, customer, **more)
    change(odoo, mill, **more)
    change(odoo, work, description_sale=WORDS, description_purchase=WORDS[::-1].strip())
    proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))
    proof.repeatable(mill, "vendor", proof.mirrored(mill, "vendor"))
    proof.repeatable(work, "product", proof.mirrored(work, "product"))
