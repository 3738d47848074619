"""QuickBooks did what it was asked, and the answer never came: nobody may do it again."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case, rule
from harness.odoo.credits import post_credit
from harness.odoo.edits import post
from harness.odoo.goods import create_service
from harness.odoo.parties import rename
from harness.odoo.seed import Seeder, expense, line
from harness.proof import Proof
from harness.session.faults import Faults
from harness.snapshot import OdooRef
from scenarios.faults.once import Once, customer_and_service


@case("The answer to a new customer is lost")
def test_a_customer_is_there_once(odoo: Seeder, once: Once) -> None:
    """The connector finds the one that it made."""
    once.arrives("answer lost", odoo.create_customer, "customer")


@case("The answer to a new product is cut off")
def test_a_product_is_there_once(odoo: Seeder, once: Once) -> None:
    """Half of an answer is none, and the item is there all the same."""
    once.arrives("answer cut", lambda: create_service(odoo), "product")


@case("The answer to an invoice is lost")
def test_an_invoice_is_there_once(odoo: Seeder, once: Once, proof: Proof) -> None:
    """The customer owes it once."""
    customer, work = customer_and_service(odoo, proof)
    once.arrives(
        "answer lost",
        lambda: odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))]),
        "invoice",
    )


@case("The answer to a payment is lost")
def test_a_payment_is_there_once(odoo: Seeder, once: Once, proof: Proof) -> None:
    """What was paid once is booked once; a second one would lie open as a credit."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(customer, lines=[line(work, quantity=Decimal(2))])
    proof.mirrored(invoice, "invoice")
    once.arrives("answer lost", lambda: odoo.register_payment(invoice, journal="Bank"), "payment")


@case("The answer to a bill is lost")
def test_a_bill_is_there_once(odoo: Seeder, once: Once, proof: Proof) -> None:
    """We owe it once."""
    mill, work = odoo.create_vendor(), create_service(odoo)
    proof.carry(mill, "vendor")
    proof.carry(work, "product")
    once.arrives(
        "answer lost",
        lambda: odoo.post_bill(mill, lines=[line(work, quantity=Decimal(3), price=Decimal(60))]),
        "bill",
    )


@case("The answer to a payment of a bill is lost")
def test_a_bill_payment_is_there_once(odoo: Seeder, once: Once, proof: Proof) -> None:
    """Nobody pays a vendor twice."""
    mill = odoo.create_vendor()
    proof.carry(mill, "vendor")
    blades = expense("Saw blades", account="600100", amount=Decimal("96.00"))
    bill = odoo.post_bill(mill, lines=[blades])
    proof.carry(bill, "bill")
    once.arrives(
        "answer lost",
        lambda: odoo.register_payment(bill, amount=Decimal("40.00"), journal="Bank"),
        "bill_payment",
    )


@case("The answer to an update is lost")
def test_an_update_is_made_once(odoo: Seeder, faults: Faults, proof: Proof) -> None:
    """The customer has another SyncToken than the connector knows of, and follows Odoo still."""
    customer = odoo.create_customer(company=True)
    before = proof.mirrored(customer, "customer")

    def renamed() -> OdooRef:
        rename(odoo, customer, f"Renamed {odoo.tag}")
        return customer

    faults.met("answer lost", renamed, "customer", entity="Customer", operation="update")
    after = proof.mirrored(customer, "customer")
    assert after.id == before.id, "the renamed customer is another one in QuickBooks"
    rename(odoo, customer, f"Renamed again {odoo.tag}")
    assert proof.mirrored(customer, "customer").id == before.id


@case("The answer to a credit note is lost")
def test_a_credit_memo_is_there_once(odoo: Seeder, once: Once, proof: Proof) -> None:
    """The customer gets it once."""
    customer, work = customer_and_service(odoo, proof)
    once.arrives(
        "answer lost",
        lambda: post_credit(odoo, customer, lines=[line(work, quantity=Decimal(2))]),
        "credit_memo",
    )


@case("The answer to a vendor's credit note is lost")
def test_a_vendor_credit_is_there_once(odoo: Seeder, once: Once, proof: Proof) -> None:
    """The vendor gives it once."""
    mill, work = odoo.create_vendor(), create_service(odoo)
    proof.carry(mill, "vendor")
    proof.carry(work, "product")

    def returned() -> OdooRef:
        lines = [line(work, quantity=Decimal(1), price=Decimal(60))]
        made = odoo.draft_document("in_refund", mill, lines=lines)
        post(odoo, made)
        return made

    once.arrives("answer lost", returned, "vendor_credit")


@rule("credit_memos.withdrawn", "delete")
def test_a_removal_whose_answer_was_lost_is_done(
    odoo: Seeder, faults: Faults, proof: Proof
) -> None:
    """The credit memo is gone, and the next sync finds nothing to complain of."""
    customer, work = customer_and_service(odoo, proof)
    bonus = post_credit(odoo, customer, lines=[line(work, quantity=Decimal(2))])
    mirror = proof.mirrored(bonus, "credit_memo")

    def cancelled() -> OdooRef:
        odoo.cancel(bonus)
        return bonus

    faults.met("answer lost", cancelled, "credit_memo", entity="CreditMemo", operation="delete")
    proof.withdrawn(bonus, mirror, "delete", "credit_memos.withdrawn", role="credit_memo")
