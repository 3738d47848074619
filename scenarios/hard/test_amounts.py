"""Amounts at the edges of rounding come to the same cent in both systems."""

from __future__ import annotations

from decimal import Decimal

import pytest

from harness.marks import case
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from scenarios.hard.records import customer_and_service

EDGES = [
    pytest.param("3", "33.333", id="three-thirds"),
    pytest.param("3", "1.005", id="three-decimals"),
    pytest.param("1", "0.005", id="half-a-cent"),
    pytest.param("1", "0.015", id="one-and-a-half-cents"),
    pytest.param("7", "0.145", id="sevenfold-half"),
    pytest.param("0.333", "19.99", id="third-of-a-piece"),
    pytest.param("1000", "0.0125", id="thousand-small-ones"),
    pytest.param("1", "999999.99", id="large"),
]


@case("Rounding edges")
@pytest.mark.parametrize(("quantity", "price"), EDGES)
def test_a_rounding_edge_comes_to_the_same_cent(
    quantity: str, price: str, odoo: Seeder, proof: Proof
) -> None:
    """With the sales tax on it."""
    customer, work = customer_and_service(odoo, proof)
    invoice = odoo.post_invoice(
        customer, lines=[line(work, quantity=Decimal(quantity), price=Decimal(price))]
    )
    proof.repeatable(invoice, "invoice", proof.mirrored(invoice, "invoice"))


@case("Seven percent of three thirds")
def test_seven_percent_of_three_thirds(odoo: Seeder, proof: Proof) -> None:
    """33.333 times three is 99.999, posts 100.00, and its tax is 7.00."""
    customer, work = customer_and_service(odoo, proof)
    thirds = line(work, quantity=Decimal(3), price=Decimal("33.333"), taxes=("FL Pinellas 7%",))
    invoice = odoo.post_invoice(customer, lines=[thirds])
    mirrored = proof.mirrored(invoice, "invoice")
    assert mirrored.record["TotalAmt"] == 107, f"the total is {mirrored.record['TotalAmt']}"


@case("Many lines that each round")
def test_many_roundings_come_to_the_same_total(odoo: Seeder, proof: Proof) -> None:
    """Every line at half a cent, taxed together."""
    customer, work = customer_and_service(odoo, proof)
    halves = [line(work, quantity=Decimal(1), price=Decimal(f"{n}.005")) for n in range(1, 12)]
    invoice = odoo.post_invoice(customer, lines=halves)
    proof.mirrored(invoice, "invoice")


@case("A hundred lines")
def test_a_hundred_lines_arrive_in_their_order(odoo: Seeder, proof: Proof) -> None:
    """Each with its own quantity."""
    customer, work = customer_and_service(odoo, proof)
    lines = [line(work, quantity=Decimal(number)) for number in range(1, 101)]
    invoice = odoo.post_invoice(customer, lines=lines)
    mirrored = proof.mirrored(invoice, "invoice")
    sold = [row for row in mirrored.record["Line"] if row["DetailType"] == "SalesItemLineDetail"]
    assert len(sold) == 100, f"{len(sold)} of 100 lines arrived"
    proof.repeatable(invoice, "invoice", mirrored)
