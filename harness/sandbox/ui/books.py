"""What the pages show of a company, read from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from harness.sandbox.company import Company
from harness.sandbox.core import wire
from harness.sandbox.core.schema import Record

ROWS = 50
CLASSES = ("Asset", "Liability", "Equity", "Revenue", "Expense")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a list, as far as a list shows it."""

    id: str
    title: str
    date: str
    party: str
    amount: str
    state: str
    updated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One entry of the ledger; cents, debits positive."""

    date: str
    entity: str
    txn: str
    account: str
    account_name: str
    name_type: str
    name: str
    name_shown: str
    memo: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One account of the trial balance."""

    id: str
    name: str
    kind: str
    cents: int


def counts(company: Company) -> Mapping[str, int]:
    """Count the records of every entity that has any."""
    rows = company.store.rows(
        "SELECT entity, COUNT(*) FROM record WHERE realm = ? GROUP BY entity ORDER BY entity",
        company.realm,
    )
    return dict(rows)


def page(company: Company, entity: str, number: int) -> list[Row]:
    """Read a page of a list, the newest first."""
    rows = company.store.rows(
        "SELECT body FROM record WHERE realm = ? AND entity = ?"
        " ORDER BY number DESC, id DESC LIMIT ? OFFSET ?",
        company.realm,
        entity,
        ROWS,
        (number - 1) * ROWS,
    )
    return [_row(wire.loads(body)) for (body,) in rows]


def _row(record: Record) -> Row:
    party = _first(record, "CustomerRef", "VendorRef", "EntityRef")
    amount = _first(record, "TotalAmt", "Balance", "CurrentBalance")
    return Row(
        id=record["Id"],
        title=title(record),
        date=str(record.get("TxnDate", "")),
        party=str(party.get("name", "")) if isinstance(party, dict) else "",
        amount=str(amount),
        state="inactive" if record.get("Active") is False else "",
        updated=str(record.get("MetaData", {}).get("LastUpdatedTime", "")),
    )


def _first(record: Record, *names: str) -> object:
    return next((record[name] for name in names if name in record), "")


def title(record: Record) -> str:
    """Name a record as a person would."""
    for key in ("FullyQualifiedName", "DisplayName", "Name", "DocNumber", "CompanyName", "Code"):
        if record.get(key):
            return str(record[key])
    return ""


def postings(company: Company, txn: str) -> list[Side]:
    """Read what a transaction means in the ledger."""
    return _sides(company, "txn = ? ORDER BY seq", txn)


def register(company: Company, account: str) -> list[Side]:
    """Read the latest entries of an account."""
    return _sides(company, f"account = ? ORDER BY date DESC, txn DESC LIMIT {ROWS}", account)


def _sides(company: Company, where: str, value: str) -> list[Side]:
    rows = company.store.rows(
        "SELECT date, entity, txn, account, name_type, name, memo, cents FROM posting"  # noqa: S608 - our own text
        f" WHERE realm = ? AND {where}",
        company.realm,
        value,
    )
    return [
        Side(
            date=date,
            entity=entity,
            txn=found,
            account=account,
            account_name=_named(company, "Account", account),
            name_type=name_type,
            name=name,
            name_shown=_named(company, name_type, name),
            memo=memo,
            cents=cents,
        )
        for date, entity, found, account, name_type, name, memo, cents in rows
    ]


def _named(company: Company, entity: str, record_id: str) -> str:
    record = company.get(entity, record_id) if entity and record_id else None
    return title(record) if record else record_id


def links(company: Company, txn: str) -> list[tuple[str, str, str, int]]:
    """List what a transaction settles or is settled by: entity, id, how, cents."""
    return [
        (entity, found, how, cents)
        for entity, found, how, cents in company.store.rows(
            "SELECT target_entity, target, 'settles', cents FROM link"
            " WHERE realm = ?1 AND source = ?2"
            " UNION ALL SELECT source_entity, source, 'settled by', cents FROM link"
            " WHERE realm = ?1 AND target = ?2",
            company.realm,
            txn,
        )
    ]


def trial_balance(company: Company, until: str) -> list[Total]:
    """Sum every account's entries up to a day; accounts at zero are left out."""
    rows = company.store.rows(
        "SELECT account, SUM(cents) FROM posting WHERE realm = ? AND date <= ?"
        " GROUP BY account HAVING SUM(cents) <> 0",
        company.realm,
        until,
    )
    found = []
    for account, cents in rows:
        record: Mapping[str, Any] = company.get("Account", account) or {}
        kind = str(record.get("Classification", ""))
        place = CLASSES.index(kind) if kind in CLASSES else len(CLASSES)
        total = Total(id=account, name=title(dict(record)) or account, kind=kind, cents=cents)
        found.append((place, total.name, total))
    return [total for _, _, total in sorted(found, key=lambda row: row[:2])]


def pretty(text: str) -> str:
    """Set JSON for reading; its numbers stay digit by digit."""
    return msgspec.json.format(text, indent=2)
