"""python-quickbooks: its verbs, pages and exceptions."""

from __future__ import annotations

from typing import Any

import pytest
from quickbooks.exceptions import QuickbooksException
from quickbooks.objects.customer import Customer
from quickbooks.objects.detailline import SalesItemLine, SalesItemLineDetail
from quickbooks.objects.invoice import Invoice
from quickbooks.objects.item import Item


def test_customers_are_made_found_changed_and_deactivated(client: Any) -> None:
    """The library's own verbs."""
    customer = Customer()
    customer.DisplayName = "O'Brien & Sons"
    customer.save(qb=client)
    found = Customer.filter(DisplayName="O'Brien & Sons", qb=client)
    assert [row.Id for row in found] == [customer.Id]
    customer.Notes = "changed"
    customer.save(qb=client)
    assert Customer.get(int(customer.Id), qb=client).Notes == "changed"
    assert Customer.count(qb=client) == 30


def test_lists_come_in_pages_and_orders(client: Any) -> None:
    """`all` with ORDER BY, `where` with ORDERBY, and Item's extra Sku."""
    everyone = Customer.all(order_by="DisplayName", max_results=5, qb=client)
    assert len(everyone) == 5
    some = Customer.where("Active = True", order_by="DisplayName DESC", max_results=2, qb=client)
    assert len(some) == 2
    assert {item.Name for item in Item.all(qb=client)} >= {"Pump", "Rock Fountain"}


def test_an_invoice_is_saved_once_voided_and_deleted(client: Any) -> None:
    """The same request id brings the same invoice."""
    detail = SalesItemLineDetail()
    detail.ItemRef = Item.all(max_results=1, qb=client)[0].to_ref()
    line = SalesItemLine()
    line.Amount = 100
    line.SalesItemLineDetail = detail

    def invoice() -> Any:
        made = Invoice()
        made.Line.append(line)
        made.CustomerRef = Customer.all(max_results=1, qb=client)[0].to_ref()
        return made

    first, second = invoice(), invoice()
    first.save(qb=client, request_id="once")
    second.save(qb=client, request_id="once")
    assert first.Id == second.Id
    first.void(qb=client)
    assert Invoice.get(int(first.Id), qb=client).PrivateNote == "Voided"
    fresh = Invoice.get(int(first.Id), qb=client)
    fresh.delete(qb=client)
    with pytest.raises(QuickbooksException):
        Invoice.get(int(first.Id), qb=client)


def test_a_refusal_is_the_librarys_exception(client: Any) -> None:
    """With Intuit's code."""
    customer = Customer()
    customer.DisplayName = "Cool Cars"
    with pytest.raises(QuickbooksException) as caught:
        customer.save(qb=client)
    assert caught.value.error_code == 6240
