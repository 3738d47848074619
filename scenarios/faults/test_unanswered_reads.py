"""QuickBooks does not answer when it is asked for a record that it has: it has it all the same."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from harness.marks import case
from harness.odoo.money import confirm, receive, redate, reset_payment
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.session.faults import Faults
from harness.snapshot import OdooRef


@case("An exported payment that cannot be read")
def test_a_payment_that_was_not_shown_is_no_other(
    odoo: Seeder, faults: Faults, quickbooks: Books, proof: Proof
) -> None:
    """No answer is not the answer that it is gone: the edit reaches the same payment, once."""
    customer = odoo.create_customer()
    proof.carry(customer, "customer")
    payment = receive(odoo, customer, journal="Bank", amount=Decimal("170.00"))
    before = proof.mirrored(payment, "payment")
    count = quickbooks.count("Payment")

    def redated() -> OdooRef:
        reset_payment(odoo, payment)
        redate(odoo, payment, odoo.today - timedelta(days=1))
        confirm(odoo, payment)
        return payment

    faults.met("out of service", redated, "payment", entity="Payment", operation="")
    after = proof.mirrored(payment, "payment")
    assert after.id == before.id, "the payment is another one in QuickBooks now"
    assert quickbooks.count("Payment") == count, "the payment was made a second time"
