"""What is in QuickBooks' price list already is found, however long the list is."""

from __future__ import annotations

from harness.marks import case
from harness.odoo.goods import create_service
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.clerk import make

PAGE = 100
"""So many records QuickBooks answers with when nobody asks for more."""


@case("An item behind the first page")
def test_an_item_behind_the_first_page_is_found(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """A price list has more than a hundred entries soon."""
    account = quickbooks.find("Account", Name="Services")[0]
    fields = {"Type": "Service", "IncomeAccountRef": {"value": account["Id"]}}
    for number in range(PAGE):
        make(quickbooks, "Item", {"Name": f"0 {number} Cut {odoo.tag}", **fields})
    name = f"Page cutting {odoo.tag}"
    made = make(quickbooks, "Item", {"Name": name, **fields})
    assert proof.mirrored(create_service(odoo, name=name), "product").id == made["Id"]
