"""Who is in QuickBooks already is found, however long the list is."""

from __future__ import annotations

from harness.marks import case
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.clerk import make

PAGE = 100
"""So many records QuickBooks answers with when nobody asks for more."""


@case("A customer behind the first page")
def test_a_customer_behind_the_first_page_is_found(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """More than a hundred others come before, as lists are in the order of names."""
    for number in range(PAGE):
        make(quickbooks, "Customer", {"DisplayName": f"0 {number} of {odoo.tag}"})
    name = f"Page Construction {odoo.tag}"
    made = make(quickbooks, "Customer", {"DisplayName": name})
    customer = odoo.create_customer(company=True, name=name)
    assert proof.mirrored(customer, "customer").id == made["Id"]
