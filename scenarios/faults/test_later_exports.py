"""What an export that failed leaves to the next one, which may come much later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from harness.marks import case
from harness.odoo.goods import create_service, reprice
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.closing import closed_until
from harness.session.faults import Faults
from harness.snapshot import OdooRef
from scenarios.faults.once import customer_and_service


@case("No answer to a payment, however often it is sent")
def test_a_payment_that_was_given_up_is_there_once(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """QuickBooks took it each time. The next export, hours later, still knows which one it was."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    proof.carry(invoice, "invoice")
    before = quickbooks.count("Payment")
    payment, said = faults.unanswered(
        lambda: odoo.register_payment(invoice, journal="Bank"), "payment", entity="Payment"
    )
    proof.synced(payment, "payment", or_else=f"It had no answer first, and said: {said or 'done'}")
    made = quickbooks.count("Payment") - before
    assert made == 1, (
        f"payment {payment} made {made} Payments in QuickBooks, not one: its answers were lost"
        f" until the connector gave up ({said or 'it said done'}), and the next export made another"
    )
    proof.repeatable(payment, "payment", proof.mirrored(payment, "payment"))


@case("An edit that failed does not come back over a newer one")
def test_a_late_edit_does_not_undo_a_newer_one(odoo: Seeder, faults: Faults, proof: Proof) -> None:
    """What is still to be done is the record as it stands, not as it stood when that failed."""
    work = create_service(odoo)
    before = proof.mirrored(work, "product")

    def repriced() -> OdooRef:
        reprice(odoo, work, Decimal("99.50"))
        return work

    faults.outage(repriced, "product")
    reprice(odoo, work, Decimal("104.25"))
    after = proof.mirrored(work, "product")
    assert after.id == before.id
    proof.repeatable(work, "product", after)


@case("Tokens that a failed export renewed are kept")
def test_new_tokens_outlive_a_failure(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """Its books are closed, and what it did is undone in Odoo; Intuit has replaced its tokens."""
    customer, work = customer_and_service(odoo, proof)
    in_january, end = date(2026, 1, 20), date(2026, 1, 31)
    hours = [line(work, quantity=Decimal(2))]
    with closed_until(quickbooks, end):
        faults.met(
            "token refused",
            lambda: odoo.post_invoice(customer, lines=hours, on=in_january),
            "invoice",
            entity="",
        )
    another, said = faults.met("token refused", odoo.create_customer, "customer", entity="")
    assert not said, (
        "A refused token was renewed in an export that failed; the next refusal had to be renewed"
        f" with what that brought, but the connector said: {said}"
    )
    proof.mirrored(another, "customer")
