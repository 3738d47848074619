"""QuickBooks refuses a request for a reason that passes: what was to be sent still arrives."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service, reprice
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.session.faults import Faults
from harness.snapshot import OdooRef
from scenarios.faults.once import Once, customer_and_service, told_of_failure


@case("Too many requests")
def test_a_throttled_invoice_arrives(odoo: Seeder, once: Once, proof: Proof) -> None:
    """Refused with 429, and asked to wait a second."""
    customer, work = customer_and_service(odoo, proof)
    once.arrives(
        "too many requests",
        lambda: odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))]),
        "invoice",
    )


@case("The access token is refused in the middle")
def test_a_token_that_ended_is_renewed(odoo: Seeder, once: Once) -> None:
    """After the vendor went through, the bill is answered 401; it goes out with a fresh token."""
    mill, work = odoo.create_vendor(), create_service(odoo)
    said = once.arrives(
        "token refused",
        lambda: odoo.post_bill(mill, lines=[line(work, quantity=Decimal(3), price=Decimal(60))]),
        "bill",
        along=[(mill, "vendor"), (work, "product")],
    )
    assert not said, f"a token that was refused had to be renewed, but the connector said: {said}"


@case("An edit that was refused is not forgotten")
def test_a_refused_edit_arrives_later(odoo: Seeder, faults: Faults, proof: Proof) -> None:
    """What failed is still to be done, though nobody touches the record again."""
    work = create_service(odoo)
    before = proof.mirrored(work, "product")

    def repriced() -> OdooRef:
        reprice(odoo, work, Decimal("99.50"))
        return work

    faults.met("out of service", repriced, "product", entity="Item", operation="update")
    assert proof.mirrored(work, "product").id == before.id


@case("QuickBooks is out of service")
def test_an_outage_is_told_and_passes(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """Nobody believes that the invoice arrived, and afterwards it does, once."""
    customer, work = customer_and_service(odoo, proof)
    before = quickbooks.count("Invoice")
    invoice, said = faults.outage(
        lambda: odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))]), "invoice"
    )
    told_of_failure(
        f"QuickBooks was out of service when {invoice} was synced", invoice, said, proof
    )
    mirrored = proof.mirrored(invoice, "invoice")
    assert quickbooks.count("Invoice") - before == 1
    proof.repeatable(invoice, "invoice", mirrored)


@case("A failure keeps what went before it")
def test_what_went_before_a_failure_is_kept(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """The payment brings its invoice along and then fails: the invoice is not made again."""
    customer, work = customer_and_service(odoo, proof)
    before = quickbooks.count("Invoice")
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    payment, said = faults.outage(
        lambda: odoo.register_payment(invoice, journal="Bank"), "payment", entity="Payment"
    )
    told_of_failure(f"no payment was taken when {payment} was synced", payment, said, proof)
    proof.mirrored(payment, "payment", along=[(invoice, "invoice")])
    made = quickbooks.count("Invoice") - before
    assert made == 1, f"{invoice} was made {made} times, since its payment had failed in between"
