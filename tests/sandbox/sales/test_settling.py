"""What settles what: payments, credit memos, estimates, and what deleting each does."""

from __future__ import annotations

from typing import Any

import pytest


def test_a_credit_memo_is_applied_by_a_payment_without_money(desk: Any) -> None:
    """Both balances fall, both list the payment; undoing it frees both."""
    memo = desk.make("creditmemo", desk.sale(40))
    assert next(iter(memo)) == "RemainingCredit"
    assert (memo["Balance"], memo["RemainingCredit"]) == (40, 40)
    assert desk.company.read(f"customer/{desk.customer['value']}")["Balance"] == -40
    invoice = desk.make("invoice")
    payment = desk.pay(0, desk.link(40, ("Invoice", invoice)), desk.link(40, ("CreditMemo", memo)))
    assert payment["UnappliedAmt"] == 0
    memo = desk.company.read(f"creditmemo/{memo['Id']}")
    assert (memo["Balance"], memo["RemainingCredit"], memo["SyncToken"]) == (0, 0, "1")
    assert "LinkedTxn" not in memo
    assert desk.company.read(f"invoice/{invoice['Id']}")["Balance"] == 60
    assert desk.balances() == {"Accounts Receivable (A/R)": 60}
    desk.company.post("payment?operation=delete", desk.held(payment))
    memo = desk.company.read(f"creditmemo/{memo['Id']}")
    assert (memo["RemainingCredit"], "LinkedTxn" in memo) == (40, False)
    assert desk.company.read(f"invoice/{invoice['Id']}")["Balance"] == 100


def test_a_credit_memo_may_tell_who_applies_it(desk: Any) -> None:
    """By a switch; Intuit's sandbox does not (recorded, September 2026)."""
    desk.choose(credit_links="told")
    memo, invoice = desk.make("creditmemo", desk.sale(40)), desk.make("invoice")
    payment = desk.pay(0, desk.link(40, ("Invoice", invoice)), desk.link(40, ("CreditMemo", memo)))
    held = desk.company.read(f"creditmemo/{memo['Id']}")
    link = {"TxnId": payment["Id"], "TxnType": "Payment"}
    assert (held["RemainingCredit"], held["LinkedTxn"]) == (0, [link])
    paid = desk.company.read(f"invoice/{invoice['Id']}")
    assert paid["LinkedTxn"] == [{"TxnId": payment["Id"], "TxnType": "Payment"}]


def test_the_last_of_two_lines_for_one_invoice_counts(desk: Any) -> None:
    """As a client saw of a payment (2026); both by a switch, and the answer says so."""
    company, invoice = desk.company, desk.make("invoice")
    lines = [desk.link(20, ("Invoice", invoice)), desk.link(30, ("Invoice", invoice))]
    body = {"CustomerRef": desk.customer, "TotalAmt": 60, "Line": lines}
    answer = company.call("POST", "payment", json=body)
    assert "same-invoice-lines" in answer.headers["X-Sandbox-Assumed"]
    payment = answer.json()["Payment"]
    assert [line["Amount"] for line in payment["Line"]] == [30]
    assert payment["UnappliedAmt"] == 30
    assert company.read(f"invoice/{invoice['Id']}")["Balance"] == 70
    where = f"realms/{company.realm}/choices"
    company.emulator.admin("PATCH", where, **{"same-invoice-lines": "all"})
    payment = company.post("payment", desk.held(payment, **body))
    assert [line["Amount"] for line in payment["Line"]] == [20, 30]
    assert company.read(f"invoice/{invoice['Id']}")["Balance"] == 50


