"""Deposits and transfers: what reaches the bank, and what is locked by that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import account, audited, holds, side, sold, the


@pytest.fixture
def bank(company: Any) -> str:
    """A bank account's id."""
    return account(company, "Checking", "Bank")


@pytest.fixture
def customer(company: Any) -> str:
    """A customer's id."""
    made: str = company.post("customer", {"DisplayName": "Cool Cars"})["Id"]
    return made


def linked(kind: str, txn: str, amount: float) -> dict[str, Any]:
    """A line that brings a payment to the bank."""
    link = {"TxnId": txn, "TxnType": kind, "TxnLineId": "0"}
    return {"Amount": amount, "LinkedTxn": [link]}


def own(amount: float, account_id: str, **detail: Any) -> dict[str, Any]:
    """A line of the deposit's own."""
    return {
        "Amount": amount,
        "DetailType": "DepositLineDetail",
        "DepositLineDetail": {"AccountRef": {"value": account_id}, **detail},
    }


def test_what_is_deposited_is_locked(company: Any, bank: str, customer: str) -> None:
    """The payment shows its deposit and is frozen (6540) until the deposit lets go of it."""
    who = {"CustomerRef": {"value": customer}}
    paid = company.post("payment", {**who, "TotalAmt": 80})
    receipt = company.post(
        "salesreceipt",
        {
            **who,
            "Line": [
                {
                    "Amount": 20,
                    "DetailType": "SalesItemLineDetail",
                    "SalesItemLineDetail": {"ItemRef": {"value": "1"}},
                }
            ],
        },
    )
    funds = the(company, "Undeposited Funds")
    assert holds(company, funds) == 100
    made = company.post(
        "deposit",
        {
            "DepositToAccountRef": {"value": bank},
            "Line": [
                linked("Payment", paid["Id"], 80),
                linked("SalesReceipt", receipt["Id"], 20),
            ],
        },
    )
    assert made["Line"][0] == linked("Payment", paid["Id"], 80)
    assert (made["TotalAmt"], holds(company, bank), holds(company, funds)) == (100, 100, 0)
    link = {"TxnId": made["Id"], "TxnType": "Deposit"}
    assert company.read(f"payment/{paid['Id']}")["LinkedTxn"] == [link]
    assert company.read(f"salesreceipt/{receipt['Id']}")["LinkedTxn"] == [link]
    token = {"Id": paid["Id"], "SyncToken": "0"}
    error = company.refused("payment?operation=delete", token)
    assert (error["code"], error["Message"]) == ("6540", "Deposited Transaction cannot be changed")
    sparse = {**token, "sparse": True, "PrivateNote": "no"}
    assert company.refused("payment", sparse)["code"] == "6540"
    assert company.refused("payment?operation=void", token)["code"] == "6540"
    again = {
        "DepositToAccountRef": {"value": bank},
        "Line": [linked("Payment", paid["Id"], 80)],
    }
    assert company.refused("deposit", again)["code"] == "6000"
    company.post(
        "deposit",
        {
            "Id": made["Id"],
            "SyncToken": "0",
            "DepositToAccountRef": {"value": bank},
            "Line": [linked("SalesReceipt", receipt["Id"], 20)],
        },
    )
    assert (holds(company, bank), holds(company, funds)) == (20, 80)
    company.post("payment?operation=delete", token)
    company.post("deposit?operation=delete", {"Id": made["Id"], "SyncToken": "1"})
    assert (holds(company, bank), holds(company, funds)) == (0, 20)
    audited(company)


def test_only_transactions_are_locked(sample: Any) -> None:
    """Names may have the id of a deposited transaction; they are changed as ever."""
    for entity, number in (("salesreceipt", "47"), ("vendor", "47")):
        held = sample.read(f"{entity}/{number}")
        body = {"Id": number, "SyncToken": held["SyncToken"], "sparse": True}
        if entity == "vendor":
            assert sample.post("vendor", {**body, "AcctNum": "late"})["AcctNum"] == "late"
        else:
            assert sample.refused(entity, {**body, "PrivateNote": "late"})["code"] == "6540"


def test_ids_of_transactions_begin_far_from_those_of_names(company: Any, customer: str) -> None:
    """So that a client that takes one for the other is seen."""
    paid = company.post("payment", {"CustomerRef": {"value": customer}, "TotalAmt": 5})
    assert paid["Id"] == "145"
    assert int(customer) < 100


