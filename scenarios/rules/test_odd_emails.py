"""E-mail fields in which people wrote what is no address, or more than one."""

from __future__ import annotations

import pytest

from harness.marks import rule
from harness.odoo.parties import enter_email
from harness.odoo.seed import Seeder
from harness.proof import Proof

RULE = "customers.odd_emails"
ODD = [
    pytest.param("ask for Joe", id="none"),
    pytest.param("joe@beams", id="half"),
    pytest.param("joe-{tag}@example.com, ann-{tag}@example.com", id="two"),
]


def written(text: str, tag: str) -> str:
    """The text with the run's mark."""
    return text.format(tag=tag.lower())


@rule(RULE, "first or none")
@pytest.mark.parametrize("text", ODD)
def test_an_odd_email_keeps_nobody_out(text: str, odoo: Seeder, proof: Proof) -> None:
    """QuickBooks would refuse the whole customer, and every invoice after it."""
    customer, mill = odoo.create_customer(), odoo.create_vendor()
    for partner in (customer, mill):
        enter_email(odoo, partner, written(text, odoo.tag))
    with proof.nothing_written_back(customer, mill):
        proof.repeatable(customer, "customer", proof.mirrored(customer, "customer"))
        proof.repeatable(mill, "vendor", proof.mirrored(mill, "vendor"))


@rule(RULE, "refuse")
@pytest.mark.parametrize("text", ODD)
def test_an_odd_email_is_to_be_mended(text: str, odoo: Seeder, proof: Proof) -> None:
    """The export fails and says so; with one address it succeeds."""
    customer = odoo.create_customer(email=written(text, odoo.tag))
    proof.refused(customer, "customer")
    proof.never_left(customer, "customer")
    enter_email(odoo, customer, f"joe-{odoo.tag.lower()}@example.com")
    proof.mirrored(customer, "customer")
