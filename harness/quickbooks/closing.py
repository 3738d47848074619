"""The closing date, up to which QuickBooks refuses every posting (Intuit: 6200, 6210)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from harness.quickbooks.books import Books


def closing_date(books: Books) -> date | None:
    """Read the last day of the closed books; None when they are open."""
    held = books.preferences()["AccountingInfoPrefs"].get("BookCloseDate")
    return date.fromisoformat(held) if held else None


@contextmanager
def closed_until(books: Books, day: date) -> Iterator[None]:
    """Close the books up to a day for the block, as an accountant does, then restore the date."""
    before = closing_date(books)
    _close(books, day)
    try:
        yield
    finally:
        _close(books, before)


def _close(books: Books, day: date | None) -> None:
    preferences = books.preferences()
    body = {
        "Id": preferences["Id"],
        "SyncToken": preferences["SyncToken"],
        "sparse": True,
        "AccountingInfoPrefs": {"BookCloseDate": day.isoformat() if day else ""},
    }
    books.session.write("preferences", json.dumps(body))
