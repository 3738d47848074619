"""python-quickbooks on batch, change data capture, reports, attachments, recurring, webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from pathlib import Path
from typing import Any

import requests
from quickbooks.batch import batch_create, batch_delete, batch_update
from quickbooks.cdc import change_data_capture
from quickbooks.objects.attachable import Attachable
from quickbooks.objects.base import AttachableRef
from quickbooks.objects.bill import Bill
from quickbooks.objects.company_info import CompanyInfo
from quickbooks.objects.customer import Customer
from quickbooks.objects.invoice import Invoice
from quickbooks.objects.recurringtransaction import (
    RecurringBill,
    RecurringInfo,
    RecurringInvoice,
    RecurringTransaction,
    ScheduleInfo,
)
from quickbooks.objects.vendor import Vendor

from tests.clients.test_python_purchases import first_vendor, spent
from tests.clients.test_python_sales import first_customer, invoice, sold


def customers(names: list[str]) -> list[Any]:
    """Customers not yet saved."""
    made = []
    for name in names:
        customer = Customer()
        customer.DisplayName = name
        made.append(customer)
    return made


def test_batch_creates_and_updates(client: Any) -> None:
    """More than one call's worth; one that fails does not stop the others."""
    names = [f"Batch {number}" for number in range(31)] + ["Cool Cars"]
    made = batch_create(customers(names), qb=client)
    assert [row.DisplayName for row in made.successes] == names[:-1]
    assert [fault.original_object.DisplayName for fault in made.faults] == ["Cool Cars"]
    assert made.faults[0].Error[0].code == "6240"
    for customer in made.successes[:2]:
        customer.Notes = "seen"
    changed = batch_update(made.successes[:2], qb=client)
    assert [row.Notes for row in changed.successes] == ["seen", "seen"]
    assert Customer.get(made.successes[0].Id, qb=client).Notes == "seen"


def test_batch_deletes(client: Any) -> None:
    """Whole objects as they were read go into the batch."""
    made = [Invoice.get(invoice(client).Id, qb=client) for _ in range(2)]
    gone = batch_delete(made, qb=client)
    assert [row.status for row in gone.successes] == ["Deleted", "Deleted"]
    assert Invoice.filter(Id=made[0].Id, qb=client) == []


def test_change_data_capture(client: Any) -> None:
    """What was changed and what was deleted, by entity."""
    kept, gone = invoice(client), invoice(client)
    Invoice.get(gone.Id, qb=client).delete(qb=client)
    since = "2020-01-01T00:00:00-08:00"
    found = change_data_capture([Invoice, Customer], since, qb=client)
    invoices = {row.Id: row for row in found.Invoice._object_list}
    assert invoices[kept.Id].TotalAmt == 100
    assert invoices[gone.Id].status == "Deleted"
    assert found.Customer._object_list
    future = change_data_capture([Vendor], "2100-01-01T00:00:00-08:00", qb=client)
    assert not hasattr(future, "Vendor")


def test_reports(client: Any) -> None:
    """Headers, columns and rows; a trial balance that balances."""
    report = client.get_report("ProfitAndLoss", {"accounting_method": "Cash"})
    assert list(report) == ["Header", "Columns", "Rows"]
    assert report["Header"]["ReportName"] == "ProfitAndLoss"
    assert report["Header"]["ReportBasis"] == "Cash"
    trial = client.get_report("TrialBalance")
    total = trial["Rows"]["Row"][-1]["Summary"]["ColData"]
    assert total[0]["value"] == "TOTAL"
    assert total[1]["value"] == total[2]["value"] != ""


def attached(client: Any) -> Any:
    """An attachable on the first vendor, not yet saved."""
    made, link = Attachable(), AttachableRef()
    link.EntityRef = first_vendor(client).to_ref()
    made.AttachableRef.append(link)
    return made


def test_notes(client: Any) -> None:
    """A note on a vendor, changed and deleted."""
    note = attached(client)
    note.Note = "Test note"
    note.save(qb=client)
    found = Attachable.get(note.Id, qb=client)
    assert found.AttachableRef[0].EntityRef.value == first_vendor(client).Id
    assert found.Note == "Test note"
    first = Attachable.all(max_results=1, qb=client)[0]
    first.Note = "Note updated"
    first.save(qb=client)
    assert Attachable.get(first.Id, qb=client).Note == "Note updated"
    Attachable.get(first.Id, qb=client).delete(qb=client)
    assert Attachable.filter(Id=first.Id, qb=client) == []


