"""Lines of documents: kinds, amounts, numbering, the subtotal that the server adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import filterfalse
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, gathered, references, shape, wire
from harness.sandbox.core.schema import Field, Record
from harness.sandbox.core.unmodelled import UNMODELLED
from harness.sandbox.parts.forms import bundlelines
from harness.sandbox.parts.forms.linetypes import (
    COMMON,
    DETAILS,
    DISCOUNT,
    EXTRAS,
    GROUP,
    KNOWN,
    LINK,
    SOLD,
    SUBTOTAL,
    TEXT,
    objects,
)

if TYPE_CHECKING:
    from harness.sandbox.company import Company

SALES = frozenset({SOLD, TEXT, DISCOUNT, GROUP})
PURCHASES = frozenset({"ItemBasedExpenseLineDetail", "AccountBasedExpenseLineDetail"})
NEEDED = frozenset({SOLD, "AccountBasedExpenseLineDetail", "ItemBasedExpenseLineDetail"})
"""Details that a line can't be without; an empty one is none (a client's run of 2026)."""
UNSOLD = frozenset({DISCOUNT, SUBTOTAL})
OBJECT = Field(kind="object")
FILLED = {
    kind: frozenset(
        key for key, field in fields.items() if field.required or field.default is not None
    )
    for kind, fields in DETAILS.items()
}
"""What each kind of line has, or must have, even where nothing is sent."""
NOTHING: Record = {}
CENT = Decimal("0.01")
MOST = 10_000
"""Lines of one transaction (Intuit)."""


class Numbering:
    """Gives the lines of one document their ids and numbers."""

    def __init__(self, before: Record | None) -> None:
        held = leaves(before, groups=True) if before else ()
        self._held = {line["Id"] for line in held if "Id" in line}
        self._last = max(map(int, self._held), default=0)
        self._number = 0

    def stamp(self, given: Mapping[str, Any]) -> Record:
        """
        Return the next number, and an id.

        A line with the id of an existing one keeps it; any other gets the next
        id of the document's own counter (recorded: ids are not used again).
        """
        self._number += 1
        line_id = str(given.get("Id") or "")
        if line_id in self._held:
            self._held.remove(line_id)
        else:
            self._last += 1
            line_id = str(self._last)
        return {"Id": line_id, "LineNum": self._number}


def complete(
    company: Company, record: Record, before: Record | None, kinds: frozenset[str]
) -> None:
    """Check and complete a document's lines; they leave with ids and numbers."""
    given = [line for line in objects(record.get("Line", [])) if line.get("DetailType") != SUBTOTAL]
    if not given:
        raise faults.required("Line")
    numbering = Numbering(before)
    record["Line"] = gathered.of_each(
        lambda line: _numbered(company, line, kinds, numbering), given
    )
    if len(leaves(record, groups=True)) > MOST:
        raise faults.business(f"A transaction can have up to {MOST} lines.")


def leaves(record: Record, *, groups: bool = False) -> list[Record]:
    """List a document's lines; those of a bundle instead of (or behind) the bundle's own."""
    found: list[Record] = []
    for line in record.get("Line", ()):
        if GROUP not in line:
            found.append(line)
            continue
        inner = (line[GROUP] or {}).get("Line")
        if inner is None or groups:
            found.append(line)
        if inner:
            found.extend(inner)
    return found


def is_extra(line: Record) -> bool:
    """Whether a line is shipping or a tip."""
    detail = line.get(SOLD) or NOTHING
    return (detail.get("ItemRef") or NOTHING).get("value") in EXTRAS


def subtotal(record: Record) -> Decimal:
    """Sum what the lines sell or buy, before discounts, shipping and tips."""
    return sums(leaves(record))[0]


def sums(sold: Iterable[Record]) -> tuple[Decimal, Decimal]:
    """Sum what lines sell or buy, before discounts; and shipping and tips."""
    goods = extras = Decimal(0)
    for line in sold:
        if is_extra(line):
            extras += line["Amount"]
        elif line["DetailType"] not in UNSOLD and "Amount" in line:
            goods += line["Amount"]
    return goods, extras


def discount(record: Record) -> Decimal:
    """Sum the discounts, positive; a percentage is of the subtotal."""
    total = Decimal(0)
    for line in record["Line"]:
        detail = line.get(DISCOUNT)
        if detail is None:
            continue
        if detail.get("PercentBased"):
            share = Decimal(detail.get("DiscountPercent", 0)) / 100
            line["Amount"] = wire.money(subtotal(record) * share)
        total += Decimal(line["Amount"])
    return total


def add_subtotal(record: Record, amount: Decimal) -> None:
    """
    Put the server's own subtotal line behind the sold lines.

    A discount comes behind it (recorded), then shipping and tips (client reports).
    """
    sold: list[Record] = []
    discounts: list[Record] = []
    charges: list[Record] = []
    for line in record["Line"]:
        if line["DetailType"] == DISCOUNT:
            discounts.append(line)
        else:
            (charges if is_extra(line) else sold).append(line)
    own: Record = {"Amount": wire.money(amount), "DetailType": SUBTOTAL, SUBTOTAL: {}}
    record["Line"] = [*sold, own, *discounts, *charges]


def demand_account(company: Company, account_id: str, types: frozenset[str]) -> None:
    """Refuse an account whose type does not fit its place on the form (recorded text)."""
    account = company.get("Account", account_id)
    if account is not None and account["AccountType"] not in types:
        raise faults.business(
            "You need to select a different type of account for this transaction."
        )


