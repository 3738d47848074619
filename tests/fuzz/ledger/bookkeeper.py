"""
A second bookkeeper: what documents mean, worked out from plain rules and nothing of the emulator.

It keeps what was sent, derives every entry anew each time it is asked, and says what
is open and what counts on the cash basis. Amounts are whole cents, debits positive.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

from tests.fuzz.ledger.meaning import Meaning
from tests.fuzz.ledger.paper import DEFERRED, OPEN, PAYABLE, RECEIVABLE, Entry, rounded


class Bookkeeper(Meaning):
    """All entries of a company, what is open, and what counts on the cash basis."""

    def entries(self) -> list[Entry]:
        """All entries, with the costs of what left the stock."""
        found = [entry for document in self.documents.values() for entry in self.of(document)]
        costs = self._costs(found)
        priced = []
        for at, entry in enumerate(found):
            if at in costs:
                cost = costs[at]
                counter = entry.counter or self.items[entry.item].cost
                priced += [
                    replace(entry, cents=cost),
                    replace(entry, account=counter, cents=-cost, moved=Fraction(0)),
                ]
            else:
                priced.append(entry)
        return priced

    def _costs(self, entries: list[Entry]) -> dict[int, int]:
        """Price what leaves the stock, first in first out; by the place of its entry."""
        found: dict[int, int] = {}
        order = sorted(
            (at for at, entry in enumerate(entries) if entry.moved),
            key=lambda at: (entries[at].date, int(entries[at].txn), at),
        )
        for item in self.items:
            moves = [(at, entries[at]) for at in order if entries[at].item == item]
            layers = [(e.moved, e.cents) for _, e in moves if e.cents is not OPEN]
            gone, spent = Fraction(0), 0
            for at, entry in moves:
                if entry.cents is not OPEN:
                    continue
                gone -= entry.moved
                upto = _first(layers, gone, self.items[item].unit)
                found[at] = spent - upto
                spent = upto
        return found

    def open_items(self, kind: str, until: str) -> dict[tuple[str, str], tuple[int, int]]:
        """
        What each transaction adds to what a name owes at a day's end, and what of it is open.

        By name and transaction; what adds nothing and has nothing open is left out.
        """
        control, sign = (RECEIVABLE, 1) if kind == "Customer" else (PAYABLE, -1)
        whole: dict[tuple[str, str], int] = defaultdict(int)
        for entry in self.entries():
            if entry.date <= until and self.types[entry.account] == control:
                whole[entry.name, entry.txn] += sign * entry.cents
        rest = dict(whole)
        for source in self.documents.values():
            for target, cents in source.settles:
                theirs = self.documents[target]
                name = theirs.party or source.party
                worth = self.worth(source, target, cents)
                there = (name, target), (name, source.id)
                if theirs.date > until or source.date > until or there[0] not in whole:
                    continue
                part = -worth if self.owing(target, name) < 0 else worth
                rest[there[0]] -= part
                rest[there[1]] = rest.get(there[1], 0) + part
        return {key: (whole.get(key, 0), cents) for key, cents in rest.items()}

    def cash(self) -> tuple[list[Entry], dict[str, int]]:
        """
        The entries of the cash basis, and for each account how many cents rounding may move.

        A form's entries count in the share that is settled, each on the later day.
        """
        made: list[Entry] = []
        slack: dict[str, int] = defaultdict(int)
        forms: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries():
            unapplied = {RECEIVABLE: "*receivable", PAYABLE: "*payable"}.get(
                self.types[entry.account]
            )
            if entry.entity in DEFERRED:
                forms[entry.txn].append(entry)
            elif unapplied:
                made.append(replace(entry, account=unapplied))
            else:
                made.append(entry)
        for txn, entries in forms.items():
            document, shares = self.documents[txn], self.shares(txn)
            for entry in entries:
                control = {RECEIVABLE: "*receivable", PAYABLE: "*payable"}.get(
                    self.types[entry.account]
                )
                if entry.advance:
                    made.append(entry)
                    continue
                open_share = 1 - Fraction(document.deposit, self.total(document) or 1)
                for day, share, at_once in shares:
                    if not control:
                        cents = rounded(entry.cents * share)
                        made.append(replace(entry, date=day, cents=cents))
                        slack[entry.account] += share != 1
                    elif not at_once:
                        cents = rounded(entry.cents * share / open_share)
                        made.append(replace(entry, date=day, account=control, cents=cents))
                        slack[control] += 2 * (document.rate != 1)
        return made, slack

    def shares(self, txn: str) -> list[tuple[str, Fraction, bool]]:
        """On which day what share of a form counts, and whether by the form itself."""
        document = self.documents[txn]
        if document.entity not in DEFERRED:
            return [(document.date, Fraction(1), True)]
        total = self.total(document)
        found = [(document.date, Fraction(document.deposit, total) if total else Fraction(1), True)]
        for source in self.documents.values():
            for target, cents in source.settles:
                if target == txn:
                    found.append((max(source.date, document.date), Fraction(cents, total), False))
        return [each for each in found if each[1]]


def _first(layers: list[tuple[Fraction, int]], quantity: Fraction, unit: Fraction) -> int:
    """What the first so many units cost, to the cent; beyond the layers at the last one's."""
    if quantity < 0:
        first = Fraction(layers[0][1]) / layers[0][0] if layers else unit
        return rounded(quantity * first)
    cost, left, last = Fraction(0), quantity, unit
    for units, cents in layers:
        last = Fraction(cents) / units
        taken = min(units, left)
        cost += taken * last
        left -= taken
    return rounded(cost + left * last)