@pytest.mark.parametrize("operation", ["delete", "void"])
def test_a_lost_invoice_frees_the_credit_and_the_money(desk: Any, operation: str) -> None:
    """60 in money and 40 of credit had paid it: the credit is whole again, the money unapplied."""
    memo = desk.make("creditmemo", desk.sale(50))
    invoice = desk.make("invoice")
    links = desk.link(100, ("Invoice", invoice)), desk.link(40, ("CreditMemo", memo))
    payment = desk.pay(60, *links)
    desk.company.post(f"invoice?operation={operation}", desk.held(invoice, SyncToken="1"))
    payment = desk.company.read(f"payment/{payment['Id']}")
    assert (payment["UnappliedAmt"], payment["Line"]) == (60, [])
    assert desk.company.read(f"creditmemo/{memo['Id']}")["RemainingCredit"] == 50
    assert desk.balances() == {"Accounts Receivable (A/R)": -110, "Undeposited Funds": 60}


@pytest.mark.parametrize(("operation", "code"), [("delete", "6000"), ("void", "6450")])
def test_what_is_settled_stays_by_choice(desk: Any, operation: str, code: str) -> None:
    """A company that refuses it keeps invoice and payment as they are."""
    company, invoice = desk.company, desk.make("invoice")
    desk.pay(60, desk.link(60, ("Invoice", invoice)))
    where = f"realms/{company.realm}/choices"
    company.emulator.admin("PATCH", where, **{"delete-settled": "refused"})
    held = desk.held(invoice, SyncToken="1")
    error = company.refused(f"invoice?operation={operation}", held)
    assert error["code"] == code
    assert company.read(f"invoice/{invoice['Id']}")["Balance"] == 40


def test_a_lost_credit_opens_what_it_had_paid(desk: Any) -> None:
    """The payment settles no more than its own money then; a credit memo can't be voided."""
    memo = desk.make("creditmemo", desk.sale(50))
    invoice = desk.make("invoice")
    links = desk.link(100, ("Invoice", invoice)), desk.link(40, ("CreditMemo", memo))
    payment = desk.pay(60, *links)
    held = desk.held(memo, SyncToken="1")
    for spelling in ("operation=void", "operation=update&include=void"):
        refused = desk.company.refused(f"creditmemo?{spelling}", held)
        assert (refused["code"], refused["Detail"]) == ("500", "Operation void is not supported.")
    desk.company.post("creditmemo?operation=delete", held)
    payment = desk.company.read(f"payment/{payment['Id']}")
    assert (payment["UnappliedAmt"], payment["Line"][0]["Amount"]) == (0, 60)
    assert desk.company.read(f"invoice/{invoice['Id']}")["Balance"] == 40
    assert desk.balances() == {"Accounts Receivable (A/R)": 40, "Undeposited Funds": 60}


def test_what_is_settled_keeps_its_customer_and_enough_of_its_total(desk: Any) -> None:
    """Of an invoice and of a credit memo."""
    other = desk.named("Bob")
    memo, invoice = desk.make("creditmemo"), desk.make("invoice")
    desk.pay(0, desk.link(70, ("Invoice", invoice)), desk.link(70, ("CreditMemo", memo)))
    for form, made in (("creditmemo", memo), ("invoice", invoice)):
        held = desk.held(made, SyncToken="1", sparse=True)
        for change in ({"CustomerRef": other}, {"Line": [desk.sale(69.99)]}):
            error = desk.company.refused(form, {**held, **change})
            assert error["code"] == "6000"
        smaller = desk.company.post(form, {**held, "Line": [desk.sale(70)]})
        assert smaller["Balance"] == 0


def test_a_parent_pays_for_its_jobs(desk: Any) -> None:
    """The job's own balance falls; a job can't pay for its parent, nor a stranger for it."""
    job = desk.named("Pier 7", Job=True, ParentRef=desk.customer)
    own, jobs = desk.make("invoice"), desk.make("invoice", CustomerRef=job)
    payment = desk.pay(180, desk.link(100, ("Invoice", jobs)), desk.link(50, ("Invoice", own)))
    assert payment["UnappliedAmt"] == 30
    assert desk.company.read(f"customer/{job['value']}")["Balance"] == 0
    parent = desk.company.read(f"customer/{desk.customer['value']}")
    assert (parent["Balance"], parent["BalanceWithJobs"]) == (20, 20)
    for payer in (job, desk.named("Bob")):
        body = {"CustomerRef": payer, "TotalAmt": 5, "Line": [desk.link(5, ("Invoice", own))]}
        assert desk.company.refused("payment", body)["code"] == "620"