def test_files(client: Any, sample: Any, tmp_path: Path) -> None:
    """From a path (even an empty file) and from bytes; the download is what was sent."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    for path, content in ((empty, b""), (None, b"\x00\xffbytes\r\n--boundary")):
        made = attached(client)
        made.FileName, made.ContentType = "file.txt", "text/plain"
        if path is not None:
            made._FilePath = str(path)
        else:
            made._FileBytes = content
        made.save(qb=client)
        found = Attachable.get(made.Id, qb=client)
        assert found.AttachableRef[0].EntityRef.value == first_vendor(client).Id
        assert (found.FileName, found.Size) == ("file.txt", len(content))
        ca_file = sample.emulator.facts["ca_file"]
        loaded = requests.get(found.TempDownloadUri, timeout=10, verify=ca_file)
        assert loaded.content == content


def schedule(name: str, **facts: Any) -> Any:
    """When a template recurs."""
    info = RecurringInfo()
    info.Active, info.RecurType, info.Name = True, "Automated", name
    info.ScheduleInfo = ScheduleInfo()
    for key, value in {"StartDate": "2030-01-01", "NumInterval": 1, **facts}.items():
        setattr(info.ScheduleInfo, key, value)
    return info


def test_recurring_transactions(client: Any) -> None:
    """Templates of an invoice and a bill: made, changed, found by type, deleted."""
    template = RecurringTransaction()
    template.Invoice = RecurringInvoice()
    template.Invoice.Line.append(sold(client))
    template.Invoice.CustomerRef = first_customer(client).to_ref()
    template.Invoice.RecurringInfo = schedule(
        "Monthly", IntervalType="Monthly", DayOfMonth=1, MaxOccurrences=6
    )
    invoice_id = template.save(qb=client).Invoice.Id
    found = RecurringTransaction.get(invoice_id, qb=client)
    assert found.Invoice.Line[0].Amount == 100
    assert found.Invoice.RecurringInfo.ScheduleInfo.MaxOccurrences == 6
    found.Invoice.RecurringInfo.ScheduleInfo.DayOfMonth = 15
    found.Invoice.Line[0].Amount = 250
    found.Invoice.Deposit = None
    found.save(qb=client)
    changed = RecurringTransaction.get(invoice_id, qb=client)
    assert changed.Invoice.RecurringInfo.ScheduleInfo.DayOfMonth == 15
    assert changed.Invoice.Line[0].Amount == 250

    template = RecurringTransaction()
    template.Bill = RecurringBill()
    template.Bill.Line.append(spent(500))
    template.Bill.VendorRef = first_vendor(client).to_ref()
    template.Bill.RecurringInfo = schedule(
        "Weekly", IntervalType="Weekly", DayOfWeek="Friday", DaysBefore=3, EndDate="2030-06-01"
    )
    bill_id = template.save(qb=client).Bill.Id
    weekly = RecurringTransaction.get(bill_id, qb=client).Bill.RecurringInfo.ScheduleInfo
    assert (weekly.DayOfWeek, weekly.EndDate) == ("Friday", "2030-06-01")

    bills = RecurringTransaction.where("Type = 'Bill'", qb=client)
    assert [row.Bill.Id for row in bills] == [bill_id]
    assert len(RecurringTransaction.all(qb=client)) == 2
    assert Bill.filter(Id=bill_id, qb=client) == []
    changed.delete(qb=client)
    assert len(RecurringTransaction.all(qb=client)) == 1


def test_company_info(client: Any) -> None:
    """By the company's own id, and by a query."""
    assert CompanyInfo.get(client.company_id, qb=client).CompanyName == "Test Co"
    assert [row.Id for row in CompanyInfo.all(qb=client)] == ["1"]


def test_the_library_checks_webhooks_as_documented(client: Any) -> None:
    """Base64 of the HMAC-SHA256 of the body under the app's verifier token."""
    body, token = '{"eventNotifications":[]}', "verifier"
    digest = hmac.new(token.encode(), body.encode(), hashlib.sha256).digest()
    assert client.validate_webhook_signature(body, base64.b64encode(digest), token)
