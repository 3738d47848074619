"""
Anything people do to customers, vendors, invoices, payments and bills, against a small model.

The model knows amounts, links, names and SyncTokens and nothing of the ledger;
whatever is done, balances, queries and the trial balance agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.fuzz.target import LONG, Target
from tests.sandbox.conftest import Emulator

AMOUNTS = st.decimals(min_value="0.01", max_value="99999.99", places=2)
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z"), exclude_characters=":"),
    min_size=1,
    max_size=20,
)
SETTINGS = settings(
    max_examples=200 if LONG else 12,
    stateful_step_count=50 if LONG else 20,
    deadline=None,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Document:
    """An invoice or a bill: whose, how much, and its token."""

    name: str
    total: Decimal
    token: int = 0
    voided: bool = False


@dataclass
class Paid:
    """A payment: whose, how much, and what it settles."""

    name: str
    total: Decimal
    applied: dict[str, Decimal] = field(default_factory=dict)
    token: int = 0


def line(kind: str, amount: Decimal) -> dict[str, Any]:
    """A line of one amount."""
    name, target = {
        "invoice": ("SalesItemLineDetail", "ItemRef"),
        "bill": ("AccountBasedExpenseLineDetail", "AccountRef"),
    }[kind]
    return {"Amount": str(amount), "DetailType": name, name: {target: {"value": ACCOUNT[kind]}}}


ACCOUNT = {"invoice": "1", "bill": "119"}
"""The item Services, and the account Supplies of a clean company."""
SIDE = {"invoice": "CustomerRef", "bill": "VendorRef"}


class Books(RuleBasedStateMachine):
    """One clean company and what it should hold."""

    emulator: Emulator
    customers = Bundle("customers")
    vendors = Bundle("vendors")
    invoices = Bundle("invoices")
    payments = Bundle("payments")
    bills = Bundle("bills")

    def __init__(self) -> None:
        super().__init__()
        self.target = Target(self.emulator.company())
        self.names: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.tokens: dict[str, int] = {}
        self.documents: dict[str, dict[str, Document]] = {"invoice": {}, "bill": {}}
        self.paid: dict[str, Paid] = {}

    def teardown(self) -> None:
        """Close the connection."""
        self.target.session.close()

    def call(self, path: str, body: Any) -> Any:
        """Write; the record, or the code it was refused with."""
        answer = self.target.send("POST", path, json=body).json()
        if "Fault" in answer:
            return answer["Fault"]["Error"][0]["code"]
        return next(iter(answer.values()))

    def read(self, path: str) -> Any:
        """Read a record, exactly."""
        response = self.target.send("GET", path)
        assert response.status_code == 200, response.text
        return next(iter(response.json(parse_float=Decimal).values()))

    def query(self, statement: str) -> Any:
        """Ask, exactly."""
        response = self.target.send("GET", "query", params={"query": statement})
        return response.json(parse_float=Decimal)["QueryResponse"]

    def add_name(self, kind: str, name: str) -> str:
        """A customer or vendor; a name that is taken is refused, whatever its case."""
        taken = {held.casefold() for held in self.names.values()}
        made = self.call(kind, {"DisplayName": name})
        if name.casefold() in taken:
            assert made == "6240"
            return ""
        assert isinstance(made, dict), made
        assert made["DisplayName"] == name
        self.names[made["Id"]], self.kinds[made["Id"]], self.tokens[made["Id"]] = name, kind, 0
        return str(made["Id"])

    @rule(target=customers, name=NAMES)
    def add_customer(self, name: str) -> str:
        return self.add_name("customer", name)

    @rule(target=vendors, name=NAMES)
    def add_vendor(self, name: str) -> str:
        return self.add_name("vendor", name)

    @rule(name_id=st.one_of(customers, vendors), sparse=st.booleans(), note=NAMES)
    def change_name(self, name_id: str, note: str, *, sparse: bool) -> None:
        """Notes come and stay; the display name too, also through a full update."""
        assume(name_id)
        kind, token = self.kinds[name_id], self.tokens[name_id]
        body: dict[str, Any] = {
            "Id": name_id,
            "SyncToken": str(token),
            "CompanyName": f"{note} {token}",
        }
        body |= {"sparse": True} if sparse else {"DisplayName": self.names[name_id]}
        made = self.call(kind, body)
        assert made["CompanyName"] == f"{note} {token}"
        assert made["DisplayName"] == self.names[name_id]
        self.tokens[name_id] += 1

    @rule(name_id=st.one_of(customers, vendors))
    def change_late(self, name_id: str) -> None:
        """A token that is not the record's is refused."""
        assume(name_id)
        wrong = str(self.tokens[name_id] + 1)
        body = {"Id": name_id, "SyncToken": wrong, "sparse": True, "GivenName": "late"}
        assert self.call(self.kinds[name_id], body) == "5010"

    def add_document(self, kind: str, name_id: str, amounts: list[Decimal]) -> str:
        """An invoice or bill of some lines."""
        assume(name_id)
        body = {SIDE[kind]: {"value": name_id}, "Line": [line(kind, each) for each in amounts]}
        made = self.call(kind, body)
        self.documents[kind][made["Id"]] = Document(name_id, sum(amounts, Decimal(0)))
        return str(made["Id"])

    @rule(target=invoices, name_id=customers, amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
    def add_invoice(self, name_id: str, amounts: list[Decimal]) -> str:
        return self.add_document("invoice", name_id, amounts)

    @rule(target=bills, name_id=vendors, amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
    def add_bill(self, name_id: str, amounts: list[Decimal]) -> str:
        return self.add_document("bill", name_id, amounts)

    def applied(self, invoice: str) -> Decimal:
        """What payments settle of an invoice."""
        return sum(
            (paid.applied.get(invoice, Decimal(0)) for paid in self.paid.values()), Decimal(0)
        )

    @rule(found=st.one_of(invoices, bills), amount=AMOUNTS, sparse=st.booleans())
    def change_document(self, found: str, amount: Decimal, *, sparse: bool) -> None:
        """Its one new line replaces all, in a sparse update too."""
        kind = "invoice" if found in self.documents["invoice"] else "bill"
        document = self.documents[kind].get(found)
        assume(document is not None and not document.voided)
        assert document is not None
        body = {
            "Id": found,
            "SyncToken": str(document.token),
            "Line": [line(kind, amount)],
            SIDE[kind]: {"value": document.name},
        }
        made = self.call(kind, {**body, "sparse": True} if sparse else body)
        if amount < self.applied(found):
            assert made == "6000"
            return
        document.total, document.token = amount, int(made["SyncToken"])

    @rule(found=invoices)
    def void_invoice(self, found: str) -> None:
        """Nothing is left of its amounts; what was paid is unapplied."""
        document = self.documents["invoice"].get(found)
        assume(document is not None and not document.voided)
        assert document is not None
        body = {"Id": found, "SyncToken": str(document.token)}
        made = self.call("invoice?operation=void", body)
        assert made["PrivateNote"] == "Voided"
        document.total, document.voided = Decimal(0), True
        document.token = int(made["SyncToken"])
        self.release(found)

    @rule(found=st.one_of(invoices, bills))
    def delete_document(self, found: str) -> None:
        """It is gone."""
        kind = "invoice" if found in self.documents["invoice"] else "bill"
        document = self.documents[kind].pop(found, None)
        assume(document is not None)
        assert document is not None
        made = self.call(
            f"{kind}?operation=delete", {"Id": found, "SyncToken": str(document.token)}
        )
        assert made["status"] == "Deleted"
        assert self.target.send("GET", f"{kind}/{found}").status_code == 400
        self.release(found)

    def release(self, invoice: str) -> None:
        """Payments keep their money, unapplied; the token of the payment is its own matter."""
        for paid in self.paid.values():
            paid.applied.pop(invoice, None)

    @rule(target=payments, found=invoices, share=st.integers(1, 120), extra=AMOUNTS)
    def pay(self, found: str, share: int, extra: Decimal) -> str:
        """Pay some percent of an invoice and something more; no more than is open, if any is."""
        document = self.documents["invoice"].get(found)
        assume(document is not None and not document.voided)
        assert document is not None
        amount = (document.total * share / 100).quantize(Decimal("0.01"))
        assume(amount > 0)
        link = {"TxnId": found, "TxnType": "Invoice"}
        body = {
            "CustomerRef": {"value": document.name},
            "TotalAmt": str(amount + extra),
            "Line": [{"Amount": str(amount), "LinkedTxn": [link]}],
        }
        left = document.total - self.applied(found)
        made = self.call("payment", body)
        if not left:  # then all of it stays the customer's
            assert (made["Line"], Decimal(str(made["UnappliedAmt"]))) == ([], amount + extra)
            self.paid[made["Id"]] = Paid(document.name, amount + extra, {})
            return str(made["Id"])
        if amount > left:
            assert made == "6000"
            return ""
        self.paid[made["Id"]] = Paid(document.name, amount + extra, {found: amount})
        document.token += 1
        return str(made["Id"])

    @rule(found=payments, void=st.booleans())
    def undo_payment(self, found: str, *, void: bool) -> None:
        """Voided or deleted, its money is not there any more."""
        assume(found in self.paid)
        token = self.read(f"payment/{found}")["SyncToken"]
        made = self.call(
            f"payment?operation={'void' if void else 'delete'}", {"Id": found, "SyncToken": token}
        )
        assert isinstance(made, dict), made
        for invoice in self.paid.pop(found).applied:
            self.documents["invoice"][invoice].token += 1

    @invariant()
    def balances_agree(self) -> None:
        """Of every document, payment and name, to the cent."""
        for kind, documents in self.documents.items():
            for key, document in documents.items():
                held = self.read(f"{kind}/{key}")
                assert held["TotalAmt"] == document.total
                assert held["SyncToken"] == str(document.token)
                applied = self.applied(key) if kind == "invoice" else Decimal(0)
                assert held["Balance"] == document.total - applied
        for key, paid in self.paid.items():
            held = self.read(f"payment/{key}")
            assert held["UnappliedAmt"] == paid.total - sum(paid.applied.values())
        for key, kind in self.kinds.items():
            documents = self.documents["invoice" if kind == "customer" else "bill"]
            owed = sum((each.total for each in documents.values() if each.name == key), Decimal(0))
            owed -= sum(each.total for each in self.paid.values() if each.name == key)
            assert self.read(f"{kind}/{key}")["Balance"] == owed

    @invariant()
    def queries_agree(self) -> None:
        """The same records are found as are there, and those that are open."""
        for kind, entity in (("invoice", "Invoice"), ("bill", "Bill")):
            found = self.query(f"select * from {entity} maxresults 1000").get(entity, [])  # noqa: S608
            assert {row["Id"] for row in found} == set(self.documents[kind])
            count = self.query(f"select count(*) from {entity}")  # noqa: S608
            assert count["totalCount"] == len(self.documents[kind])
        unpaid = self.query("select * from Invoice where Balance > '0'").get("Invoice", [])
        assert {row["Id"] for row in unpaid} == {
            key
            for key, document in self.documents["invoice"].items()
            if document.total > self.applied(key)
        }

    @invariant()
    def the_books_balance(self) -> None:
        """Debits are credits, and the running sums are those of the entries."""
        realm = self.target.company.realm
        assert self.emulator.admin("GET", f"realms/{realm}/audit") == {"wrong": []}


def test_the_books_agree_with_the_model(emulator: Emulator) -> None:
    """Whatever is done, in whatever order."""
    machine = type("Checked", (Books,), {"emulator": emulator})
    run_state_machine_as_test(machine, settings=SETTINGS)


def test_the_model_sees_a_wrong_balance(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An emulator that is a cent off does not agree."""
    honest = Books.read

    def off(self: Books, path: str) -> Any:
        found = honest(self, path)
        return (
            {**found, "Balance": found["Balance"] + Decimal("0.01")}
            if "Balance" in found
            else found
        )

    monkeypatch.setattr(Books, "read", off)
    machine = type("Checked", (Books,), {"emulator": emulator})
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=SETTINGS)