def test_a_journal_and_an_expense_are_settled_too(desk: Any) -> None:
    """A journal's charge is paid, its credit pays along; what was paid out to a customer counts."""
    who = {"Type": "Customer", "EntityRef": desk.customer}
    receivable = desk.company.query(
        "select * from Account where AccountType = 'Accounts Receivable'"
    )
    if not receivable:
        desk.make("invoice", desk.sale(1))
    found = desk.company.query("select * from Account where AccountType = 'Accounts Receivable'")
    account = {"value": found["Account"][0]["Id"]}

    def journal(charge: float) -> Any:
        sides = ("Debit", "Credit") if charge > 0 else ("Credit", "Debit")
        lines = [
            {
                "Amount": abs(charge),
                "DetailType": "JournalEntryLineDetail",
                "JournalEntryLineDetail": {"PostingType": side, **detail},
            }
            for side, detail in zip(
                sides,
                ({"AccountRef": account, "Entity": who}, {"AccountRef": {"value": "130"}}),
                strict=True,
            )
        ]
        return desk.company.post("journalentry", {"Line": lines})

    bank = desk.account("Checking")
    expense = desk.company.post(
        "purchase",
        {
            "PaymentType": "Cash",
            "AccountRef": bank,
            "EntityRef": {**desk.customer, "type": "Customer"},
            "Line": [
                {
                    "Amount": 7,
                    "DetailType": "AccountBasedExpenseLineDetail",
                    "AccountBasedExpenseLineDetail": {"AccountRef": account},
                }
            ],
        },
    )
    charge, credit = journal(30), journal(-12)
    payment = desk.pay(
        25,
        desk.link(30, ("JournalEntry", charge)),
        desk.link(12, ("JournalEntry", credit)),
        desk.link(7, ("Expense", expense)),
    )
    assert payment["UnappliedAmt"] == 0
    more = {"CustomerRef": desk.customer, "TotalAmt": 9}
    for kind, target in (("JournalEntry", charge), ("Expense", expense), ("Check", expense)):
        body = {**more, "Line": [desk.link(1, (kind, target))]}
        assert desk.company.refused("payment", body)["code"] == "6000"


def test_a_payment_shows_what_its_lines_settle(desk: Any) -> None:
    """Number and open balance before it, in the form of Intuit's serializer, in queries too."""
    invoice = desk.make("invoice")
    desk.pay(30, desk.link(30, ("Invoice", invoice)))
    payment = desk.pay(20, desk.link(20, ("Invoice", invoice)))
    line = payment["Line"][0]
    assert list(line) == ["Amount", "LinkedTxn", "LineEx"]
    element = line["LineEx"]["any"][0]
    assert list(element) == [
        "name",
        "declaredType",
        "scope",
        "value",
        "nil",
        "globalScope",
        "typeSubstituted",
    ]
    values = [entry["value"] for entry in line["LineEx"]["any"]]
    assert values == [
        {"Name": "txnId", "Value": invoice["Id"]},
        {"Name": "txnOpenBalance", "Value": "70.00"},
        {"Name": "txnReferenceNumber", "Value": "1001"},
    ]
    found = desk.company.query("select * from Payment orderby Id desc maxresults 1")
    assert found["Payment"] == [payment]
    again = desk.company.post("payment", payment)
    assert (again["SyncToken"], again["Line"]) == ("0", payment["Line"])


