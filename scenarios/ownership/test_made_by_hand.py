"""Somebody makes records in QuickBooks: Odoo gets none of them, and they are reported."""

from __future__ import annotations

from harness.marks import case
from harness.odoo.seed import Seeder
from harness.proof import Proof
from harness.quickbooks.books import Books
from harness.quickbooks.clerk import make
from scenarios.ownership.records import invoice, mirrored, told


def partners_called(odoo: Seeder, name: str) -> int:
    """How many partners of that name Odoo has, archived ones too."""
    domain = [["name", "ilike", name], ["active", "in", [True, False]]]
    return int(odoo.port.call("res.partner", "search_count", domain=domain))


def documents_of(odoo: Seeder, customer: int) -> tuple[int, int]:
    """How many documents and payments of a customer Odoo has."""
    moves = odoo.port.call("account.move", "search_count", domain=[["partner_id", "=", customer]])
    payments = odoo.port.call(
        "account.payment", "search_count", domain=[["partner_id", "=", customer]]
    )
    return int(moves), int(payments)


@case("A customer made in QuickBooks")
def test_a_customer_made_by_hand_stays_there(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """Odoo learns of nobody, not even when something else is exported."""
    name = f"Made by hand {odoo.tag}"
    made = make(quickbooks, "Customer", {"DisplayName": name})
    [drift] = proof.drift(name)
    assert (drift.kind, drift.entity, drift.id) == ("made", "Customer", made["Id"])
    ref, _ = mirrored(odoo, proof, "customer")
    with proof.nothing_written_back(ref):
        proof.carry(ref, "customer")
    assert partners_called(odoo, name) == 0, f"Odoo has learnt of a customer: {name}"


@case("An item made in QuickBooks")
def test_an_item_made_by_hand_stays_there(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """Odoo gets no product of it."""
    name = f"By hand {odoo.tag}"
    account = quickbooks.find("Account", Name="Services")[0]["Id"]
    item = {"Name": name, "Type": "Service", "IncomeAccountRef": {"value": account}}
    make(quickbooks, "Item", item)
    assert [drift.kind for drift in proof.drift(name)] == ["made"]
    mirrored(odoo, proof, "product")
    found = odoo.port.call("product.product", "search_count", domain=[["name", "=", name]])
    assert found == 0, f"Odoo has learnt of an item: {name}"


@case("An invoice made in QuickBooks")
def test_an_invoice_made_by_hand_stays_there(odoo: Seeder, quickbooks: Books, proof: Proof) -> None:
    """Odoo has neither the invoice nor anything else of it; both are told apart."""
    ref = invoice(odoo, proof)
    mirror = proof.mirrored(ref, "invoice")
    customer = int(
        odoo.port.call("account.move", "read", ids=[ref.id], fields=["partner_id"])[0][
            "partner_id"
        ][0]
    )
    before = documents_of(odoo, customer)
    copied = ("CustomerRef", "Line", "TxnDate")
    fields = {key: mirror.record[key] for key in copied} | {"DocNumber": f"H{odoo.tag}"}
    made = make(quickbooks, "Invoice", fields)
    found = proof.drift()
    assert [(item.kind, item.id) for item in found] == [("made", made["Id"])], told(found)
    with proof.nothing_written_back(ref):
        proof.carry(ref, "invoice")
    assert documents_of(odoo, customer) == before


@case("A payment made in QuickBooks")
def test_a_payment_made_by_hand_does_not_pay_in_odoo(
    odoo: Seeder, quickbooks: Books, proof: Proof
) -> None:
    """The invoice stays open in Odoo, where nobody paid it; both are reported."""
    ref = invoice(odoo, proof)
    mirror = proof.mirrored(ref, "invoice")
    link = [{"TxnId": mirror.id, "TxnType": "Invoice"}]
    paid = {
        "CustomerRef": mirror.record["CustomerRef"],
        "TotalAmt": mirror.record["TotalAmt"],
        "TxnDate": mirror.record["TxnDate"],
        "Line": [{"Amount": mirror.record["TotalAmt"], "LinkedTxn": link}],
    }
    payment = make(quickbooks, "Payment", paid)
    drifts = proof.drift()
    found = {(item.kind, item.entity, item.id) for item in drifts}
    wanted = {("edited", "Invoice", mirror.id), ("made", "Payment", payment["Id"])}
    assert found == wanted, told(drifts)
    with proof.nothing_written_back(ref):
        proof.carry(ref, "invoice")
    state = odoo.port.call("account.move", "read", ids=[ref.id], fields=["payment_state"])
    assert state[0]["payment_state"] == "not_paid"