def test_a_deposit_has_lines_of_its_own(company: Any, bank: str, customer: str) -> None:
    """Named in capitals; a negative one takes away, as does cash kept back (recorded)."""
    savings = account(company, "Savings", "Bank")
    income, fees = the(company, "Sales"), the(company, "Bank Charges")
    made = company.post(
        "deposit",
        {
            "DepositToAccountRef": {"value": bank},
            "Line": [
                own(100, income, Entity={"value": customer, "type": "CUSTOMER"}, CheckNum="7"),
                own(-5, fees),
            ],
            "CashBack": {"AccountRef": {"value": savings}, "Amount": 30, "Memo": "to savings"},
        },
    )
    assert list(made) == [
        "DepositToAccountRef",
        "CashBack",
        "TotalAmt",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "TxnDate",
        "CurrencyRef",
        "Line",
    ]
    assert made["TotalAmt"] == 65
    first = made["Line"][0]
    assert list(first) == ["Id", "LineNum", "Amount", "DetailType", "DepositLineDetail"]
    assert first["DepositLineDetail"]["Entity"] == {
        "value": customer,
        "name": "Cool Cars",
        "type": "CUSTOMER",
    }
    assert (holds(company, bank), holds(company, savings)) == (65, 30)
    body = {"DepositToAccountRef": {"value": bank}, "Line": [own(-5, fees)]}
    assert company.refused("deposit", body)["code"] == "6000"
    body = {"DepositToAccountRef": {"value": fees}, "Line": [own(5, income)]}
    assert company.refused("deposit", body)["code"] == "6000"
    audited(company)


def test_lines_without_ids_join_a_deposits_own(company: Any, bank: str) -> None:
    """As a client saw 1 line become 2, 3 and 7 (September 2026); by a switch they replace them."""
    income, fees = the(company, "Sales"), the(company, "Bank Charges")
    made = company.post(
        "deposit", {"DepositToAccountRef": {"value": bank}, "Line": [own(100, income)]}
    )
    again = {**made, "Line": [own(90, fees)]}
    added = company.call("POST", "deposit", json=again)
    assert "deposit-lines" in added.headers["X-Sandbox-Assumed"]
    grown = added.json()["Deposit"]
    assert [(line["Id"], line["Amount"]) for line in grown["Line"]] == [("1", 100), ("2", 90)]
    assert grown["TotalAmt"] == 190
    kept = company.call("POST", "deposit", json={**grown, "Line": [grown["Line"][1]]})
    assert "X-Sandbox-Assumed" not in kept.headers
    assert [line["Id"] for line in kept.json()["Deposit"]["Line"]] == ["2"]
    company.emulator.admin(
        "PATCH", f"realms/{company.realm}/choices", **{"deposit-lines": "replaced"}
    )
    replaced = company.post("deposit", {**kept.json()["Deposit"], "Line": [own(70, income)]})
    assert [(line["Id"], line["Amount"]) for line in replaced["Line"]] == [("3", 70)]
    audited(company)


def test_money_is_transferred(company: Any, bank: str) -> None:
    """Between accounts of the balance sheet, in the recorded shape; an edit moves it anew."""
    savings = account(company, "Savings", "Bank")
    body = {
        "FromAccountRef": {"value": savings},
        "ToAccountRef": {"value": bank},
        "Amount": 250,
        "PrivateNote": "rent",
    }
    made = company.post("transfer", body)
    assert list(made) == [
        "FromAccountRef",
        "ToAccountRef",
        "Amount",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "TxnDate",
        "CurrencyRef",
        "PrivateNote",
    ]
    assert (holds(company, savings), holds(company, bank)) == (-250, 250)
    company.post("transfer", {**made, "sparse": True, "Amount": 40.5})
    assert (holds(company, savings), holds(company, bank)) == (-40.5, 40.5)
    wrong = {**body, "ToAccountRef": {"value": the(company, "Tools")}}
    assert company.refused("transfer", wrong)["code"] == "6000"
    for nothing in (0, -1):
        refused = company.refused("transfer", {**body, "Amount": nothing})
        assert (refused["code"], refused["Message"]) == ("2240", "Number out of range")
    refused = company.refused("transfer", {**body, "ToAccountRef": body["FromAccountRef"]})
    assert refused["Message"] == "Duplicate From and To Accounts"
    company.post("transfer?operation=delete", {"Id": made["Id"], "SyncToken": "1"})
    assert holds(company, bank) == 0
    audited(company)


def test_a_sparse_update_says_again_between_which_accounts(company: Any, bank: str) -> None:
    """Transfers and card payments also how much, deposits only the bank."""
    body = {"Name": "Visa", "AccountType": "Credit Card"}
    card = {"value": company.post("account", body)["Id"]}
    ours, income = {"value": bank}, {"value": the(company, "Services")}
    line = {
        "Amount": 5,
        "DetailType": "DepositLineDetail",
        "DepositLineDetail": {"AccountRef": income},
    }
    for path, said, rest in (
        ("transfer", {"FromAccountRef": ours, "ToAccountRef": card, "Amount": 5}, {}),
        (
            "creditcardpayment",
            {"BankAccountRef": ours, "CreditCardAccountRef": card, "Amount": 5},
            {},
        ),
        ("deposit", {"DepositToAccountRef": ours}, {"Line": [line]}),
    ):
        made = company.post(path, {**said, **rest})
        key = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "again"}
        for name in said:
            others = {other: said[other] for other in said if other != name}
            refused = company.refused(path, {**key, **others})
            assert (refused["code"], refused["element"]) == ("2020", name)
        assert company.post(path, {**key, **said})["PrivateNote"] == "again"


