"""python-quickbooks on what is bought and moved: bills, checks, orders, banks, journals."""

from __future__ import annotations

from typing import Any

import pytest
from quickbooks.exceptions import QuickbooksException
from quickbooks.objects.account import Account
from quickbooks.objects.base import Ref
from quickbooks.objects.bill import Bill
from quickbooks.objects.billpayment import BillPayment, BillPaymentLine, CheckPayment
from quickbooks.objects.creditcardpayment_entity import CreditCardPayment
from quickbooks.objects.customer import Customer
from quickbooks.objects.deposit import Deposit, DepositLine, DepositLineDetail
from quickbooks.objects.detailline import (
    AccountBasedExpenseLine,
    AccountBasedExpenseLineDetail,
    ItemBasedExpenseLine,
    ItemBasedExpenseLineDetail,
)
from quickbooks.objects.item import Item
from quickbooks.objects.journalentry import JournalEntry, JournalEntryLine, JournalEntryLineDetail
from quickbooks.objects.purchase import Purchase
from quickbooks.objects.purchaseorder import PurchaseOrder
from quickbooks.objects.taxcode import TaxCode
from quickbooks.objects.transfer import Transfer
from quickbooks.objects.vendor import Vendor
from quickbooks.objects.vendorcredit import VendorCredit


def spent(amount: float) -> Any:
    """A line on account 1, as the library's suite writes it: the id is a number."""
    line = AccountBasedExpenseLine()
    line.Amount, line.DetailType = amount, "AccountBasedExpenseLineDetail"
    line.AccountBasedExpenseLineDetail = AccountBasedExpenseLineDetail()
    line.AccountBasedExpenseLineDetail.AccountRef = Ref()
    line.AccountBasedExpenseLineDetail.AccountRef.type = "Account"
    line.AccountBasedExpenseLineDetail.AccountRef.value = 1
    return line


def bought(client: Any) -> Any:
    """A line of an inventory item for a customer, with the first tax code."""
    line = ItemBasedExpenseLine()
    line.Amount = 100
    detail = line.ItemBasedExpenseLineDetail = ItemBasedExpenseLineDetail()
    detail.BillableStatus, detail.UnitPrice, detail.Qty = "NotBillable", 100, 1
    detail.CustomerRef = Customer.all(max_results=1, qb=client)[0].to_ref()
    detail.TaxCodeRef = TaxCode.all(max_results=1, qb=client)[0].to_ref()
    detail.ItemRef = Item.filter(Type="Inventory", max_results=1, qb=client)[0].to_ref()
    return line


def first_vendor(client: Any) -> Any:
    """The first vendor."""
    return Vendor.all(max_results=1, qb=client)[0]


def bill(client: Any, amount: float = 200) -> Any:
    """A bill of the first vendor."""
    made = Bill()
    made.Line.append(spent(amount))
    made.VendorRef = first_vendor(client).to_ref()
    made.save(qb=client)
    return made


def bill_payment(client: Any, paid: Any) -> Any:
    """A check for a bill of 200."""
    made = BillPayment()
    made.PayType, made.TotalAmt, made.PrivateNote = "Check", 200, "Private Note"
    made.VendorRef = first_vendor(client).to_ref()
    made.CheckPayment = CheckPayment()
    bank = Account.where("AccountSubType = 'Checking'", qb=client)[0]
    made.CheckPayment.BankAccountRef = bank.to_ref()
    payable = Account.where("AccountSubType = 'AccountsPayable'", qb=client)[0]
    made.APAccountRef = payable.to_ref()
    line = BillPaymentLine()
    line.LinkedTxn.append(paid.to_linked_txn())
    line.Amount = 200
    made.Line.append(line)
    made.save(qb=client)
    return made


def test_bill(client: Any) -> None:
    """One line."""
    found = Bill.get(bill(client).Id, qb=client)
    assert [line.Amount for line in found.Line] == [200]
    assert (found.TotalAmt, found.Balance) == (200, 200)


def test_bill_payment(client: Any) -> None:
    """The bill is settled; voided, it is open again."""
    owed = bill(client)
    made = bill_payment(client, owed)
    found = BillPayment.get(made.Id, qb=client)
    assert (found.PayType, found.TotalAmt, found.PrivateNote) == ("Check", 200, "Private Note")
    assert [line.Amount for line in found.Line] == [200]
    assert Bill.get(owed.Id, qb=client).Balance == 0
    found.void(qb=client)
    voided = BillPayment.get(made.Id, qb=client)
    assert voided.TotalAmt == 0
    assert "Voided" in voided.PrivateNote
    assert Bill.get(owed.Id, qb=client).Balance == 200


def test_vendor_credit(client: Any) -> None:
    """Lowers what is owed."""
    before = first_vendor(client).Balance
    made = VendorCredit()
    made.Line.append(spent(30))
    made.VendorRef = first_vendor(client).to_ref()
    made.save(qb=client)
    assert VendorCredit.get(made.Id, qb=client).TotalAmt == 30
    assert Vendor.get(made.VendorRef.value, qb=client).Balance == pytest.approx(before - 30)


