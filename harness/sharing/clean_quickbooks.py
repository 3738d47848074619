"""Cleaning up what a scenario's records became in QuickBooks, found by its tag."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from harness.quickbooks.books import Books, Record, quoted
from harness.quickbooks.clean import DELETED, PARTIES
from harness.quickbooks.errors import QuickBooksError
from harness.sharing.removal import Gone, Way, let_go
from harness.tag import party_tag, product_tag

TRANSACTIONS: Mapping[str, str] = {
    "BillPayment": "Vendor",
    "Payment": "Customer",
    "RefundReceipt": "Customer",
    "CreditMemo": "Customer",
    "VendorCredit": "Vendor",
    "SalesReceipt": "Customer",
    "Invoice": "Customer",
    "Bill": "Vendor",
    "PurchaseOrder": "Vendor",
    "Estimate": "Customer",
}
"""What settles comes before what it settles: a document that is paid is not let go."""

ELSEWHERE = ("Deposit", "JournalEntry", "Purchase", "TimeActivity")
"""
What names its parties where QuickBooks can't look for them; so it is looked for by when it
changed. It goes first, since a deposit holds the payments in it.
"""

VOID: Mapping[str, str] = {
    "Invoice": "operation=void",
    "Payment": "operation=void",
    "SalesReceipt": "operation=update&include=void",
    "BillPayment": "operation=update&include=void",
}
"""Intuit's spellings of voiding (its API reference)."""


def clean_quickbooks(books: Books, tag: str, *, since: datetime) -> Iterator[Gone]:
    """
    Delete transactions, void those that can't be deleted, deactivate names; in that order.

    `since` is when the first record of the tag was made.
    """
    parties = {entity: _parties(books, entity, tag) for entity in PARTIES}
    ids = {entity: {str(row["Id"]) for row in rows} for entity, rows in parties.items()}
    items = [
        row
        for row in books.query("Item", f"Name LIKE {quoted(f'%{tag}%')}")
        if product_tag(str(row["Name"]), str(row.get("Sku", ""))) == tag
    ]
    ours = {
        (entity, str(row["Id"]))
        for entity, rows in (
            *parties.items(),
            ("Item", items),
            *((kind, _of(books, kind, party, ids[party])) for kind, party in TRANSACTIONS.items()),
        )
        for row in rows
    }
    elsewhere = list(_changed(books, ELSEWHERE, since, ours))
    ours |= {(entity, str(row["Id"])) for entity, row in elsewhere}
    for entity, row in (*_changed(books, ("Attachable",), since, ours), *elsewhere):
        yield _transaction(books, tag, entity, row)
    for entity, party in TRANSACTIONS.items():
        for row in _of(books, entity, party, ids[party]):
            yield _transaction(books, tag, entity, row)
    for row in items:
        yield _name(books, tag, "Item", row)
    for entity in PARTIES:
        for row in parties[entity]:
            if row.get("Active", True):
                yield _name(books, tag, entity, row)


def named_in(node: object) -> Iterator[tuple[str, str]]:
    """Return the kinds and ids of all parties and transactions that a record refers to."""
    match node:
        case {"Type": str(kind), "EntityRef": {"value": str(record)}}:  # a journal entry's line
            yield _kind(kind), record
        case {"type": str(kind), "value": str(record)}:  # a payee, a deposit's line, an attachment
            yield _kind(kind), record
        case {"TxnType": str(kind), "TxnId": str(record)}:
            yield kind, record
        case dict():
            for key, value in node.items():
                match key, value:
                    case (("CustomerRef" | "VendorRef"), {"value": str(record)}):
                        yield key.removesuffix("Ref"), record
                    case _:
                        yield from named_in(value)
        case list():
            for item in node:
                yield from named_in(item)


def _kind(written: str) -> str:
    """Normalise the kind of a party, which deposits write in capitals."""
    return next((party for party in PARTIES if party.upper() == written.upper()), written)


def _changed(
    books: Books, entities: Sequence[str], since: datetime, ours: set[tuple[str, str]]
) -> Iterator[tuple[str, Record]]:
    """Find changed records that refer to our records, and to nobody else's."""
    moment = quoted(since.isoformat(timespec="seconds"))
    for entity in entities:
        for row in books.query(entity, f"MetaData.LastUpdatedTime >= {moment}"):
            if (named := set(named_in(row))) and named <= ours:
                yield entity, row


def _parties(books: Books, entity: str, tag: str) -> list[Record]:
    """Find customers or vendors, including inactive ones, whose documents may be left."""
    like = f"DisplayName LIKE {quoted(f'%{tag}%')}"
    rows = [*books.query(entity, like), *books.query(entity, f"{like} AND Active = false")]
    found = {}
    for row in rows:
        email = (row.get("PrimaryEmailAddr") or {}).get("Address", "")
        if party_tag(str(row["DisplayName"]).removesuffix(DELETED), str(email)) == tag:
            found[str(row["Id"])] = row
    return list(found.values())


def _of(books: Books, entity: str, party: str, ids: set[str]) -> list[Record]:
    """Read the transactions of parties, or all of them where QuickBooks can't filter by party."""
    if not ids:
        return []
    key = f"{party}Ref"
    listed = ", ".join(quoted(each) for each in sorted(ids))
    try:
        rows = books.query(entity, f"{key} IN ({listed})")
    except QuickBooksError:
        rows = books.query(entity)
    return [row for row in rows if str((row.get(key) or {}).get("value")) in ids]


def _transaction(books: Books, tag: str, entity: str, row: Record) -> Gone:
    path = entity.lower()
    body = json.dumps(
        row if entity == "Attachable" else {"Id": row["Id"], "SyncToken": row["SyncToken"]}
    )
    ways: list[Way] = [("deleted", partial(books.session.write, f"{path}?operation=delete", body))]
    if entity in VOID:
        sparse = json.dumps({"Id": row["Id"], "SyncToken": row["SyncToken"], "sparse": True})
        ways.append(("voided", partial(books.session.write, f"{path}?{VOID[entity]}", sparse)))
    return let_go(tag, f"QuickBooks {entity} {row['Id']} {row.get('DocNumber', '')}".strip(), ways)


def _name(books: Books, tag: str, entity: str, row: Record) -> Gone:
    """Deactivate a name, which Intuit never deletes; the name itself is then free again."""
    name = str(row.get("DisplayName") or row.get("Name"))
    # Read again: what was deleted before changed its balance, perhaps its SyncToken.
    fresh = books.read(entity, str(row["Id"]))
    body = {
        "Id": fresh["Id"],
        "SyncToken": fresh["SyncToken"],
        "sparse": True,
        "Active": False,
        **({"Name": name} if entity == "Item" else {"DisplayName": name}),
    }
    ways: list[Way] = [
        ("deactivated", partial(books.session.write, entity.lower(), json.dumps(body)))
    ]
    return let_go(tag, f"QuickBooks {entity} {row['Id']} {name}", ways)