def test_all_that_lies_in_undeposited_funds_is_brought_to_the_bank(
    company: Any, bank: str, customer: str
) -> None:
    """Journals and transfers too; what a refund took out lessens the deposit."""
    funds = the(company, "Undeposited Funds")
    company.post(
        "journalentry",
        {"Line": [side("Debit", 500, bank), side("Credit", 500, the(company, "Sales"))]},
    )
    journal = company.post(
        "journalentry",
        {"Line": [side("Debit", 60, funds), side("Credit", 60, the(company, "Sales"))]},
    )
    moved = company.post(
        "transfer",
        {
            "FromAccountRef": {"value": bank},
            "ToAccountRef": {"value": funds},
            "Amount": 30,
        },
    )
    refund = company.post(
        "refundreceipt",
        {
            "CustomerRef": {"value": customer},
            "DepositToAccountRef": {"value": funds},
            "Line": [sold("1", 1, 10)],
        },
    )
    assert holds(company, funds) == 80
    made = company.post(
        "deposit",
        {
            "DepositToAccountRef": {"value": bank},
            "Line": [
                linked("JournalEntry", journal["Id"], 60),
                linked("Transfer", moved["Id"], 30),
                linked("RefundReceipt", refund["Id"], -10),
            ],
        },
    )
    assert [line["Amount"] for line in made["Line"]] == [60, 30, -10]
    assert made["TotalAmt"] == 80
    assert (holds(company, funds), holds(company, bank)) == (0, 550)
    changed = {"Id": refund["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "late"}
    assert company.refused("refundreceipt", changed)["code"] == "6540"
    company.post("deposit?operation=delete", {"Id": made["Id"], "SyncToken": "0"})
    assert holds(company, funds) == 80
    audited(company)


def test_what_lies_elsewhere_is_not_brought(company: Any, bank: str) -> None:
    """A journal that never touched undeposited funds."""
    lines = [side("Debit", 5, bank), side("Credit", 5, the(company, "Sales"))]
    journal = company.post("journalentry", {"Line": lines})
    body = {
        "DepositToAccountRef": {"value": bank},
        "Line": [linked("JournalEntry", journal["Id"], 5)],
    }
    assert company.refused("deposit", body)["code"] == "6000"


def test_a_deposit_says_which_line_of_a_payment_and_goes_to_a_bank(
    company: Any, bank: str, customer: str
) -> None:
    """Intuit demands the line's id, which is always 0, and a bank account in its own words."""
    paid = company.post("payment", {"CustomerRef": {"value": customer}, "TotalAmt": 80})
    line = linked("Payment", paid["Id"], 80)
    body = {"DepositToAccountRef": {"value": bank}, "Line": [line]}
    elsewhere = {**body, "DepositToAccountRef": {"value": the(company, "Utilities")}}
    refused = company.refused("deposit", elsewhere)
    assert refused["Detail"] == "Business Validation Error: Select a bank account for this deposit."
    del line["LinkedTxn"][0]["TxnLineId"]
    refused = company.refused("deposit", body)
    assert (refused["code"], refused["element"]) == ("2020", "LinkedTxn.TxnLineId")


ACCOUNT, ITEM = "AccountBasedExpenseLineDetail", "ItemBasedExpenseLineDetail"
OWN, SIDE, SALE = "DepositLineDetail", "JournalEntryLineDetail", "SalesItemLineDetail"


@pytest.mark.parametrize(
    ("path", "line", "place"),
    [
        ("bill", {"DetailType": ACCOUNT, ACCOUNT: {"AccountRef": {"value": "7"}}}, "Amount"),
        ("bill", {"Amount": 5, "DetailType": ACCOUNT, ACCOUNT: {}}, ACCOUNT),
        ("bill", {"Amount": 5, "DetailType": ITEM}, ITEM),
        (
            "bill",
            {"Amount": 5, "DetailType": ACCOUNT, ACCOUNT: {"CustomerRef": {"value": "1"}}},
            f"{ACCOUNT}.AccountRef",
        ),
        ("deposit", {"DetailType": OWN, OWN: {"AccountRef": {"value": "34"}}}, "Amount"),
        ("deposit", {"Amount": 5, "DetailType": OWN}, OWN),
        ("deposit", {"Amount": 5, "DetailType": OWN, OWN: {"CheckNum": "1"}}, f"{OWN}.AccountRef"),
        ("journalentry", {"DetailType": SIDE, SIDE: {"PostingType": "Debit"}}, "Amount"),
        ("journalentry", {"Amount": 5, "DetailType": SIDE}, SIDE),
        ("invoice", {"Amount": 5, "DetailType": SALE, SALE: {}}, SALE),
    ],
)
def test_what_a_line_lacks_is_named_by_its_place(
    sample: Any, path: str, line: dict[str, Any], place: str
) -> None:
    """The place counts from the document; an empty detail is none."""
    heads = {
        "bill": {"VendorRef": {"value": "30"}},
        "deposit": {"DepositToAccountRef": {"value": "35"}},
        "invoice": {"CustomerRef": {"value": "1"}},
    }
    refused = sample.refused(path, {**heads.get(path, {}), "Line": [line]})
    assert refused["code"] == "2020"
    assert refused["element"] == f"Line.{place}"
    assert refused["Detail"] == f"Required parameter Line.{place} is missing in the request"