def test_purchase(client: Any) -> None:
    """By card 42, with a document number that may be there already."""
    made = Purchase()
    made.DocNumber, made.PaymentType, made.TotalAmt = "Doc123", "CreditCard", 100
    made.AccountRef = Ref()
    made.AccountRef.value = "42"
    made.Line.append(bought(client))
    made.save(qb=client, params={"include": "allowduplicatedocnum"})
    found = Purchase.get(made.Id, qb=client)
    assert (found.DocNumber, found.TotalAmt, found.AccountRef.value) == ("Doc123", 100, "42")
    detail = found.Line[0].ItemBasedExpenseLineDetail
    assert (detail.UnitPrice, detail.Qty) == (100, 1)
    sent = made.Line[0].ItemBasedExpenseLineDetail
    assert detail.ItemRef.value == sent.ItemRef.value
    assert detail.CustomerRef.value == sent.CustomerRef.value


def test_purchase_order(client: Any) -> None:
    """Open, and not in the books."""
    payable = Account.where("AccountSubType = 'AccountsPayable'", qb=client)[0]
    made = PurchaseOrder()
    made.Line.append(bought(client))
    made.VendorRef = first_vendor(client).to_ref()
    made.APAccountRef = payable.to_ref()
    made.save(qb=client)
    found = PurchaseOrder.get(made.Id, qb=client)
    assert (found.TotalAmt, found.POStatus) == (100, "Open")
    assert found.APAccountRef.value == payable.Id
    assert found.Line[0].ItemBasedExpenseLineDetail.Qty == 1


def banks(client: Any) -> tuple[Any, Any]:
    """Two bank accounts."""
    first, second = Account.filter(AccountType="Bank", max_results=2, qb=client)
    return first, second


def test_deposit(client: Any) -> None:
    """From one bank account to another."""
    source, target = banks(client)
    deposit, line = Deposit(), DepositLine()
    line.Amount, line.DetailType = 20.00, "DepositLineDetail"
    line.DepositLineDetail = DepositLineDetail()
    line.DepositLineDetail.AccountRef = source.to_ref()
    deposit.DepositToAccountRef = target.to_ref()
    deposit.Line.append(line)
    deposit.save(qb=client)
    assert Deposit.get(deposit.Id, qb=client).TotalAmt == 20
    after = Account.get(target.Id, qb=client)
    assert after.CurrentBalance == pytest.approx(target.CurrentBalance + 20)


def test_transfer(client: Any) -> None:
    """Moves money, and more of it after a change."""
    source, target = banks(client)
    made = Transfer()
    made.Amount = 100
    made.FromAccountRef, made.ToAccountRef = source.to_ref(), target.to_ref()
    made.save(qb=client)
    found = Transfer.get(made.Id, qb=client)
    assert (found.Amount, found.FromAccountRef.value) == (100, source.Id)
    found.Amount += 1
    found.save(qb=client)
    after = Account.get(target.Id, qb=client)
    assert after.CurrentBalance == pytest.approx(target.CurrentBalance + 101)


def test_credit_card_payment(client: Any) -> None:
    """Its own path and another key in the answer."""
    card = Account()
    card.Name, card.AccountType = "Credit Card Account", "Credit Card"
    card.AccountSubType = "CreditCard"
    card.save(qb=client)
    source, _ = banks(client)
    made = CreditCardPayment()
    made.Amount = 100
    made.BankAccountRef, made.CreditCardAccountRef = source.to_ref(), card.to_ref()
    made.save(qb=client)
    found = CreditCardPayment.get(made.Id, qb=client)
    assert (found.Amount, found.BankAccountRef.value) == (100, source.Id)
    assert found.CreditCardAccountRef.value == card.Id
    found.Amount += 1
    found.save(qb=client)
    assert CreditCardPayment.get(made.Id, qb=client).Amount == 101
    assert Transfer.get(made.Id, qb=client).Amount == 101  # as its own suite reads it
    assert [row.Id for row in CreditCardPayment.all(qb=client)] == [made.Id]


def test_journal_entry(client: Any) -> None:
    """Balanced ones are kept, others are refused."""
    source, target = banks(client)

    def entry(debit: float, credit: float) -> Any:
        made = JournalEntry()
        for account, side, amount in (
            (target, "Debit", debit),
            (source, "Credit", credit),
        ):
            line = JournalEntryLine()
            line.Amount = amount
            line.JournalEntryLineDetail = JournalEntryLineDetail()
            line.JournalEntryLineDetail.PostingType = side
            line.JournalEntryLineDetail.AccountRef = account.to_ref()
            made.Line.append(line)
        return made

    kept = entry(25, 25)
    kept.save(qb=client)
    assert len(JournalEntry.get(kept.Id, qb=client).Line) == 2
    kept = JournalEntry.get(kept.Id, qb=client)
    kept.delete(qb=client)
    assert JournalEntry.filter(Id=kept.Id, qb=client) == []
    with pytest.raises(QuickbooksException):
        entry(25, 24).save(qb=client)