@pytest.mark.parametrize("spelling", ["operation=void", "operation=update&include=void"])
@pytest.mark.parametrize("form", ["payment", "invoice", "salesreceipt"])
def test_a_form_is_voided_in_both_spellings(desk: Any, form: str, spelling: str) -> None:
    """Everything is zero, the number and the note stay."""
    made = desk.pay(5) if form == "payment" else desk.make(form, desk.sale(10, Qty=2, UnitPrice=5))
    voided = desk.company.post(f"{form}?{spelling}", desk.held(made, sparse=True))
    assert (voided["TotalAmt"], voided["PrivateNote"]) == (0, "Voided")
    assert voided["SyncToken"] == "1"
    if form == "payment":
        assert (voided["Line"], voided["UnappliedAmt"]) == ([], 0)
    else:
        assert voided["DocNumber"] == made["DocNumber"]
        detail = voided["Line"][0]["SalesItemLineDetail"]
        assert (voided["Line"][0]["Amount"], detail["Qty"]) == (0, 0)
        assert detail.get("UnitPrice") == (None if form == "invoice" else 0)
        assert (voided["Line"][1]["Amount"], voided["Balance"]) == (0, 0)
    assert desk.balances() == {}


def test_a_deposited_receipt_is_locked(desk: Any) -> None:
    """6540 for update, void and delete; free again when the deposit is gone."""
    receipt = desk.make("salesreceipt")
    bank = desk.account("Checking")
    deposit = desk.company.post(
        "deposit",
        {
            "DepositToAccountRef": bank,
            "Line": [
                {
                    "Amount": 100,
                    "LinkedTxn": [
                        {"TxnId": receipt["Id"], "TxnType": "SalesReceipt", "TxnLineId": "0"}
                    ],
                }
            ],
        },
    )
    shown = desk.company.read(f"salesreceipt/{receipt['Id']}")
    assert shown["LinkedTxn"] == [{"TxnId": deposit["Id"], "TxnType": "Deposit"}]
    keys = list(shown)
    assert keys.index("LinkedTxn") == keys.index("CurrencyRef") + 1
    for path in ("salesreceipt?operation=void", "salesreceipt?operation=delete", "salesreceipt"):
        body = desk.held(receipt, sparse=True, PrivateNote="x")
        assert desk.company.refused(path, body)["code"] == "6540"
    desk.company.post("deposit?operation=delete", desk.held(deposit))
    desk.company.post("salesreceipt?operation=delete", desk.held(receipt))


def test_an_invoice_closes_its_estimate(desk: Any) -> None:
    """Linked from the invoice, shown on both; open again without it."""
    estimate = desk.make("estimate", ExpirationDate="2030-01-01", AcceptedBy="Amy")
    assert list(estimate)[:2] == ["ExpirationDate", "AcceptedBy"]
    assert estimate["TxnStatus"] == "Pending"
    assert not {"Balance", "LinkedTxn"} & set(estimate)
    assert desk.balances() == {}
    link = {"TxnId": estimate["Id"], "TxnType": "Estimate"}
    invoice = desk.make("invoice", LinkedTxn=[link, {"TxnId": "99", "TxnType": "Payment"}])
    assert invoice["LinkedTxn"] == [link]
    closed = desk.company.read(f"estimate/{estimate['Id']}")
    assert closed["TxnStatus"] == "Closed"
    assert closed["LinkedTxn"] == [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]
    keys = list(closed)
    assert keys.index("LinkedTxn") == keys.index("TxnStatus") + 1
    payment = desk.pay(10, desk.link(10, ("Invoice", invoice)))
    paid = desk.company.read(f"invoice/{invoice['Id']}")
    assert paid["LinkedTxn"] == [link, {"TxnId": payment["Id"], "TxnType": "Payment"}]
    kept = desk.company.post("invoice", desk.held(paid, sparse=True, PrivateNote="x"))
    assert kept["LinkedTxn"] == paid["LinkedTxn"]
    desk.company.post("invoice?operation=void", desk.held(kept))
    assert desk.company.read(f"estimate/{estimate['Id']}")["TxnStatus"] == "Pending"