def _numbered(
    company: Company, line: Record, kinds: frozenset[str], numbering: Numbering
) -> Record:
    kind = line.get("DetailType")
    if not isinstance(kind, str):
        raise faults.unreadable() if kind else faults.unfit_detail("")
    if kind not in kinds:
        raise faults.unfit_detail(kind)
    if kind == GROUP:
        made = {**numbering.stamp(line), **_line(company, line, kind)}
        inner = bundlelines.inner(company, made[GROUP])
        made[GROUP]["Line"] = [
            _numbered(company, sold, frozenset({SOLD}), numbering) for sold in inner
        ]
        return made
    made = _line(company, line, kind)
    if kind == DISCOUNT or is_extra(made):
        return made
    return {**numbering.stamp(line), **made, "CustomExtensions": []}


def _line(company: Company, line: Mapping[str, Any], kind: str) -> Record:
    detail_key = "DescriptionLineDetail" if kind == TEXT else kind
    for key in filterfalse(KNOWN.__contains__, line):
        raise faults.unknown_property(key, "Line", list(KNOWN))
    made = {
        key: shape.typed(key, COMMON[key], line[key])
        for key in ("Description", "Amount")
        if line.get(key) not in (None, "")
    }
    if line.get("LineNum") not in (None, ""):
        shape.decimal("LineNum", line["LineNum"])  # ours count, but readable it must be
    given = shape.typed(detail_key, OBJECT, line.get(detail_key) or {})
    if not given and kind in NEEDED:
        raise faults.required(f"Line.{kind}")
    detail = _detail(company, given, detail_key)
    if kind == TEXT:
        made.pop("Amount", None)
        if not made.get("Description", "").strip():  # of blanks only (a client's run of 2025)
            made.pop("Description", None)
    elif kind == GROUP:
        made["Amount"] = 0  # recorded: the lines inside have the amounts
    else:
        _check_amount(made, detail, kind)
    if line.get("LinkedTxn"):
        made["LinkedTxn"] = links(line["LinkedTxn"])
    made["DetailType"] = kind
    made[detail_key] = detail
    if kind == SOLD:
        _check_item(company, detail)
    return made


def links(given: object) -> list[Record]:
    """Bring what a client sends as LinkedTxn into its form."""
    made = []
    for sent in objects(given):
        link = shape.parts("LinkedTxn", "LinkedTxn", sent, LINK)
        if not link.get("TxnId") or not link.get("TxnType"):
            raise faults.required("LinkedTxn")
        made.append(link)
    return made


def _detail(company: Company, given: Mapping[str, Any], kind: str) -> Record:
    fields = DETAILS[kind]
    detail: Record = {}
    for key in given:
        if key not in fields and key not in UNMODELLED.get(kind, ()):
            known = {*fields, *UNMODELLED.get(kind, ())}
            raise faults.unknown_property(key, kind, list(known))
    there = FILLED[kind] | given.keys()
    for key in filter(there.__contains__, fields):
        field, value = fields[key], given.get(key)
        if not value and (value is None or value in ("", {})):
            if field.default is not None:
                detail[key] = field.default
            elif field.required:
                raise faults.required(f"Line.{kind}.{key}")
            continue
        read = shape.typed(key, field, value)
        if field.kind != "ref":
            detail[key] = read
        elif read.get("value"):
            detail[key] = read
            if read["value"] not in EXTRAS:
                kept = kind == SOLD and key in {"ItemRef", "ItemAccountRef"}
                company.resolve(detail, key, field, inactive=kept, place=f"Line.{kind}.")
        elif field.required:
            raise faults.required(f"Line.{kind}.{key}")
    return detail


def _check_amount(line: Record, detail: Record, kind: str) -> None:
    """An amount is needed, and must be quantity times price to the cent (6070)."""
    quantity, price = detail.get("Qty"), detail.get("UnitPrice")
    if kind == DISCOUNT:
        percent = detail.get("DiscountPercent") if detail.get("PercentBased") else None
        if percent is None and "Amount" not in line:
            raise faults.invalid(
                "6090",
                "Discount Line missing required info.",
                "Discount amount or percent should be provided.",
            )
        if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004 - percent
            raise faults.invalid(
                "2150", "Invalid Percent", "DiscountPercent must be 0 to 100", "DiscountPercent"
            )
        return
    if "Amount" not in line:
        raise faults.required("Line.Amount")
    if not quantity or not price:
        return  # python-quickbooks sends zeros for what it was not given; Intuit takes them
    product = Decimal(quantity) * Decimal(price)
    if product.quantize(CENT, ROUND_HALF_UP) != Decimal(line["Amount"]).quantize(CENT):
        raise faults.wrong_product(Decimal(line["Amount"]))


def _check_item(company: Company, detail: Record) -> None:
    if not detail.get("ItemRef"):
        _fill(detail, "ItemRef", {"value": "1", "name": "Services"})
    item = company.get("Item", detail["ItemRef"]["value"])
    if item is not None and item["Type"] == "Category":
        raise references.category()
    if item is not None and item["Type"] == "Group":
        raise faults.business("A bundle is sold on a line of its own kind, GroupLineDetail.")
    if item is None:
        return  # shipping, a tip
    if item.get("Active") is False:
        raise faults.inactive_item()
    account = item.get("IncomeAccountRef")
    if not account:
        raise faults.unsold_item(item["Name"])
    if "ItemAccountRef" not in detail:
        _fill(detail, "ItemAccountRef", dict(account))


def _fill(detail: Record, name: str, value: Record) -> None:
    """Give a sold line what was not sent, in the place where it would stand."""
    whole = {**detail, name: value}
    detail.clear()
    detail |= {key: whole[key] for key in DETAILS[SOLD] if key in whole}
