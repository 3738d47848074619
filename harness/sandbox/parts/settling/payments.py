"""Lines that settle other transactions: what payments of either side have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, ledger, settle
from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import Record
from harness.sandbox.parts.buying import charges
from harness.sandbox.parts.forms.linetypes import KNOWN, LINK, objects

if TYPE_CHECKING:
    from harness.sandbox.company import Company

UNSIGNED = "VendorCredit"
"""What pays along with a positive amount, whatever the sign that was sent (a live test, 2026)."""


def lines(company: Company, record: Record, entities: frozenset[str], party: str) -> list[Record]:
    """Check every line: one amount, and linked transactions of `entities` that are open enough."""
    made: list[Record] = []
    for line in objects(record.get("Line", [])):
        for key in line:
            if key not in KNOWN:
                raise faults.unknown_property(key, "Line", list(KNOWN))
        linked = [_linked(link, entities) for link in objects(line.get("LinkedTxn") or [])]
        if not linked:
            raise faults.required("LinkedTxn")
        amount = shape.decimal("Amount", line.get("Amount", 0))
        if all(link["TxnType"] == UNSIGNED for link in linked):
            amount = abs(amount)
        if amount < 0:
            raise faults.negative_amount()
        made.append({"Amount": wire.money(amount), "LinkedTxn": linked})
    if party == "CustomerRef":
        made = _last_of_each(company, made)
    if party == "CustomerRef" and Decimal(record.get("TotalAmt") or 0) > 0:
        made = [line for line in made if not _is_for_nothing(company, record, line, party)]
    if company.chosen("over-application") == "unapplied":
        _capped(company, record, made, party)
    for link in settle.merged(links({**record, "Line": made}, "")).values():
        settle.check(company, record, link, party)
    return made


def _last_of_each(company: Company, made: list[Record]) -> list[Record]:
    """Leave out the line for an invoice that comes again: the last replaces it (a client, 2026)."""
    whose = [line["LinkedTxn"][0] for line in made]
    last = {link["TxnId"]: number for number, link in enumerate(whose)}
    kept = [
        line
        for number, (line, link) in enumerate(zip(made, whose, strict=True))
        if link["TxnType"] != "Invoice" or last[link["TxnId"]] == number
    ]
    if len(kept) == len(made) or company.choice("same-invoice-lines") == "all":
        return made
    return kept


def _is_for_nothing(company: Company, record: Record, line: Record, party: str) -> bool:
    """
    Whether a line pays an invoice of which nothing is open.

    Money for one is taken, its line is left out, and all of it is on account (a client's
    live run of 2026).
    """
    link = next(links({"Line": [line]}, ""))
    if link.entity != "Invoice" or link.amount <= 0:
        return False
    settle.demand_party(company, record, link, party)
    return settle.most(company, record, link, party) == 0


def _capped(company: Company, record: Record, made: list[Record], party: str) -> None:
    """Let every line settle no more than is open: the rest of the money stays unapplied."""
    left: dict[str, int] = {}
    for line in made:
        link = next(links({"Line": [line]}, ""))
        most = settle.most(company, record, link, party)
        if most is None:
            continue
        rest = left.setdefault(link.target, most)
        cents = min(wire.cents(link.amount), max(rest, 0))
        if cents < wire.cents(link.amount):
            company.choice("over-application")
            line["Amount"] = wire.money(Decimal(cents) / 100)
        left[link.target] = rest - cents


def links(record: Record, shown: str) -> Iterator[settle.Link]:
    """Yield the links of the lines; the first link of a line takes the line's amount."""
    for line in record.get("Line", []):
        for number, link in enumerate(line.get("LinkedTxn", [])):
            yield settle.Link(
                entity=settle.entity_of(link["TxnType"]),
                target=link["TxnId"],
                shown=shown,
                amount=Decimal(line["Amount"]) if number == 0 else Decimal(0),
            )


def applied(company: Company, record: Record, party: str) -> Decimal:
    """Sum what the lines settle, less the credits that pay along."""
    total = Decimal(0)
    for line in record.get("Line", []):
        credit = any(settle.is_credit(company, record, link, party) for link in line["LinkedTxn"])
        total += -Decimal(line["Amount"]) if credit else Decimal(line["Amount"])
    return total


