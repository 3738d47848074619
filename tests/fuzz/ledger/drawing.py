"""Documents drawn at random: whose, when, of what and how much."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.fuzz.ledger.office import DAYS, FIRST, Office
from tests.fuzz.ledger.paper import FORWARD, Document, Line, rounded

CONTROLS = {"Customer": "Accounts Receivable", "Vendor": "Accounts Payable"}


class Drawing(Office):
    """An office that makes documents up."""

    def rate(self, party: str) -> Fraction:
        """What a unit of somebody's currency is worth on some day."""
        worth = self.random.choice(("1.1", "1.015", "0.98", "1.2345"))
        return Fraction(worth) if party in self.foreign else Fraction(1)

    def day(self) -> str:
        return (FIRST + timedelta(days=self.random.randrange(DAYS))).isoformat()

    def amount(self) -> int:
        return self.random.choice((1, 333, 1000, 9999, self.random.randint(1, 100_000)))

    def sale_lines(self) -> tuple[Line, ...]:
        made = []
        for _ in range(self.random.randint(1, 3)):
            item = self.random.choice(self.services + self.goods)
            quantity, price = self.random.choice((1, 2, 3, 5)), self.amount()
            made.append(
                Line(
                    quantity * price,
                    item=item,
                    quantity=Fraction(quantity),
                    klass=self.random.choice(self.classes),
                    taxed=self.random.random() < 0.5,
                )
            )
        return tuple(made)

    def cost_lines(self) -> tuple[Line, ...]:
        made = []
        for _ in range(self.random.randint(1, 3)):
            klass, customer = (
                self.random.choice(self.classes),
                self.random.choice(["", *self.customers]),
            )
            if self.random.random() < 0.5:
                quantity = self.random.choice((1, 3, 7))
                line = Line(
                    quantity * self.amount(),
                    item=self.random.choice(self.goods),
                    quantity=Fraction(quantity),
                    klass=klass,
                )
            else:
                line = Line(
                    self.amount(),
                    account=self.random.choice(self.costs),
                    klass=klass,
                    customer=customer,
                )
            made.append(line)
        return tuple(made)

    def draw(self, entity: str) -> Document:
        """Draw a transaction that settles nothing."""
        pick, day = self.random.choice, self.day()
        due = (date.fromisoformat(day) + timedelta(days=pick((0, 15, 30, 60)))).isoformat()
        common: dict[str, Any] = {"id": "", "entity": entity, "date": day}
        if entity in FORWARD:
            lines = self.sale_lines()
            subtotal = sum(line.amount for line in lines)
            paid = pick((0, 0, 1)) if entity == "Invoice" else 0
            percent = pick((0, 0, 7))
            discount = pick((0, 0, subtotal // 10, subtotal // 3))
            if percent:
                discount = rounded(Fraction(subtotal * percent, 100))
            account = {"Invoice": self.banks[0] if paid else "", "CreditMemo": ""}.get(
                entity, pick([self.books.named["funds"], *self.banks])
            )
            nobody = [""] if entity == "SalesReceipt" else []
            return Document(
                **common,
                party=(party := pick([*self.customers, *nobody])),
                rate=self.rate(party),
                due=due if entity == "Invoice" else "",
                department=pick(self.departments),
                lines=lines,
                discount=discount,
                percent=percent,
                given=pick((None, None, None, subtotal // 20)),
                bundled=pick((True, False, False)),
                shipping=pick((0, 0, 750)),
                tax_code=self.code,
                account=account,
                discount_first=pick((True, False)),
                deposit=paid * (subtotal // 4),
            )
        if entity in {"Bill", "VendorCredit", "Purchase"}:
            account, credit = "", False
            if entity == "Purchase":
                account = pick(self.banks + self.cards)
                credit = account in self.cards and pick((True, False, False))
            party, lines, kind = pick(self.vendors), self.cost_lines(), "Vendor"
            if entity == "Purchase" and pick((True, False, False)):
                kind = pick(("Vendor", "Customer"))
                party = pick((self.vendors if kind == "Vendor" else self.customers)[:-1])
                control = self.books.named.get(CONTROLS[kind])
                lines += (Line(self.amount(), account=control),) if control else ()
            if entity == "Bill" and party not in self.foreign:
                account = pick(("", "", self.payables))
            return Document(
                **common,
                kind=kind,
                party=party,
                rate=self.rate(party),
                due=due if entity == "Bill" else "",
                department=pick(self.departments),
                lines=lines,
                account=account,
                credit=credit,
            )
        if entity == "JournalEntry":
            return Document(**common, lines=self._journal())
        if entity == "InventoryAdjustment":
            lines = tuple(
                Line(0, item=item, quantity=Fraction(pick((-2, -1, 1, 4))))
                for item in self.goods[: pick((1, 2))]
            )
            return Document(**common, account=self.costs[0], lines=lines)
        if entity == "Transfer":
            return Document(
                **common, account=self.banks[0], party=self.banks[1], total=self.amount()
            )
        return Document(**common, account=self.banks[0], party=self.cards[0], total=self.amount())

    def _journal(self) -> tuple[Line, ...]:
        first, second = self.amount(), self.amount()
        turned, lines = self.random.random() < 0.5, []
        parties = [("Accounts Receivable", "Customer", self.customers[:-1])]
        parties.append(("Accounts Payable", "Vendor", self.vendors[:-1]))
        controls = [each for each in parties if each[0] in self.books.named]
        for amount, debit in ((first, True), (second, True), (first + second, False)):
            account, whose = self.random.choice(self.others), ""
            if controls and self.random.random() < 0.3:
                control, kind, names = self.random.choice(controls)
                account = self.books.named[control]
                whose = f"{kind}:{self.random.choice(names)}"
            klass = self.random.choice(self.classes)
            line = Line(amount, account=account, klass=klass, customer=whose, debit=debit != turned)
            lines.append(line)
        return tuple(lines)
