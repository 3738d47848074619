"""Deposit: money brought to the bank, from undeposited funds or from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.sandbox.books import exchange, settle
from harness.sandbox.books.ledger import Entry
from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import META, Entity, Field, Record, ref, text
from harness.sandbox.parts.buying import purchases
from harness.sandbox.parts.forms import banking, documents
from harness.sandbox.parts.forms import lines as forms
from harness.sandbox.parts.forms.linetypes import LINK
from harness.sandbox.parts.selling import sales
from harness.sandbox.parts.settling import payments

if TYPE_CHECKING:
    from harness.sandbox.company import Company

KIND = "DepositLineDetail"
DETAIL: Mapping[str, Field] = {
    "Entity": Field(kind="ref"),
    "ClassRef": ref("Class"),
    "AccountRef": ref("Account"),
    "PaymentMethodRef": ref("PaymentMethod"),
    "CheckNum": text(21),
    "TxnType": Field(kind="text"),
    "TaxCodeRef": Field(kind="ref"),
    "TaxApplicableOn": Field(kind="text", choices=("Sales", "Purchase")),
}
CASH_BACK: Mapping[str, Field] = {
    "AccountRef": ref("Account", required=True),
    "Amount": Field(kind="money"),
    "Memo": text(4000),
}
BANKS = ("Bank", "Other Current Asset")
DEPOSITED = ("Payment", "SalesReceipt", "RefundReceipt", "JournalEntry", "Transfer")
"""
What may lie in undeposited funds and can be brought to the bank (Intuit).

What takes money out of them, such as a refund, lessens the deposit.
"""


class Lying(NamedTuple):
    """A transaction's part in undeposited funds: account, amount in both currencies, and party."""

    account: str
    own: Decimal
    at_home: Decimal
    name_type: str
    name: str


def lines(company: Company, record: Record, before: Record | None) -> None:
    """Complete the lines: linked ones have neither id nor number (recorded)."""
    earlier = [line for line in (before or {}).get("Line", []) if "Id" in line]
    held = {line["Id"] for line in earlier}
    last = max((int(line_id) for line_id in held), default=0)
    made: list[Record] = []
    for number, line in enumerate(_joined(company, earlier, banking.objects(record)), start=1):
        if line.get("LinkedTxn"):
            made.append(_linked(company, record, line))
            continue
        line_id = str(line.get("Id") or "")
        if line_id not in held:
            last += 1
            line_id = str(last)
        made.append({"Id": line_id, "LineNum": number, **_own(company, line)})
    if not made:
        raise faults.required("Line")
    targets = [line["LinkedTxn"][0]["TxnId"] for line in made if "LinkedTxn" in line]
    if len(set(targets)) < len(targets):
        raise faults.business("The same transaction can't be deposited twice.")
    record["Line"] = made


