"""Records that are chosen together and have little in common: nothing of one comes to the next."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.parties import empty
from harness.odoo.seed import Seeder, at, line
from harness.proof import Proof
from harness.snapshot import OdooRef

ORANGE = ("FL Orange 6.5%",)


def unnameable(odoo: Seeder) -> OdooRef:
    """A customer whose name of 101 characters QuickBooks does not take."""
    return odoo.create_customer(name=f"{'z' * 94} {odoo.tag}")


@case("Customers with and without everything, at once")
def test_a_bare_customer_takes_nothing_from_the_one_before(odoo: Seeder, proof: Proof) -> None:
    """The first has terms, an address, mail, a website and a note; the last has none of them."""
    full = odoo.create_customer(
        terms="Net 30",
        exempt=True,
        website="https://suncoast-fence.example.com",
        comment="<p>Gate code 4711</p>",
    )
    bare = odoo.create_customer()
    empty(odoo, bare, "street", "street2", "city", "zip", "state_id", "email", "phone")
    refused = unnameable(odoo)
    proof.together(full, refused, bare, role="customer", refused=refused)


@case("Unlike invoices at once")
def test_an_invoice_takes_nothing_from_the_one_before(odoo: Seeder, proof: Proof) -> None:
    """The first is of a yard, on terms and at a discount; the others are of none, elsewhere."""
    work = create_service(odoo)
    proof.carry(work, "product")
    buyers = [odoo.create_customer() for _ in range(3)]
    refused = unnameable(odoo)
    hour = line(work, quantity=Decimal(1))
    dear = line(work, quantity=Decimal(4), discount=Decimal(10), text="By crane")
    first = odoo.post_invoice(buyers[0], lines=[at("Tampa", dear)], terms="Net 30")
    none = odoo.post_invoice(refused, lines=[hour])
    taxed = line(work, quantity=Decimal(2), taxes=ORANGE)
    second = odoo.post_invoice(buyers[1], lines=[taxed])
    third = odoo.post_invoice(buyers[2], lines=[line(work, quantity=Decimal(3), taxes=())])
    proof.together(
        first,
        none,
        second,
        third,
        role="invoice",
        refused=none,
        along=[(buyer, "customer") for buyer in buyers],
    )


@case("Unlike payments at once")
def test_a_payment_takes_nothing_from_the_one_before(odoo: Seeder, proof: Proof) -> None:
    """A check to the bank, and cash that waits for the trip there; one payer has no name."""
    work = create_service(odoo)
    proof.carry(work, "product")
    payments, refused = [], unnameable(odoo)
    for hours, journal in enumerate(("Bank", "Cash"), start=2):
        customer = odoo.create_customer()
        proof.carry(customer, "customer")
        invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(hours))])
        proof.carry(invoice, "invoice")
        payments.append(odoo.register_payment(invoice, journal=journal))
    owed = odoo.post_invoice(refused, lines=[line(work, quantity=Decimal(5))])
    none = odoo.register_payment(owed, journal="Bank")
    proof.together(payments[0], none, payments[1], role="payment", refused=none)
