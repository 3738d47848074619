"""What purchase forms share: lines, numbers, accounts of the right type, and their postings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books import exchange, settle, stock
from harness.sandbox.books.ledger import PAYABLE, RECEIVABLE, Entry
from harness.sandbox.core import faults, references, wire
from harness.sandbox.core.schema import Field, Record, Rule
from harness.sandbox.parts.buying import charges
from harness.sandbox.parts.forms import documents, lines, tracking
from harness.sandbox.parts.forms.linetypes import demand_tax_code

if TYPE_CHECKING:
    from harness.sandbox.company import Company

ORDER = "PurchaseOrder"
PARTIES = ("Vendor", "Customer", "Employee")


def payable(company: Company, currency: str = "") -> Record:
    """Return the account that vendors are owed in, one a currency; it exists from first use on."""
    return exchange.account(company, "Accounts Payable (A/P)", PAYABLE, "AccountsPayable", currency)


def payable_account(company: Company, record: Record, before: Record | None) -> None:
    """
    A form for a vendor names a payables account, the company's own unless told otherwise.

    What is settled stays in its account: that is where it was paid from (assumed).
    """
    held = (record.get("APAccountRef") or {}).get("value")
    own = ((before or {}).get("APAccountRef") or {}).get("value")
    if own and held != own and settle.settled(company, before):
        if held:
            raise faults.business(
                "The payables account of a transaction that is settled can't be changed."
            )
        record["APAccountRef"] = (before or {})["APAccountRef"]
        return
    if held:
        demand_type(company, held, PAYABLE)
        return
    account = payable(company, record["CurrencyRef"]["value"])
    record["APAccountRef"] = {"value": account["Id"], "name": account["Name"]}


def demand_type(company: Company, account_id: str, *types: str) -> None:
    """Refuse an account that does not belong in its place (6430)."""
    account = company.get("Account", account_id)
    if account is not None and account["AccountType"] not in types:
        raise faults.wrong_account()


def vendor_address(company: Company, record: Record, before: Record | None) -> None:
    """The vendor's address is copied where none is given (recorded)."""
    vendor = company.get("Vendor", record["VendorRef"]["value"]) or {}
    if not record.get("VendorAddr") and vendor.get("BillAddr") and before is None:
        record["VendorAddr"] = vendor["BillAddr"]


def complete(company: Company, record: Record, before: Record | None) -> Decimal:
    """
    Complete the lines and check what they refer to; their sum.

    Purchases are untaxed in the US; a line says NON unless it was told
    otherwise (recorded).
    """
    lines.complete(company, record, before, lines.PURCHASES)
    for line in record["Line"]:
        detail = line[line["DetailType"]]
        demand_tax_code(company, detail)
        detail.setdefault("TaxCodeRef", {"value": "NON"})
        if line["DetailType"] == "ItemBasedExpenseLineDetail":
            _check_item(company, detail)
        if detail["BillableStatus"] == "Billable" and not detail.get("CustomerRef"):
            raise faults.business("When you make an expense billable, you must choose a customer.")
    tracking.location(company, record)
    return lines.subtotal(record)


def _check_item(company: Company, detail: Record) -> None:
    item = company.get("Item", (detail.get("ItemRef") or {}).get("value", ""))
    if item is None:
        raise faults.invalid(
            "6440",
            "Transaction Detail Information Required",
            "You must select a product or service or an account for each split line that has an"
            " amount or a billable customer.",
            "ItemRef",
        )
    if item["Type"] == "Category":
        raise references.category()
    if item["Type"] == "Group":
        raise faults.business("A bundle can't be bought: name the items that are in it.")


def vendor_lines(company: Company, record: Record, before: Record | None) -> None:
    """Complete the lines of a form that is owed; control accounts are not costs (6430)."""
    complete(company, record, before)
    for line in record["Line"]:
        account_id = (line[line["DetailType"]].get("AccountRef") or {}).get("value", "")
        account = company.get("Account", account_id)
        if account is not None and account["AccountType"] in {PAYABLE, RECEIVABLE}:
            raise faults.wrong_account()


def open_total(company: Company, record: Record, before: Record | None) -> None:
    """Fill what a bill or vendor credit comes to, and what is open of it."""
    total = lines.subtotal(record)
    if total < 0:
        raise faults.negative_total()
    settled = settle.settled(company, before)
    if before and settled and record["VendorRef"]["value"] != before["VendorRef"]["value"]:
        raise faults.business("The vendor of a transaction that is settled can't be changed.")
    if settled > total:
        raise faults.business("The transaction amount must not be less than what is paid of it.")
    record["TotalAmt"] = wire.money(total)
    record["Balance"] = wire.money(total - settled)


def ordered(record: Record) -> Iterator[settle.Link]:
    """Yield the links to the purchase orders that a form fulfils, by its lines or as a whole."""
    links = [*record.get("LinkedTxn", [])]
    for line in record.get("Line", []):
        links += line.get("LinkedTxn", [])
    for link in links:
        if link["TxnType"] == ORDER:
            yield settle.Link(entity=ORDER, target=link["TxnId"], shown="Bill")


def order_links(company: Company, record: Record, before: Record | None) -> None:
    """
    Keep the links of lines to lines of orders; what others linked to the form stays theirs.

    A link that does not fit is left out and not refused, and one of the form as a
    whole follows from its lines (a client's run on Intuit's sandbox, 2026).
    """
    lines.links(record.pop("LinkedTxn", None) or [])
    for place, line in enumerate(record["Line"]):
        given = lines.links(line.pop("LinkedTxn", None) or [])
        held = [link for link in given if _fits(company, record, link)]
        record["Line"][place] = charges.with_links(line, held)
    sources = {source for _, source in settle.sources(company, before["Id"])} if before else set()
    record["LinkedTxn"] = [
        *({"TxnId": target, "TxnType": ORDER} for target in sorted(_by_lines(record), key=int)),
        *(link for link in (before or {}).get("LinkedTxn", []) if link["TxnId"] in sources),
    ]