def test_a_deleted_estimate_lets_its_invoice_go(desk: Any) -> None:
    """And an invoice can't be linked to what is not there, or is another customer's."""
    estimate = desk.make("estimate")
    link = {"TxnId": estimate["Id"], "TxnType": "Estimate"}
    invoice = desk.make("invoice", LinkedTxn=[link])
    assert desk.refused("invoice", CustomerRef=desk.named("Bob"), LinkedTxn=[link]) == "620"
    desk.company.post("estimate?operation=delete", desk.held(estimate))
    assert desk.company.read(f"invoice/{invoice['Id']}")["LinkedTxn"] == []
    assert desk.refused("invoice", LinkedTxn=[link]) == "6000"


def test_a_refund_gives_money_back(desk: Any) -> None:
    """From an account that must be named; what is to be printed has To Print as its number."""
    assert desk.refused("refundreceipt") == "2020"
    assert desk.refused("refundreceipt", DepositToAccountRef={"value": "130"}) == "6000"
    bank = desk.account("Checking")
    made = desk.make("refundreceipt", DepositToAccountRef=bank, PaymentRefNum="17")
    assert (made["PaymentRefNum"], made["Balance"]) == ("To Print", 0)
    assert made["DepositToAccountRef"] == {**bank, "name": "Checking"}
    assert desk.balances() == {"Checking": -100}
    printed = {"DepositToAccountRef": bank, "PrintStatus": "PrintComplete"}
    assert desk.refused("refundreceipt", **printed) == "2020"
    for number in ("17", "1" * 100):
        made = desk.make("refundreceipt", **printed, PaymentRefNum=number)
        assert made["PaymentRefNum"] == number


def test_a_deposit_on_an_invoice_is_paid_at_once(desk: Any) -> None:
    """Less is open, the money is in Undeposited Funds; only where the preference is on."""
    assert desk.refused("invoice", Deposit=30) == "6000"
    desk.prefer(SalesFormsPrefs={"AllowDeposit": True})
    assert desk.make("invoice", desk.sale(1))["Deposit"] == 0
    made = desk.make("invoice", desk.sale(100), Deposit=30)
    assert next(iter(made)) == "Deposit"
    assert (made["TotalAmt"], made["Deposit"], made["Balance"]) == (100, 30, 70)
    assert desk.balances() == {"Accounts Receivable (A/R)": 71, "Undeposited Funds": 30}
    assert desk.refused("invoice", desk.sale(10), Deposit=11) == "6000"
    link = desk.link(71, ("Invoice", made))
    body = {"CustomerRef": desk.customer, "TotalAmt": 71, "Line": [link]}
    assert desk.company.refused("payment", body)["code"] == "6000"
    desk.company.post("invoice?operation=void", desk.held(made))
    assert desk.balances() == {"Accounts Receivable (A/R)": 1}


def test_credits_and_payments_apply_themselves_where_preferred(desk: Any) -> None:
    """Oldest first, by payments without money, right behind an answer that shows none of it."""
    desk.prefer(SalesFormsPrefs={"AutoApplyCredit": True, "AutoApplyPayments": True})
    memo = desk.make("creditmemo", desk.sale(150), TxnDate="2026-01-01")
    made = [desk.make("invoice", TxnDate=f"2026-01-0{day}") for day in (2, 3)]
    assert [each["Balance"] for each in made] == [100, 100]
    first, second = (desk.company.read(f"invoice/{each['Id']}") for each in made)
    assert (first["Balance"], second["Balance"]) == (0, 50)
    assert desk.company.read(f"creditmemo/{memo['Id']}")["RemainingCredit"] == 0
    linking = desk.company.read(f"payment/{first['LinkedTxn'][0]['TxnId']}")
    assert linking["PrivateNote"] == "Created by QB Online to link credits to charges."
    third = desk.make("invoice", desk.sale(10), TxnDate="2026-01-01")
    memo = desk.make("creditmemo", desk.sale(65))
    assert (memo["Balance"], desk.company.read(f"creditmemo/{memo['Id']}")["Balance"]) == (65, 5)
    for each in (second, third):
        assert desk.company.read(f"invoice/{each['Id']}")["Balance"] == 0
    desk.make("invoice", desk.sale(5))
    new, old = (desk.make("invoice", TxnDate=f"2026-01-0{day}") for day in (9, 8))
    memo = desk.make("creditmemo")
    assert desk.company.read(f"invoice/{old['Id']}")["Balance"] == 0
    assert desk.company.read(f"invoice/{new['Id']}")["Balance"] == 100
    desk.choose(auto_apply="nothing")
    memo = desk.make("creditmemo")
    assert desk.company.read(f"creditmemo/{memo['Id']}")["Balance"] == 100