def _joined(
    company: Company, earlier: list[Record], given: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Let lines of which none has an id known join the earlier ones (a client's run, 2026)."""
    held = {line["Id"] for line in earlier}
    sent = [line for line in given if not line.get("LinkedTxn")]
    if not held or not sent or any(line.get("Id") in held for line in sent):
        return given
    return [*earlier, *given] if company.choice("deposit-lines") == "added" else given


def _linked(company: Company, record: Record, line: Mapping[str, Any]) -> Record:
    """Make the line that deposits a whole payment or receipt."""
    given = line["LinkedTxn"]
    link = given[0] if isinstance(given, list) and len(given) == 1 else None
    if not isinstance(link, dict):
        raise faults.invalid("2120", "Invalid Type", "LinkedTxn must hold one link", "LinkedTxn")
    read = shape.parts("LinkedTxn", "LinkedTxn", link, LINK)
    if not read.get("TxnLineId"):
        raise faults.required("LinkedTxn.TxnLineId")  # two clients met it (2025, 2026)
    kind, target_id = read.get("TxnType", ""), read.get("TxnId", "")
    known = kind in DEPOSITED and kind in company.entities
    target = company.get(kind, target_id) if known else None
    if target is None:
        raise faults.business(
            f"The entity {kind} {target_id} that you are trying to link does not exist. {kind}"
            f" {target_id}"
        )
    deposits = [source for name, source in settle.sources(company, target_id) if name == "Deposit"]
    lying = _lying(company, target_id)
    if lying is None or deposits not in ([], [record["Id"]]):
        raise faults.business("The transaction to be linked does not lie in undeposited funds.")
    made: Record = {
        "Amount": wire.money(_worth(company, record, target, lying)),
        "LinkedTxn": [{"TxnId": target_id, "TxnType": kind, "TxnLineId": "0"}],
    }
    detail = banking.detail_of(company, line, KIND, DETAIL)
    shown = {key: detail[key] for key in ("PaymentMethodRef", "CheckNum") if key in detail}
    if shown:
        made |= {"DetailType": KIND, KIND: shown}
    return made


def _worth(company: Company, record: Record, target: Record, lying: Lying) -> Decimal:
    """Return the amount in the deposit's currency: its own, or its value in the home currency."""
    currency = record["CurrencyRef"]["value"]
    if currency == (target.get("CurrencyRef") or record["CurrencyRef"])["value"]:
        return lying.own
    if currency != exchange.home(company):
        raise exchange.mismatch()
    return lying.at_home


def _lying(company: Company, txn: str) -> Lying | None:
    """Return a transaction's part in undeposited funds, if it has any."""
    found: Lying | None = None
    for account, cents, own, name_type, name in company.store.rows(
        "SELECT account, cents, own, name_type, name FROM posting WHERE realm = ? AND txn = ?"
        " ORDER BY seq",
        company.realm,
        txn,
    ):
        held = company.get("Account", account) or {}
        if held.get("AccountSubType") == "UndepositedFunds":
            before = found or Lying(account, Decimal(0), Decimal(0), name_type, name)
            found = Lying(
                account,
                before.own + Decimal(own) / 100,
                before.at_home + Decimal(cents) / 100,
                name_type,
                name,
            )
    return found if found and found.own else None


def _own(company: Company, line: Mapping[str, Any]) -> Record:
    """Complete a line without a link; its amount may be negative (live test)."""
    if line.get("DetailType") != KIND:
        raise faults.unfit_detail(str(line.get("DetailType") or ""))
    if line.get("Amount") is None:
        raise faults.required("Line.Amount")
    made: Record = {}
    if line.get("Description"):
        made["Description"] = shape.typed("Description", text(4000), line["Description"])
    made["Amount"] = wire.money(shape.decimal("Amount", line["Amount"]))
    if not line.get(KIND):
        raise faults.required(f"Line.{KIND}")
    detail = banking.detail_of(company, line, KIND, DETAIL)
    if not detail.get("AccountRef"):
        raise faults.required(f"Line.{KIND}.AccountRef")
    kind = ""
    if "Entity" in detail:
        purchases.party(company, detail, "Entity")
        kind = (detail.get("Entity") or {}).get("type", "")
        if kind:
            detail["Entity"]["type"] = kind.upper()
    banking.demand_name(company, detail["AccountRef"]["value"], kind)
    ordered = {key: detail[key] for key in DETAIL if key in detail}
    return {**made, "DetailType": KIND, KIND: ordered}


def totals(company: Company, record: Record, before: Record | None) -> None:
    """Fill the total that reaches the bank: the lines less the cash back."""
    del before
    bank = company.get("Account", record["DepositToAccountRef"]["value"]) or {}
    if bank.get("AccountType") not in BANKS:
        raise faults.business("Select a bank account for this deposit.")
    sales.money_account(company, record, record["DepositToAccountRef"]["value"])
    total = sum((Decimal(line["Amount"]) for line in record["Line"]), start=Decimal(0))
    if record.get("CashBack"):
        back = banking.detail_of(company, record, "CashBack", CASH_BACK)
        banking.positive(back, "Amount")
        forms.demand_account(company, back["AccountRef"]["value"], banking.BALANCE_SHEET)
        record["CashBack"] = back
        total -= Decimal(back["Amount"])
    if total < 0:
        raise faults.negative_total()
    record["TotalAmt"] = wire.money(total)


def links(company: Company, record: Record) -> Iterable[settle.Link]:
    """What it brought to the bank; nothing is settled by that."""
    del company
    for line in record["Line"]:
        for link in line.get("LinkedTxn", []):
            yield settle.Link(entity=link["TxnType"], target=link["TxnId"], shown="Deposit")


def posts(company: Company, record: Record) -> Iterable[Entry]:
    """
    Bank up; undeposited funds, or what a line names, down.

    What lay in undeposited funds goes out at what it came in with; the difference
    to the deposit's own rate is gain or loss (assumed).
    """
    entries = list(exchange.posted(record, _entries(company, record)))
    off = Decimal(0)
    for at, line in enumerate(record["Line"], len(entries) - len(record["Line"])):
        if "LinkedTxn" in line:
            at_home = _brought(company, line).at_home
            off += entries[at].amount + at_home
            entries[at] = replace(entries[at], amount=-at_home)
    if off:
        gained = exchange.gain_or_loss(company)
        entries.append(replace(entries[0], account=gained, amount=off, own=Decimal(0)))
    return entries


def _brought(company: Company, line: Record) -> Lying:
    lying = _lying(company, line["LinkedTxn"][0]["TxnId"])
    assert lying is not None  # noqa: S101 - what is deposited is locked
    return lying


def _entries(company: Company, record: Record) -> Iterator[Entry]:
    """Write the note at the bank, and each line's own at the line; a linked one has no name."""
    common = {
        "department": (record.get("DepartmentRef") or {}).get("value", ""),
        "memo": record.get("PrivateNote", ""),
    }
    bank = record["DepositToAccountRef"]["value"]
    yield Entry(account=bank, amount=Decimal(record["TotalAmt"]), **common)
    back = record.get("CashBack")
    if back:
        kept = {**common, "memo": back.get("Memo", "")}
        yield Entry(account=back["AccountRef"]["value"], amount=Decimal(back["Amount"]), **kept)
    common["memo"] = ""
    for line in record["Line"]:
        amount = -Decimal(line["Amount"])
        if "LinkedTxn" in line:
            lying = _brought(company, line)
            yield Entry(account=lying.account, amount=amount, **common)
            continue
        detail = line[KIND]
        whose = detail.get("Entity") or {}
        yield Entry(
            account=detail["AccountRef"]["value"],
            amount=amount,
            name_type=whose.get("type", "").capitalize(),
            name=whose.get("value", ""),
            klass=(detail.get("ClassRef") or {}).get("value", ""),
            department=common["department"],
            memo=line.get("Description", ""),
        )


DEPOSIT = Entity(
    name="Deposit",
    ids="transaction",
    label="Deposit",
    operations=frozenset({"create", "read", "update", "delete", "query"}),
    fields={
        "DepositToAccountRef": ref("Account", filter=True, required=True, again=True),
        "CashBack": Field(kind="object"),
        "TotalAmt": Field(kind="money", readonly=True),
        "HomeTotalAmt": Field(kind="money", readonly=True),
        META: None,
        **documents.HEAD,
        "Line": Field(kind="list"),
    },
    rules=(documents.dated, lines, totals),
    after=(settle.demand_covered, payments.post_settlers_anew),
    remove=(payments.release,),
    posts=posts,
    links=links,
    totalled=True,
)
