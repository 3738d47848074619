"""What somebody entered in QuickBooks before the first export."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import rule
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books, Record
from harness.quickbooks.clerk import make
from harness.snapshot import OdooRef

RULE = "ownership.existing"


def customer_of_a_clerk(odoo: Seeder, books: Books) -> tuple[OdooRef, Record]:
    """A customer, and what a clerk in QuickBooks made of the same name."""
    customer = odoo.create_customer(company=True)
    return customer, make(books, "Customer", {"DisplayName": odoo.name_of(customer)})


def item_of_a_clerk(odoo: Seeder, books: Books) -> tuple[OdooRef, Record]:
    """A service, and what a clerk in QuickBooks made of the same name."""
    work = odoo.create_product(
        category="Installation", kind="service", price=Decimal(85), cost=Decimal(60)
    )
    account = books.find("Account", Name="Services")[0]
    fields = {"Type": "Service", "IncomeAccountRef": {"value": account["Id"]}}
    return work, make(books, "Item", {"Name": odoo.name_of(work), **fields})


def demand_left(books: Books, entity: str, made: Record) -> None:
    """Demand that the clerk's record is as the clerk left it."""
    assert books.read(entity, made["Id"]) == made, f"{entity} {made['Id']} was changed ({RULE})"


@rule(RULE, "taken over")
def test_an_existing_customer_is_taken_over(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """The same record gets what Odoo says."""
    customer, made = customer_of_a_clerk(odoo, quickbooks)
    mirrored = proof.mirrored(customer, "customer")
    assert mirrored.id == made["Id"], "the customer that was there already was made again"
    proof.repeatable(customer, "customer", mirrored)


@rule(RULE, "taken over")
def test_an_existing_item_is_taken_over(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """The same record gets what Odoo says."""
    work, made = item_of_a_clerk(odoo, quickbooks)
    mirrored = proof.mirrored(work, "product")
    assert mirrored.id == made["Id"], "the item that was there already was made again"
    proof.repeatable(work, "product", mirrored)


@rule(RULE, "refuse")
def test_an_existing_customer_is_left_to_an_accountant(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """The export fails and says so; one of another name goes through."""
    customer, made = customer_of_a_clerk(odoo, quickbooks)
    proof.refused(customer, "customer")
    demand_left(quickbooks, "Customer", made)
    other = odoo.create_customer(company=True)
    proof.mirrored(other, "customer")


@rule(RULE, "refuse")
def test_an_existing_item_is_left_to_an_accountant(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """The export fails and says so."""
    work, made = item_of_a_clerk(odoo, quickbooks)
    proof.refused(work, "product")
    demand_left(quickbooks, "Item", made)
