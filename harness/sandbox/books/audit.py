"""
Auditing the books: each transaction's entries and links, and all sums, are computed again.

Accounts are not compared: an item or tax rate that is given another account
later leaves what was posted where it was. Nor is stock that a document did not
move, because its item was not kept in stock yet. Costs of stock are `costing`'s.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from harness.sandbox.books import costing, ledger, settle
from harness.sandbox.core import wire
from harness.sandbox.core.schema import Entity, Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

Side = tuple[str, str, str, int, int]
"""What an entry says beside its account: day, whose it is, cents at home and of its own."""


def audit(company: Company) -> list[str]:
    """Recompute everything, and describe what does not agree."""
    return [
        *_unbalanced(company),
        *_transactions(company),
        *_sums(company),
        *costing.audit(company),
    ]


def _unbalanced(company: Company) -> Iterator[str]:
    for txn, cents in company.store.rows(
        "SELECT txn, SUM(cents) FROM posting WHERE realm = ? GROUP BY txn HAVING SUM(cents) <> 0",
        company.realm,
    ):
        yield f"transaction {txn} is off by {cents} cents"


def _transactions(company: Company) -> Iterator[str]:
    """Compare each document with its entries and its links."""
    known: set[str] = set()
    priced = _priced(company)
    started = {
        record["ItemRef"]["value"]: int(record["Id"])
        for record in company.all("InventoryStartingValue")
    }
    for entity in company.entities.values():
        if entity.posts is None:
            continue
        for record in company.all(entity.name):
            known.add(record["Id"])
            yield from _entries(company, entity, record, priced[record["Id"]], started)
            yield from _links(company, entity, record)
    for (txn,) in company.store.rows(
        "SELECT DISTINCT txn FROM posting WHERE realm = ?", company.realm
    ):
        if txn not in known:
            yield f"transaction {txn} has entries and no document"


def _priced(company: Company) -> dict[str, set[int]]:
    """Return the entries that are priced first in, first out, and their counterparts."""
    found: dict[str, set[int]] = defaultdict(set)
    for txn, seq in company.store.rows(
        "SELECT txn, seq FROM movement WHERE realm = ? AND kind = 'priced'", company.realm
    ):
        found[txn] |= {seq, seq + 1}
    return found


def _entries(
    company: Company, entity: Entity, record: Record, priced: set[int], started: Mapping[str, int]
) -> Iterator[str]:
    """Compare one document; `started` says with which transaction each item's stock began."""
    posts = entity.posts
    entries = list(posts(company, record)) if posts is not None else []
    left = {
        seq + behind
        for seq, entry in enumerate(entries)
        if entry.stock == costing.PRICED
        and not priced
        and started.get(entry.item, 0) > int(record["Id"])
        for behind in (0, 1)
    }
    rows = [
        ledger.row_of(company, entity, record, seq, entry)
        for seq, entry in enumerate(entries)
        if seq not in left
    ]
    meant: Counter[Side] = Counter(
        (row[4], row[7], row[8], row[6], row[16]) for row in rows if row[2] not in priced
    )
    kept: Counter[Side] = Counter(
        (day, name_type, name, cents, own)
        for seq, day, name_type, name, cents, own in company.store.rows(
            "SELECT seq, date, name_type, name, cents, own FROM posting"
            " WHERE realm = ? AND txn = ?",
            company.realm,
            record["Id"],
        )
        if seq not in priced
    )
    if meant != kept:
        yield (
            f"{entity.name} {record['Id']}: kept {sorted((kept - meant).elements())},"
            f" the document says {sorted((meant - kept).elements())}"
        )


def _links(company: Company, entity: Entity, record: Record) -> Iterator[str]:
    if entity.links is None:
        return
    meant = {
        target: wire.cents(link.amount)
        for target, link in settle.merged(entity.links(company, record)).items()
    }
    kept = dict(
        company.store.rows(
            "SELECT target, cents FROM link WHERE realm = ? AND source = ?",
            company.realm,
            record["Id"],
        )
    )
    if meant != kept:
        yield f"{entity.name} {record['Id']}: kept links {kept}, the document says {meant}"


def _sums(company: Company) -> Iterator[str]:
    """Compare the kept sums with the entries of each account and name."""
    summed: dict[tuple[str, str], int] = defaultdict(int)
    for account, name_type, name, cents, own in company.store.rows(
        "SELECT account, name_type, name, SUM(cents), SUM(own) FROM posting WHERE realm = ?"
        " GROUP BY account, name_type, name",
        company.realm,
    ):
        ledger.move(company, summed, (account, name_type, name), cents, own)
    kept = {
        (kind, key): cents
        for kind, key, cents in company.store.rows(
            "SELECT kind, id, cents FROM balance WHERE realm = ?", company.realm
        )
    }
    for kind, key in sorted({*kept, *summed}):
        held, found = kept.get((kind, key), 0), summed.get((kind, key), 0)
        if held != found:
            yield f"{kind} {key}: kept {held}, entries say {found}"
