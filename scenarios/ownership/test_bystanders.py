"""What has nothing to do with the mirror: another company's records, drafts, contacts."""

from __future__ import annotations

from decimal import Decimal

from harness.marks import case
from harness.odoo.seed import Seeder, line
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.snapshot import OdooRef
from scenarios.ownership.records import mirrored, service

OTHERS = "it belongs to another company"


def another_company(odoo: Seeder) -> OdooRef:
    """A company of the same Odoo that has no QuickBooks; the user may act for it."""
    name = f"Bystander {odoo.tag} LLC"
    [company] = odoo.port.call("res.company", "create", vals_list=[{"name": name}])
    return OdooRef(model="res.company", id=company)


@case("Another company of the same Odoo")
def test_another_companys_records_never_arrive(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """Not along with ours, and not even when somebody presses the button on them."""
    company = another_company(odoo)
    customer, vendor = odoo.create_customer(owner=company), odoo.create_vendor(owner=company)
    with proof.nothing_written_back(customer, vendor):
        mirrored(odoo, proof, "invoice")
        proof.never_left(customer, "customer")
        proof.never_left(vendor, "vendor")
        proof.fails(customer, "customer", OTHERS)
        proof.fails(vendor, "vendor", OTHERS)
    for ref, role in ((customer, "customer"), (vendor, "vendor")):
        name = odoo.name_of(ref)
        found = quickbooks.find("Customer" if role == "customer" else "Vendor", DisplayName=name)
        assert not found, f"{name} belongs to another company, and QuickBooks has it"


@case("Drafts of every kind")
def test_drafts_never_arrive(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """Neither an invoice nor a credit note nor a bill, and the drafts stay what they were."""
    customer, mill, work = odoo.create_customer(), odoo.create_vendor(), service(odoo)
    proof.carry(customer, "customer")
    proof.carry(mill, "vendor")
    proof.carry(work, "product")
    lines = [line(work, quantity=Decimal(2), taxes=())]
    drafts = [
        odoo.draft_document("out_invoice", customer, lines=lines),
        odoo.draft_document("out_refund", customer, lines=lines),
        odoo.draft_document("in_invoice", mill, lines=lines),
        odoo.draft_document("in_refund", mill, lines=lines),
    ]
    quotation = odoo.create_quotation(customer, lines=lines)
    entities = ("Invoice", "CreditMemo", "Bill", "VendorCredit", "Estimate")
    before = [quickbooks.count(entity) for entity in entities]
    with proof.nothing_written_back(*drafts, quotation, customer, mill):
        proof.fails(drafts[0], "invoice", "it is a draft")
        proof.fails(drafts[1], "credit_memo", "it is a draft")
        proof.fails(drafts[2], "bill", "it is a draft")
        mirrored(odoo, proof, "payment")
    invoice, *rest = [quickbooks.count(entity) for entity in entities]
    assert [invoice - 1, *rest] == before, "drafts must never leave Odoo"