def test_money_that_is_open_pays_the_next_invoice_where_preferred(desk: Any) -> None:
    """A payment without an invoice stays open until one comes, or takes those there are."""
    desk.prefer(SalesFormsPrefs={"AutoApplyPayments": True})
    old = desk.make("invoice", desk.sale(20))
    payment = desk.pay(50)
    assert (payment["UnappliedAmt"], payment["Line"]) == (50, [])
    invoice = desk.make("invoice", desk.sale(30))
    held = desk.company.read(f"payment/{payment['Id']}")
    assert (held["UnappliedAmt"], held["SyncToken"]) == (20, "1")
    assert held["Line"][0]["LinkedTxn"] == [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]
    assert desk.company.read(f"invoice/{invoice['Id']}")["Balance"] == 0
    assert desk.company.read(f"invoice/{old['Id']}")["Balance"] == 20
    desk.choose(auto_apply="payments too")
    desk.pay(5)
    assert desk.company.read(f"invoice/{old['Id']}")["Balance"] == 15


def test_what_the_books_forbid_is_not_applied(desk: Any) -> None:
    """An invoice of a closed year can't be settled then, and the credit is made all the same."""
    desk.prefer(SalesFormsPrefs={"AutoApplyCredit": True})
    old = desk.make("invoice", TxnDate="2025-12-01")
    desk.prefer(AccountingInfoPrefs={"BookCloseDate": "2025-12-31"})
    memo = desk.make("creditmemo", TxnDate="2026-01-02")
    assert desk.company.read(f"creditmemo/{memo['Id']}")["Balance"] == 100
    assert desk.company.read(f"invoice/{old['Id']}")["Balance"] == 100


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"TotalAmt": None}, "6000"),
        ({"TotalAmt": -1}, "6000"),
        ({"TotalAmt": 1e12}, "2240"),
        ({"CustomerRef": None}, "2020"),
        ({"Line": [{"Amount": 1}]}, "2020"),
        ({"Line": [{"Amount": 1, "LinkedTxn": 7}]}, "2010"),
        ({"Line": [{"Amount": 1, "LinkedTxn": [{"TxnType": ["Invoice"], "TxnId": 1}]}]}, "2010"),
        ({"Line": [{"Amount": 1, "LinkedTxn": [{"TxnType": "Bill", "TxnId": "1"}]}]}, "6000"),
        ({"Line": [{"Amount": 1, "LinkedTxn": [{"TxnType": "Invoice", "TxnId": "9"}]}]}, "610"),
        ({"Line": [{"Amount": -1, "LinkedTxn": [{"TxnType": "Invoice", "TxnId": "9"}]}]}, "2290"),
        ({"DepositToAccountRef": {"value": "130"}}, "6000"),
        ({"ARAccountRef": {"value": "130"}}, "6430"),
        ({"PaymentMethodRef": {"value": "99"}}, "2500"),
        ({"Nonsense": 1}, "2010"),
    ],
)
def test_a_wrong_payment_is_refused(desk: Any, change: dict[str, Any], code: str) -> None:
    """Each with its code."""
    body = {"CustomerRef": desk.customer, "TotalAmt": 1, "Line": [], **change}
    assert desk.company.refused("payment", body)["code"] == code