def unapplied(company: Company, record: Record) -> Decimal:
    """Return what is left of a payment: its money and credits, less what they settle."""
    return Decimal(record["TotalAmt"]) - applied(company, record, "CustomerRef")


def release(company: Company, record: Record, before: Record | None) -> None:
    """
    Remove the links of others to a deleted or voided transaction; their money stays unapplied.

    `before` is given for a void. Both are refused if the company chose so.
    """
    linked = settle.sources(company, record["Id"])
    if linked and company.choice("delete-settled") == "refused":
        if before is not None:
            raise faults.invalid(
                "6450",
                "Attempt to Void Transaction failed",
                "Since the transaction is already settled, you can't void it.",
            )
        raise faults.business("The transaction is settled by another and can't be deleted.")
    for name, source in linked:
        held = company.get(name, source)
        if held is None:
            continue
        entity = company.entities[name]
        freed = {**held, "Line": list(_freed(held["Line"], record["Id"], shown=entity.links_shown))}
        if held.get("LinkedTxn"):
            freed["LinkedTxn"] = [
                link for link in held["LinkedTxn"] if link["TxnId"] != record["Id"]
            ]
        if "UnappliedAmt" in held:
            freed["Line"] = _level(company, freed)
            freed["UnappliedAmt"] = wire.money(unapplied(company, freed))
        company.touch(entity, freed)
        ledger.post(company, entity, freed, held)
        settle.relink(company, entity, freed, held)


def _level(company: Company, payment: Record) -> list[Record]:
    """
    Let a payment that lost a link use no more than it needs, and settle no more than it has.

    Credits that pay for nothing any more are free again, as is what a lost
    credit had paid for (assumed).
    """
    used = applied(company, payment, "CustomerRef")
    over = used if used < 0 else max(used - Decimal(payment["TotalAmt"]), Decimal(0))
    kept: list[Record] = []
    for line in reversed(payment["Line"]):
        credit = any(
            settle.is_credit(company, payment, link, "CustomerRef") for link in line["LinkedTxn"]
        )
        amount = Decimal(line["Amount"])
        if over > 0 and not credit:
            taken = min(amount, over)
            over -= taken
            amount -= taken
        elif over < 0 and credit:
            taken = min(amount, -over)
            over += taken
            amount -= taken
        if amount:
            kept.insert(0, {**line, "Amount": wire.money(amount)})
    return kept


def _freed(held: list[Record], target: str, *, shown: bool) -> Iterator[Mapping[str, object]]:
    """
    Drop a payment's line with what it settled, but only the link of a document's line.

    Where no links are `shown`, they are an empty list.
    """
    for line in held:
        kept = [link for link in line.get("LinkedTxn", []) if link["TxnId"] != target]
        if len(kept) == len(line.get("LinkedTxn", [])):
            yield line
        elif "DetailType" in line:
            rest = {key: value for key, value in line.items() if key != "LinkedTxn"}
            if shown:
                yield charges.with_links(line, kept)
            else:
                yield {**rest, "LinkedTxn": kept} if kept else rest


def _linked(link: Record, entities: frozenset[str]) -> Record:
    read = shape.parts("LinkedTxn", "LinkedTxn", link, LINK)
    kind, target = read.get("TxnType", ""), read.get("TxnId", "")
    if kind not in entities or not target:
        raise faults.business(
            f"The entity {kind} {target} that you are trying to link does not exist. {kind}"
            f" {target}"
        )
    return {"TxnId": target, "TxnType": kind}


def post_settlers_anew(company: Company, record: Record, before: Record | None) -> None:
    """Post what settles a form in another currency again, after the form's rate has changed."""
    if not record or before is None or exchange.rate_of(record) == exchange.rate_of(before) == 1:
        return
    for name, source in settle.sources(company, record["Id"]):
        held = company.get(name, source)
        if held is not None:
            ledger.post(company, company.entities[name], held, held)