def _by_lines(record: Record) -> set[str]:
    return {link.target for link in ordered({"Line": record["Line"]})}


def _fits(company: Company, record: Record, link: Record) -> bool:
    """Say whether a link is to a line of an order of the same vendor that no other form fulfils."""
    order = company.get(ORDER, link["TxnId"]) if link["TxnType"] == ORDER else None
    if order is None or order["VendorRef"]["value"] != record["VendorRef"]["value"]:
        return False
    taken = {
        theirs.get("TxnLineId")
        for entity, source in settle.sources(company, order["Id"])
        if source != record["Id"]
        for line in (company.get(entity, source) or {}).get("Line", [])
        for theirs in line.get("LinkedTxn", [])
        if theirs["TxnId"] == order["Id"]
    }
    return link.get("TxnLineId") in {line["Id"] for line in order["Line"]} - taken


def unlinked(company: Company, record: Record, before: Record | None) -> None:
    """A form that fulfils no order keeps only what others linked to it."""
    del company
    for line in record["Line"]:
        line.pop("LinkedTxn", None)
    record["LinkedTxn"] = (before or {}).get("LinkedTxn", [])


def entries(company: Company, record: Record, account: str, sign: int = 1) -> Iterable[Entry]:
    """
    Post a purchase form: `account` gives the total, the costs of the lines stand against it.

    `sign` -1 turns every side: a vendor credit or a card's refund.
    """
    return exchange.posted(record, _entries(company, record, account, sign))


def _entries(company: Company, record: Record, account: str, sign: int) -> Iterator[Entry]:
    party = record.get("VendorRef") or record.get("EntityRef") or {}
    common = Entry(
        account=account,
        amount=-sign * Decimal(record["TotalAmt"]),
        name_type=party.get("type", "Vendor") if party.get("value") else "",
        name=party.get("value", ""),
        department=(record.get("DepartmentRef") or {}).get("value", ""),
        memo=record.get("PrivateNote", ""),
    )
    yield common
    for line in record["Line"]:
        detail = line[line["DetailType"]]
        cost = Entry(
            account=cost_account(company, line),
            amount=sign * Decimal(line["Amount"]),
            name_type=common.name_type,
            name=common.name,
            item=(detail.get("ItemRef") or {}).get("value", ""),
            klass=(detail.get("ClassRef") or {}).get("value", ""),
            memo=line.get("Description", ""),
            department=common.department,
            customer=(detail.get("CustomerRef") or {}).get("value", ""),
        )
        yield from stock.bought(company, line, cost, sign)


def cost_account(company: Company, line: Record) -> str:
    """Return the account of a line's cost: the one it names, else its item's."""
    detail = line[line["DetailType"]]
    if detail.get("AccountRef"):
        return str(detail["AccountRef"]["value"])
    item = company.get("Item", (detail.get("ItemRef") or {}).get("value", "")) or {}
    account = item.get("ExpenseAccountRef") or item.get("IncomeAccountRef")
    if account:
        return str(account["value"])
    return str(
        company.ensure_account("Uncategorized Expense", "Expense", "OtherMiscellaneousServiceCost")[
            "Id"
        ]
    )


def party(company: Company, record: Record, name: str, key: str = "type") -> None:
    """Complete a reference to a vendor, customer or employee; without a type the name's own."""
    given = record.get(name) or {}
    if not given.get("value"):
        record.pop(name, None)
        return
    kind = str(given.get(key) or "").capitalize()
    candidates = (kind,) if kind in PARTIES else PARTIES
    known = [one for one in candidates if one in company.entities]
    found = next((one for one in known if company.get(one, given["value"])), "Vendor")
    record[name] = {"value": given["value"]}
    company.resolve(record, name, Field(kind="ref", target=found))
    record[name]["type"] = found


CHECKS_DIFFER = "WarnDuplicateCheckNumber"
"""
On in every company whose preferences were seen (Intuit; sandboxes up to August 2026).

A sandbox refused checks by it; that it lets payments of bills share a number is assumed.
"""


def numbered(*entities: str) -> Rule:
    """Make the rule for a number used once among `entities`, where the company asks for that."""

    def rule(company: Company, record: Record, before: Record | None) -> None:
        number = record.get("DocNumber")
        if not number or number == (before or {}).get("DocNumber"):
            return
        if "allowduplicatedocnum" in company.includes:
            return
        if warned(company):
            documents.check_number(company, record, entities)
        elif documents.is_check(record) and switched(company.preferences(), CHECKS_DIFFER):
            documents.check_number(company, record, ("Purchase",), "Check")

    return rule


def warned(company: Company) -> bool:
    """Whether numbers of purchase forms must differ (Intuit: a preference)."""
    preferences = company.preferences()
    own = preferences.get("VendorAndPurchasesPrefs") or {}
    name = "VendorAndPurchasesPrefs.UseCustomTxnNumbers"
    return own.get("UseCustomTxnNumbers") is True or switched(preferences, name)


def switched(preferences: Record, name: str) -> bool:
    """Read a switch among the preferences that have no place of their own."""
    pairs = (preferences.get("OtherPrefs") or {}).get("NameValue") or []
    return any(
        isinstance(pair, dict)
        and pair.get("Name") == name
        and str(pair.get("Value")).lower() == "true"
        for pair in pairs
    )
