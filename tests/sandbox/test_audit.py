"""The audit of the books: it sees what does not agree with the documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from harness.sandbox.books.audit import audit
from harness.sandbox.company import Company
from harness.sandbox.core.store import Store
from harness.sandbox.service import Service


@pytest.fixture
def company() -> Iterator[Company]:
    """The sample company, in this process."""
    store = Store(":memory:")
    service = Service(store, "key")
    with store.transaction():
        realm = service.make(None, "sample", "Audited")
    made = service.company(realm)
    assert made is not None
    yield made
    store.close()


def test_what_was_made_agrees(company: Company) -> None:
    """Every document of the sample company."""
    assert audit(company) == []


@pytest.mark.parametrize(
    ("tampered", "seen"),
    [
        ("UPDATE posting SET cents = cents + 1 WHERE txn = '9' AND seq = 0", "is off by 1 cents"),
        # Two entries of one transaction, so that its sum and all others stay right.
        (
            "UPDATE posting SET cents = cents * 2, own = own * 2 WHERE txn = '9'",
            "Invoice 9: kept",
        ),
        ("UPDATE posting SET date = '2014-01-01' WHERE txn = '49'", "Invoice 49: kept"),
        ("UPDATE link SET cents = 1 WHERE source = '31'", "Payment 31: kept links"),
        ("DELETE FROM link WHERE source = '62'", "Deposit 62: kept links"),
        ("DELETE FROM record WHERE entity = 'Bill' AND id = '18'", "18 has entries and no"),
        ("UPDATE balance SET cents = 0 WHERE kind = 'Vendor' AND id = '31'", "Vendor 31: kept 0"),
        ("UPDATE movement SET quantity = '7' WHERE txn = '115'", "movements say"),
    ],
)
def test_what_was_tampered_with_is_seen(company: Company, tampered: str, seen: str) -> None:
    """Whatever table it is in."""
    company.store.rows(tampered)
    assert any(seen in wrong for wrong in audit(company.apart()))
