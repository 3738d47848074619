"""Documents and money of which the rules neither ask nor tell: they stay in Odoo."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.money import get_back
from harness.odoo.receipts import post_receipt
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.rules.sales import customer_and_work

UNSAID = "no rule tells of it"


@case("A shop's receipt, and money back from a vendor")
def test_what_no_rule_tells_of_stays_in_odoo(odoo: Seeder, proof: Proof) -> None:
    """Neither is taken for an invoice, or for a customer's money."""
    customer, work = customer_and_work(odoo, proof)
    receipt = post_receipt(odoo, customer, lines=[line(work, quantity=Decimal(2))])
    proof.declined(receipt, "invoice", UNSAID)
    rebate = get_back(odoo, odoo.create_vendor(), journal="Bank", amount=Decimal("75.00"))
    proof.declined(rebate, "payment", UNSAID)
    proof.nothing_more("a receipt and a vendor's money")
