"""python-quickbooks on what is sold: made, sent, printed, paid, voided, deleted."""

from __future__ import annotations

from typing import Any

import pytest
from quickbooks.exceptions import QuickbooksException
from quickbooks.objects.account import Account
from quickbooks.objects.base import CustomerMemo, EmailAddress, Ref
from quickbooks.objects.creditmemo import CreditMemo
from quickbooks.objects.customer import Customer
from quickbooks.objects.detailline import (
    DetailLine,
    DiscountLineDetail,
    SalesItemLine,
    SalesItemLineDetail,
)
from quickbooks.objects.employee import Employee
from quickbooks.objects.estimate import Estimate
from quickbooks.objects.invoice import Invoice
from quickbooks.objects.item import Item
from quickbooks.objects.payment import Payment, PaymentLine
from quickbooks.objects.paymentmethod import PaymentMethod
from quickbooks.objects.refundreceipt import RefundReceipt, RefundReceiptCheckPayment
from quickbooks.objects.salesreceipt import SalesReceipt
from quickbooks.objects.timeactivity import TimeActivity


def sold(client: Any, amount: float = 100) -> Any:
    """A line of the first item, untaxed."""
    line = SalesItemLine()
    line.LineNum, line.Description, line.Amount = 1, "description", amount
    line.SalesItemLineDetail = SalesItemLineDetail()
    line.SalesItemLineDetail.ItemRef = Item.all(max_results=1, qb=client)[0].to_ref()
    line.SalesItemLineDetail.TaxCodeRef = Ref()
    line.SalesItemLineDetail.TaxCodeRef.value = "NON"
    return line


def first_customer(client: Any) -> Any:
    """The first customer."""
    return Customer.all(max_results=1, qb=client)[0]


def invoice(client: Any, request_id: str | None = None) -> Any:
    """An invoice of 100 to the first customer."""
    made = Invoice()
    made.Line.append(sold(client))
    made.CustomerRef = first_customer(client).to_ref()
    made.CustomerMemo = CustomerMemo()
    made.CustomerMemo.value = "Customer Memo"
    made.save(qb=client, request_id=request_id)
    return made


def test_invoice(client: Any) -> None:
    """Memo, description and the customer's name come back."""
    found = Invoice.get(invoice(client).Id, qb=client)
    assert found.CustomerRef.name == first_customer(client).DisplayName
    assert found.CustomerMemo.value == "Customer Memo"
    assert (found.Line[0].Description, found.Line[0].Amount) == ("description", 100)


def test_one_request_id_makes_one_invoice(client: Any) -> None:
    """The second answer is the first."""
    assert invoice(client, "once").Id == invoice(client, "once").Id
    assert invoice(client, "twice").Id != invoice(client, "once").Id


def test_a_deleted_invoice_is_not_found(client: Any) -> None:
    """A query finds nothing, a read raises the library's own exception."""
    made = invoice(client)
    made.delete(qb=client)
    assert Invoice.filter(Id=made.Id, qb=client) == []
    with pytest.raises(QuickbooksException) as caught:
        Invoice.get(made.Id, qb=client)
    assert caught.value.error_code == 610


def test_an_invoice_is_printed_and_sent(client: Any) -> None:
    """As PDF, and to an address that is then the invoice's."""
    made = Invoice.get(invoice(client).Id, qb=client)
    assert made.download_pdf(qb=client).startswith(b"%PDF-")
    made.BillEmail = EmailAddress()
    made.BillEmail.Address = "first@example.com"
    made.save(qb=client)
    sent = made.send(qb=client, send_to="books@example.com")["Invoice"]
    assert sent["EmailStatus"] == "EmailSent"
    assert sent["BillEmail"]["Address"] == "books@example.com"


def test_a_stale_invoice_is_refused(client: Any) -> None:
    """The token of an earlier reading."""
    made = Invoice.get(invoice(client).Id, qb=client)
    made.PrivateNote = "one"
    made.save(qb=client)
    with pytest.raises(QuickbooksException) as caught:
        made.save(qb=client)
    assert caught.value.error_code == 5010


def test_estimate(client: Any) -> None:
    """Ten percent off, tax of nothing: the discount comes after the subtotal."""
    estimate = Estimate()
    estimate.CustomerRef = first_customer(client).to_ref()
    estimate.BillEmail = EmailAddress()
    estimate.BillEmail.Address = "cars@example.com"
    estimate.Line.append(sold(client, 35))
    less = DetailLine()
    less.Amount, less.DetailType = 3.5, "DiscountLineDetail"
    less.DiscountLineDetail = DiscountLineDetail()
    less.DiscountLineDetail.PercentBased = True
    less.DiscountLineDetail.DiscountPercent = 10
    less.DiscountLineDetail.DiscountAccountRef = Ref()
    less.DiscountLineDetail.DiscountAccountRef.value = "86"
    estimate.Line.append(less)
    estimate.save(qb=client)
    found = Estimate.get(estimate.Id, qb=client)
    assert found.TotalAmt == 31.5
    assert found.BillEmail.Address == "cars@example.com"
    discount = found.Line[2].DiscountLineDetail
    assert (discount.DiscountPercent, discount.PercentBased) == (10, True)
    assert discount.DiscountAccountRef.name == "Discounts given"


