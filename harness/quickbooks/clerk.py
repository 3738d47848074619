"""Working in QuickBooks by hand: creating, editing, voiding, deleting, deactivating."""

from __future__ import annotations

from typing import Any

import msgspec

from harness.quickbooks.books import Books, Record

JSON = msgspec.json.Encoder(decimal_format="number")
"""Amounts as the numbers they are written as."""

REQUIRED = {"Payment": ("CustomerRef", "TotalAmt"), "Item": ("Name",), "Bill": ("VendorRef",)}
"""Fields that a sparse update of an entity needs besides the changed ones."""


def make(books: Books, entity: str, fields: dict[str, Any]) -> Record:
    """Create a record and return it as QuickBooks keeps it."""
    return _written(books, entity, fields)


def edit(books: Books, entity: str, record_id: str, changes: dict[str, Any]) -> Record:
    """Change some fields of a record and return it as QuickBooks keeps it."""
    found = books.read(entity, record_id)
    kept = {key: found[key] for key in REQUIRED.get(entity, ()) if key in found}
    body = {**kept, **changes, **_version(found), "sparse": True}
    return _written(books, entity, body)


def deactivate(books: Books, entity: str, record_id: str) -> Record:
    """Make an entry of a list inactive, which is all that QuickBooks has instead of deleting."""
    return edit(books, entity, record_id, {"Active": False})


def void(books: Books, entity: str, record_id: str) -> None:
    """Void a transaction."""
    _withdraw(books, entity, record_id, "void")


def delete(books: Books, entity: str, record_id: str) -> None:
    """Delete a transaction."""
    _withdraw(books, entity, record_id, "delete")


def _withdraw(books: Books, entity: str, record_id: str, operation: str) -> None:
    body = _version(books.read(entity, record_id))
    books.session.write(f"{entity.lower()}?operation={operation}", _text(body))


def _version(found: Record) -> dict[str, Any]:
    return {"Id": found["Id"], "SyncToken": found["SyncToken"]}


def _written(books: Books, entity: str, body: dict[str, Any]) -> Record:
    answer: Record = books.session.write(entity.lower(), _text(body))[entity]
    return answer


def _text(body: Record) -> str:
    return JSON.encode(body).decode()
