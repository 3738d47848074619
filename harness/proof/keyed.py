"""Finding a mirror as an accountant would: by name, by number, or by whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from harness.oracle import bill_number, credit_number, display_name, item_name, number_of
from harness.policy import Policy
from harness.quickbooks.books import Books, quoted
from harness.snapshot import Document, OdooRef, Partner, Payment, Product, Role, Snapshot

ENTITIES: Mapping[Role, str] = {
    "customer": "Customer",
    "vendor": "Vendor",
    "product": "Item",
    "invoice": "Invoice",
    "credit_memo": "CreditMemo",
    "payment": "Payment",
    "bill": "Bill",
    "vendor_credit": "VendorCredit",
    "refund": "RefundReceipt",
    "bill_payment": "BillPayment",
    "write_off": "CreditMemo",
    "bill_write_off": "VendorCredit",
}


def find_keyed(
    books: Books,
    policy: Policy,
    links: Mapping[tuple[OdooRef, Role], str],
    snapshot: Snapshot,
    role: Role,
) -> list[Mapping[str, Any]]:
    """Find the QuickBooks records that have a record's business key in a role."""
    entity = ENTITIES[role]
    match snapshot:
        case Partner():
            return _named(books, entity, "DisplayName", display_name(snapshot, role, policy))
        case Product():
            return _named(books, entity, "Name", item_name(snapshot, policy))
        case Document() if role == "bill":
            number = number_of(_of_bill(snapshot, policy), policy)
            rows = _of_vendor(books.find(entity, DocNumber=number), links, snapshot)
            if policy.bills.same_number == "mirrored":
                rows = [row for row in rows if row.get("PrivateNote") == _memo(snapshot, policy)]
            return rows
        case Document() if role == "vendor_credit":
            number = number_of(credit_number(snapshot, policy), policy)
            return _of_vendor(books.find(entity, DocNumber=number), links, snapshot)
        case Document():
            return list(books.find(entity, DocNumber=number_of(snapshot.number, policy)))
        case Payment() if role in {"refund", "write_off", "bill_write_off"}:
            return list(books.find(entity, DocNumber=number_of(snapshot.number, policy)))
        case Payment() if role == "bill_payment":
            to_vendor = books.find(entity, VendorRef=links[snapshot.partner, "vendor"])
            memo = _memo(snapshot, policy)
            return [row for row in to_vendor if row.get("PrivateNote") == memo]
        case Payment():
            number = number_of(snapshot.number, policy)
            customer = links.get((snapshot.partner, "customer"))
            if customer is None:  # whoever paid is not in QuickBooks, or nobody knows as whom
                return list(books.find(entity, PaymentRefNum=number))
            of_customer = books.find(entity, CustomerRef=customer)
            alike = (row for row in of_customer if row.get("PaymentRefNum") == number)
            return [row for row in alike if not _of_cancelled(row, links, snapshot)]


def _named(books: Books, entity: str, field: str, name: str) -> list[Mapping[str, Any]]:
    """Find by a name, among inactive entries too."""
    equal = f"{field} = {quoted(name)}"
    return [*books.query(entity, equal), *books.query(entity, f"{equal} AND Active = false")]


def _of_vendor(
    rows: Iterable[Mapping[str, Any]],
    links: Mapping[tuple[OdooRef, Role], str],
    document: Document,
) -> list[Mapping[str, Any]]:
    """Leave out what other vendors have numbered alike, if it is known who this one is."""
    vendor = links.get((document.partner, "vendor"))
    return [row for row in rows if vendor in {None, row["VendorRef"]["value"]}]


def _of_cancelled(
    row: Mapping[str, Any], links: Mapping[tuple[OdooRef, Role], str], payment: Payment
) -> bool:
    """Whether it is the voided mirror of another payment, whose number Odoo 19 gave on."""
    voided = not row["TotalAmt"] and "Voided" in str(row.get("PrivateNote", ""))
    holders = {ref for (ref, role), held in links.items() if (role, held) == ("payment", row["Id"])}
    return voided and bool(holders - {payment.ref})


def _of_bill(document: Document, policy: Policy) -> str:
    """A bill that is refused for want of a number would be found by its Odoo number, if at all."""
    return bill_number(document, policy) if document.reference else document.number


def _memo(snapshot: Document | Payment, policy: Policy) -> str:
    return policy.documents.memo.format(number=snapshot.number)