def test_credit_memo(client: Any) -> None:
    """Made, read, changed."""
    memo = CreditMemo()
    memo.CustomerRef = first_customer(client).to_ref()
    memo.Line.append(sold(client))
    memo.save(qb=client)
    found = CreditMemo.get(memo.Id, qb=client)
    assert (found.Line[0].LineNum, found.Line[0].Amount) == (1, 100)
    first = CreditMemo.all(max_results=1, qb=client)[0]
    first.PrivateNote = "Test"
    first.save(qb=client)
    assert CreditMemo.get(first.Id, qb=client).PrivateNote == "Test"


def test_sales_receipt(client: Any) -> None:
    """Made, then voided by the library's update with include=void."""
    receipt = SalesReceipt()
    receipt.CustomerRef = first_customer(client).to_ref()
    line = sold(client)
    line.SalesItemLineDetail.Qty, line.SalesItemLineDetail.UnitPrice = 1, 100
    receipt.Line = [line]
    receipt.save(qb=client)
    found = SalesReceipt.get(receipt.Id, qb=client)
    assert (found.TotalAmt, found.Line[0].SalesItemLineDetail["Qty"]) == (100, 1)
    assert "Voided" not in (found.PrivateNote or "")
    found.void(qb=client)
    voided = SalesReceipt.get(receipt.Id, qb=client)
    assert voided.TotalAmt == 0
    assert "Voided" in voided.PrivateNote


def test_refund_receipt(client: Any) -> None:
    """From the checking account, found in any case, by check."""
    refund = RefundReceipt()
    refund.DocNumber, refund.PaymentType = "DocNum123", "Check"
    refund.CheckPayment = RefundReceiptCheckPayment()
    refund.CheckPayment.CheckNum, refund.CheckPayment.NameOnAcct = "1001", "John Smith"
    refund.CheckPayment.AcctNum, refund.CheckPayment.BankName = "0000000000", "Bank"
    refund.Line.append(sold(client, 200))
    bank = Account.where("Name = 'checking'", max_results=1, qb=client)[0]
    refund.DepositToAccountRef = bank.to_ref()
    made = refund.save(qb=client)
    found = RefundReceipt.get(refund.Id, qb=client)
    assert found.Line[0].Amount == 200
    assert found.DocNumber == made.DocNumber
    assert found.DepositToAccountRef.value == bank.Id


def payment(client: Any, amount: float) -> Any:
    """A payment of the first customer by the first method."""
    made = Payment()
    made.TotalAmt = amount
    made.CustomerRef = first_customer(client).to_ref()
    made.PaymentMethodRef = PaymentMethod.all(max_results=1, qb=client)[0].to_ref()
    return made


def test_payment(client: Any) -> None:
    """Unapplied, then voided by the library's update with include=void."""
    made = payment(client, 140)
    made.save(qb=client)
    found = Payment.get(made.Id, qb=client)
    assert (found.TotalAmt, found.UnappliedAmt) == (140, 140)
    assert found.PaymentMethodRef.value == made.PaymentMethodRef.value
    found.void(qb=client)
    voided = Payment.get(made.Id, qb=client)
    assert voided.TotalAmt == 0
    assert "Voided" in voided.PrivateNote


def test_a_payment_settles_an_invoice(client: Any) -> None:
    """Linked by the library's own reference; the invoice shows it."""
    sold_one = Invoice.get(invoice(client).Id, qb=client)
    made = payment(client, sold_one.TotalAmt)
    line = PaymentLine()
    line.Amount = sold_one.TotalAmt
    line.LinkedTxn.append(sold_one.to_linked_txn())
    made.Line.append(line)
    made.save(qb=client)
    found = Invoice.get(sold_one.Id, qb=client)
    assert found.Balance == 0
    assert [link.TxnId for link in found.LinkedTxn] == [made.Id]


def test_time_activity(client: Any) -> None:
    """An hour of the first employee."""
    activity = TimeActivity()
    activity.NameOf = "Employee"
    activity.EmployeeRef = Employee.all(max_results=1, qb=client)[0].to_ref()
    activity.Description, activity.CostRate = "Test description", 50.0
    activity.StartTime, activity.EndTime = "2016-07-22T10:00:00-07:00", "2016-07-22T11:00:00-07:00"
    activity.save(qb=client)
    found = TimeActivity.get(activity.Id, qb=client)
    assert (found.NameOf, found.Description, found.CostRate) == (
        "Employee",
        "Test description",
        50,
    )
    assert found.EmployeeRef.value == activity.EmployeeRef.value
    found.Description = "Changed"
    found.save(qb=client)
    assert TimeActivity.get(activity.Id, qb=client).Description == "Changed"
