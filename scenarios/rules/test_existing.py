"""What somebody entered in QuickBooks before the first export."""

from __future__ import annotations

from harness.marks import rule
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books, Record
from harness.quickbooks.clerk import make
from harness.snapshot import OdooRef

RULE = "ownership.existing"


def customer_of_a_clerk(odoo: Seeder, books: Books) -> tuple[OdooRef, Record]:
    """A customer, and what a clerk in QuickBooks made of the same name before."""
    name = f"Clerk Construction {odoo.tag}"
    made = make(books, "Customer", {"DisplayName": name})
    return odoo.create_customer(company=True, name=name), made


def item_of_a_clerk(odoo: Seeder, books: Books) -> tuple[OdooRef, Record]:
    """A service, and what a clerk in QuickBooks made of the same name before."""
    name = f"Clerk's work {odoo.tag}"
    account = books.find("Account", Name="Services")[0]
    fields = {"Type": "Service", "IncomeAccountRef": {"value": account["Id"]}}
    made = make(books, "Item", {"Name": name, **fields})
    return create_service(odoo, name=name), made


def demand_left(books: Books, entity: str, made: Record) -> None:
    """Demand that all is there as the clerk was told; a read tells more (recorded 2026)."""
    left = books.read(entity, made["Id"])
    assert made.items() <= left.items(), f"{entity} {made['Id']} was changed ({RULE})"


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
