"""What documents mean, worked out from plain rules and nothing of the emulator: their entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.fuzz.ledger.paper import (
    FORWARD,
    OPEN,
    PAYABLE,
    RECEIVABLE,
    Document,
    Entry,
    Item,
    rounded,
)


@dataclass
class Meaning:
    """A company's lists, its documents, and what follows from them."""

    types: dict[str, str] = field(default_factory=dict)
    """The type of each account."""
    named: dict[str, str] = field(default_factory=dict)
    """Accounts that the company itself uses, by what for."""
    items: dict[str, Item] = field(default_factory=dict)
    codes: dict[str, list[tuple[str, Fraction, str]]] = field(default_factory=dict)
    """Tax codes: the id, the percent and the account of each rate."""
    documents: dict[str, Document] = field(default_factory=dict)

    def of(self, document: Document) -> list[Entry]:
        """A document's entries; in another currency the first one takes what rounding leaves."""
        if document.entity in {"Payment", "BillPayment"}:
            return list(self._payment(document))
        made = [replace(entry, own=entry.cents) for entry in self._of(document)]
        if document.rate == 1:
            return made
        first, *others = [
            entry
            if entry.cents is OPEN
            else replace(
                entry,
                cents=rounded(entry.cents * document.rate),
                base=rounded(entry.base * document.rate),
            )
            for entry in made
        ]
        off = sum(entry.cents for entry in others if entry.cents is not OPEN)
        return [replace(first, cents=-off), *others]

    def control(self, kind: str, document: Document) -> str:
        """The account that a document is owed in."""
        return self.named[kind if document.rate == 1 else f"{kind} EUR"]

    def _of(self, document: Document) -> Iterator[Entry]:
        common = Entry(
            document.id, document.entity, document.date, "", 0, department=document.department
        )
        if document.entity in FORWARD:
            kind = "Customer" if document.party else ""
            yield from self._sale(document, replace(common, kind=kind, name=document.party))
        elif document.entity in {"Bill", "VendorCredit", "Purchase"}:
            whose = replace(common, kind=document.kind, name=document.party)
            yield from self._purchase(document, whose)
        else:
            yield from self._other(document, common)

    def _sale(self, document: Document, common: Entry) -> Iterator[Entry]:
        sign = FORWARD[document.entity]
        taxes = self.taxes(document)
        account = document.account
        if document.entity == "Invoice" or not account:
            account = self.control(RECEIVABLE, document)
        total = self.total(document)
        yield replace(common, account=account, cents=sign * (total - document.deposit))
        if document.deposit:
            paid = replace(common, account=document.account, cents=document.deposit)
            yield replace(paid, advance=True)
        for line in document.lines:
            item = self.items[line.item]
            sold = replace(common, item=line.item, klass=line.klass)
            yield replace(sold, account=item.income, cents=-sign * line.amount)
            if item.asset and line.quantity:
                yield replace(sold, account=item.asset, cents=OPEN, moved=-sign * line.quantity)
        if document.discount:
            yield replace(common, account=self.named["discount"], cents=sign * document.discount)
        if document.shipping:
            yield replace(common, account=self.named["shipping"], cents=-sign * document.shipping)
        for rate, cents, base, owed in taxes:
            yield replace(common, account=owed, cents=-sign * cents, rate=rate, base=sign * base)

    def taxes(self, document: Document) -> list[tuple[str, int, int, str]]:
        """Each rate's tax: rate, cents, what it was taken of, and the account that owes it."""
        taxable = Fraction(sum(line.amount for line in document.lines if line.taxed))
        subtotal = sum(line.amount for line in document.lines)
        if document.discount_first and subtotal:
            taxable -= document.discount * taxable / subtotal
        if not taxable:
            return []
        rates = self.codes.get(document.tax_code, [])
        taxes = [rounded(taxable * percent / 100) for _, percent, _ in rates]
        if document.given is not None and rates:
            whole = sum(percent for _, percent, _ in rates)
            taxes = [rounded(document.given * percent / whole) for _, percent, _ in rates]
            taxes[0] += document.given - sum(taxes)
        return [
            (rate, cents, rounded(taxable), owed)
            for (rate, _, owed), cents in zip(rates, taxes, strict=True)
        ]

    def total(self, document: Document) -> int:
        """What a form comes to."""
        if document.entity not in FORWARD:
            return document.total or sum(line.amount for line in document.lines)
        lines = sum(line.amount for line in document.lines)
        taxes = sum(cents for _, cents, _, _ in self.taxes(document))
        return lines - document.discount + document.shipping + taxes

    def _purchase(self, document: Document, common: Entry) -> Iterator[Entry]:
        sign = -1 if document.credit or document.entity == "VendorCredit" else 1
        account = document.account or self.control(PAYABLE, document)
        yield replace(common, account=account, cents=-sign * self.total(document))
        for line in document.lines:
            bought = replace(common, klass=line.klass, customer=line.customer)
            if not line.item:
                yield replace(bought, account=line.account, cents=sign * line.amount)
                continue
            item = self.items[line.item]
            bought = replace(bought, item=line.item)
            stocked = item.asset and line.quantity
            if stocked and sign > 0:
                asset = replace(bought, account=item.asset, cents=line.amount)
                yield replace(asset, moved=line.quantity)
                continue
            yield replace(bought, account=item.cost, cents=sign * line.amount)
            if stocked:
                yield replace(bought, account=item.asset, cents=OPEN, moved=-line.quantity)

    def _payment(self, document: Document) -> Iterator[Entry]:
        """What is settled goes out at what it came in with; what is over stays with who paid."""
        customers = document.entity == "Payment"
        kind, sign = ("Customer", 1) if customers else ("Vendor", -1)
        control = self.control(RECEIVABLE if customers else PAYABLE, document)
        total = self.total(document)
        money = rounded(total * document.rate)
        common = Entry(document.id, document.entity, document.date, control, 0)
        common = replace(common, kind=kind, name=document.party)
        yield replace(common, account=document.account, cents=sign * money, own=sign * total)
        rest, gained = total, money
        for target, cents in document.settles:
            theirs = self.documents[target]
            name = theirs.party or document.party
            part = -cents if self.owing(target, name) < 0 else cents
            worth = self.worth(document, target, cents) * (1 if part > 0 else -1)
            rest -= part
            gained -= worth
            held = self.held(theirs, name, control)
            yield replace(common, account=held, cents=-sign * worth, own=-sign * part, name=name)
        over = rounded(rest * document.rate)
        where = document.rests or control
        yield replace(common, account=where, cents=-sign * over, own=-sign * rest)
        if gained != over:
            yield replace(common, account=self.named["gain"], cents=-sign * (gained - over))

    def held(self, document: Document, name: str, default: str) -> str:
        """The account in which a document is owed."""
        found = (
            entry.account
            for entry in self.of(document)
            if entry.name == name and self.types[entry.account] == self.types[default]
        )
        return next(found, default)

    def worth(self, source: Document, target: str, cents: int) -> int:
        """What a part of a document is worth at home: the last part takes the rest."""
        theirs = self.documents[target]
        if theirs.rate == 1:
            return cents
        entries = [e for e in self.of(theirs) if self.types[e.account] in {RECEIVABLE, PAYABLE}]
        at_home, own = abs(sum(e.cents for e in entries)), abs(sum(e.own for e in entries))
        if at_home == own:
            return rounded(cents * theirs.rate)
        parts = [
            (int(each.id or 10**9), part)
            for each in self.documents.values()
            for txn, part in each.settles
            if txn == target and each.id != source.id
        ]
        last = all(number < int(source.id or 10**9) for number, _ in parts)
        if last and sum(part for _, part in parts) + cents == own:
            return at_home - sum(rounded(Fraction(part * at_home, own)) for _, part in parts)
        return rounded(Fraction(cents * at_home, own))

    def owing(self, txn: str, party: str) -> int:
        """What a transaction adds to what a customer owes, or a vendor is owed."""
        document = self.documents[txn]
        if document.entity in {"Invoice", "Bill"}:
            return self.total(document) - document.deposit
        if document.entity in {"CreditMemo", "VendorCredit"}:
            return -self.total(document)
        found = 0
        for entry in self.of(document):
            kind = self.types[entry.account]
            if entry.name == party and kind in {RECEIVABLE, PAYABLE}:
                found += entry.cents if kind == RECEIVABLE else -entry.cents
        return found

    def _other(self, document: Document, common: Entry) -> Iterator[Entry]:
        if document.entity == "JournalEntry":
            for line in document.lines:
                whose = _whose(line.customer)
                yield replace(
                    common,
                    account=line.account,
                    cents=line.amount if line.debit else -line.amount,
                    kind=whose[0],
                    name=whose[1],
                    klass=line.klass,
                )
        elif document.entity == "Deposit":
            brought = [self._lying(txn) for txn in document.brings]
            total = sum(brought) + sum(line.amount for line in document.lines)
            yield replace(common, account=document.account, cents=total - document.back)
            if document.back:
                yield replace(common, account=document.party, cents=document.back)
            for cents in brought:  # whoever paid it
                yield replace(common, account=self.named["funds"], cents=-cents)
            for line in document.lines:
                kind, name = _whose(line.customer)
                yield replace(
                    common,
                    account=line.account,
                    cents=-line.amount,
                    kind=kind,
                    name=name,
                    klass=line.klass,
                )
        elif document.entity == "InventoryAdjustment":
            for line in document.lines:
                item = self.items[line.item]
                asset = replace(common, account=item.asset, item=line.item, moved=line.quantity)
                if line.quantity < 0:
                    yield replace(asset, cents=OPEN, counter=document.account)
                    continue
                cost = rounded(line.quantity * item.unit)
                yield replace(asset, cents=cost)
                yield replace(common, account=document.account, cents=-cost)
        elif document.entity == "InventoryStartingValue":
            (line,) = document.lines
            asset = replace(common, account=self.items[line.item].asset, item=line.item)
            yield replace(asset, cents=line.amount, moved=line.quantity)
            yield replace(common, account=self.named["equity"], cents=-line.amount)
        else:  # transfers and card payments: from one account to another
            source, target = document.account, document.party
            yield replace(common, account=source, cents=-document.total)
            yield replace(common, account=target, cents=document.total)

    def _lying(self, txn: str) -> int:
        """What a payment or receipt put into undeposited funds."""
        funds = self.named["funds"]
        entries = [each for each in self.of(self.documents[txn]) if each.account == funds]
        return sum(entry.cents for entry in entries)


def _whose(name: str) -> tuple[str, str]:
    kind, _, identifier = name.partition(":")
    return kind, identifier
