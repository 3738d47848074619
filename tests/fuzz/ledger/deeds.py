"""What people do to a company's books, drawn at random: write, settle, deposit, change, undo."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.fuzz.ledger.paper import FORWARD, Document, Line
from tests.fuzz.ledger.papers import Papers

DRAWN = (
    *FORWARD,
    "Bill",
    "VendorCredit",
    "Purchase",
    "JournalEntry",
    "InventoryAdjustment",
    "Transfer",
    "CreditCardPayment",
)
UNSUMMED = frozenset({"JournalEntry", "InventoryAdjustment", "Transfer", "CreditCardPayment"})
VOIDED = (*(FORWARD.keys() - {"CreditMemo"}), "Payment", "BillPayment")
SETTLING = frozenset({"Payment", "BillPayment"})
SIDES = {
    "Payment": ("Customer", "Invoice", "CreditMemo"),
    "BillPayment": ("Vendor", "Bill", "VendorCredit"),
}


class Deeds(Papers):
    """An office at work."""

    def work(self, steps: int) -> None:
        """Do so many things."""
        deeds = {self.write: 8, self.settle: 8, self.bring: 2, self.change: 4, self.undo: 2}
        for _ in range(steps):
            (deed,) = self.random.choices(list(deeds), list(deeds.values()))
            deed()

    def write(self) -> None:
        """Write something new."""
        self.keep(self.draw(self.random.choice(DRAWN)))

    def keep(self, document: Document) -> None:
        """Send a document, new or changed, and keep it if it was taken."""
        body = self.body(document)
        if document.id:
            body |= {"Id": document.id, "SyncToken": self.token(document)}
        path = document.entity.lower()
        made = self.send(path, body)
        if made is None:
            return
        self.learn()
        for line in made.get("Line", ()):
            if line.get("DetailType") == "DiscountLineDetail":
                account = line["DiscountLineDetail"]["DiscountAccountRef"]["value"]
                self.books.named["discount"] = account
        document = replace(document, id=str(made["Id"]))
        if document.entity in {"Bill", "VendorCredit"}:
            own = made["APAccountRef"]["value"]  # of what is paid it stays, though not sent
            assert document.account in {"", own}
            document = replace(document, account=own)
        if document.entity == "BillPayment":
            named = (self.books.documents[txn] for txn, _ in document.settles)
            first = (each.account for each in named if each.entity in {"Bill", "VendorCredit"})
            document = replace(document, rests=next(first, ""))
        self.books.documents[document.id] = document
        if document.entity not in UNSUMMED:
            assert made["TotalAmt"] * 100 == self.total(document), (document, made)

    def total(self, document: Document) -> int:
        """What a document says that it comes to; a deposit: what it brings."""
        if document.entity != "Deposit":
            return self.books.total(document)
        return next(each.cents for each in self.books.of(document))

    def token(self, document: Document) -> str:
        """The SyncToken that a document has now."""
        return str(self.read(f"{document.entity.lower()}/{document.id}")["SyncToken"])

    def settle(self) -> None:
        """Pay some of what somebody owes or is owed, with money, credits or both."""
        kind = self.random.choice(list(SIDES))
        party, charge, credit = SIDES[kind]
        documents = list(self.books.documents.values())
        whose = self.random.choice(self.customers if party == "Customer" else self.vendors)
        theirs = {whose}
        if whose == self.customers[0]:
            theirs.add(self.job)
        charges, memos = (
            [
                (each.id, self.rest(each))
                for each in documents
                if each.entity == entity and each.party in theirs and self.rest(each) > 0
            ]
            for entity in (charge, credit)
        )
        debts = self.journals(party, whose, 1 if kind == "Payment" else -1)
        charges += [(txn, rest) for txn, rest in debts if rest > 0]
        memos += [(txn, -rest) for txn, rest in debts if rest < 0]
        settles, needed = [], 0
        self.random.shuffle(charges)
        for txn, rest in charges[: self.random.randint(0 if kind == "Payment" else 1, 3)]:
            part = self.random.choice((rest, rest, max(rest // 3, 1)))
            settles.append((txn, part))
            needed += part
        if memos and self.random.random() < 0.5:
            txn, rest = self.random.choice(memos)
            used = min(rest, needed)
            if used:
                settles.append((txn, used))
                needed -= used
        if not settles and kind == "BillPayment":
            return
        total = needed + self.random.choice((0, 0, self.amount()))
        if not total and not settles:
            return
        account = self.random.choice(
            [self.books.named["funds"], self.banks[0]]
            if kind == "Payment"
            else [*self.banks, *self.cards]
        )
        self.keep(
            Document(
                "",
                kind,
                self.day(),
                party=whose,
                account=account,
                rate=self.rate(whose),
                total=total,
                settles=tuple(settles),
            )
        )

    def journals(self, party: str, name: str, sign: int) -> list[tuple[str, int]]:
        """What journals made somebody owe, or be owed, as far as it is open."""
        control = "Accounts Receivable" if sign > 0 else "Accounts Payable"
        found = []
        for each in self.books.documents.values():
            if each.entity not in {"JournalEntry", "Deposit", "Purchase"}:
                continue
            if party == "Vendor" and each.entity == "Purchase":
                continue  # no link leads there
            owed = sign * sum(
                entry.cents
                for entry in self.books.of(each)
                if self.books.types[entry.account] == control
                and (entry.kind, entry.name) == (party, name)
            )
            taken = sum(
                cents
                for payment in self.books.documents.values()
                for target, cents in payment.settles
                if target == each.id and payment.party == name
            )
            if owed and not (each.entity == "Deposit" and party == "Vendor"):
                found.append((each.id, owed - taken if owed > 0 else owed + taken))
        return found

    def rest(self, document: Document) -> int:
        """What is open of a document, whenever."""
        taken = sum(
            cents
            for each in self.books.documents.values()
            for target, cents in each.settles
            if target == document.id
        )
        return abs(self.books.owing(document.id, document.party)) - taken

    def bring(self) -> None:
        """Bring to the bank what lies in undeposited funds, and something else; keep some back."""
        funds, documents = self.books.named["funds"], self.books.documents
        brought = {txn for each in documents.values() for txn in each.brings}
        lying = [
            each.id
            for each in documents.values()
            if each.entity in {"Payment", "SalesReceipt", "RefundReceipt"}
            and each.account == funds
            and each.id not in brought
            and self.books.total(each)
        ]
        self.random.shuffle(lying)
        pick, lines = self.random.choice, []
        if not lying or pick((True, False)):
            control = self.books.named.get("Accounts Receivable")
            if control and pick((True, False)):
                whose = f"Customer:{pick(self.customers[:-1])}"
                lines.append(Line(self.amount(), account=control, customer=whose))
            else:
                klass = pick(self.classes)
                lines.append(Line(self.amount(), account=pick(self.others), klass=klass))
        document = Document(
            "",
            "Deposit",
            self.day(),
            account=self.banks[0],
            lines=tuple(lines),
            brings=tuple(lying[:2]),
        )
        total = self.total(document)
        if total >= 0:
            back = pick((0, 0, total // 5))
            self.keep(replace(document, back=back, party=self.costs[0] if back else ""))

    def any(self) -> Document | None:
        """Draw one of the transactions that were sent; None while there is none."""
        held = [
            each
            for each in self.books.documents.values()
            if each.entity != "InventoryStartingValue"
        ]
        return self.random.choice(held) if held else None

    def change(self) -> None:
        """Change something: its day, or all that was drawn of it."""
        document = self.any()
        if document is None:
            return
        if document.entity in SETTLING | {"Deposit"} or self.random.random() < 0.5:
            if self.voided(document) or (document.entity == "BillPayment" and self.short(document)):
                return
            new = replace(document, date=self.day())
        else:
            new = replace(self.draw(document.entity), id=document.id)
            if self.random.random() < 0.7:
                party = document.party
                new = replace(new, party=party, rate=self.rate(party))
        self.keep(new)

    def short(self, payment: Document) -> bool:
        """Whether a payment settles nothing, or more than it has, since it lost a credit."""
        parts = [
            -cents if self.books.owing(txn, payment.party) < 0 else cents
            for txn, cents in payment.settles
        ]
        return not parts or sum(parts) > payment.total

    def voided(self, document: Document) -> bool:
        """Whether nothing is left of it."""
        return document.entity in VOIDED and not self.books.total(document)

    def undo(self) -> None:
        """Delete or void something."""
        document = self.any()
        if document is None:
            return
        void = document.entity in VOIDED and self.random.random() < 0.5
        body: dict[str, Any] = {"Id": document.id, "SyncToken": self.token(document)}
        path = document.entity.lower()
        if void and document.entity in {"SalesReceipt", "BillPayment"}:
            made = self.send(f"{path}?operation=update&include=void", {**body, "sparse": True})
        else:
            made = self.send(f"{path}?operation={'void' if void else 'delete'}", body)
        if made is None:
            return
        documents = self.books.documents
        if void:
            documents[document.id] = replace(
                document, lines=(), discount=0, shipping=0, deposit=0, total=0, settles=()
            )
        else:
            del documents[document.id]
        for each in list(documents.values()):
            if any(target == document.id for target, _ in each.settles):
                documents[each.id] = replace(each, settles=self._left(each, document.id))
            if document.id in each.brings:
                raise AssertionError(f"{document} was deposited by {each}, and is gone")

    def _left(self, payment: Document, gone: str) -> tuple[tuple[str, int], ...]:
        """
        What a payment still settles after one of its targets went: none of that, and no more.

        Which of the memos it lets go is the emulator's own matter.
        """
        kept = self.read(f"{payment.entity.lower()}/{payment.id}")
        before, left = dict(payment.settles), []
        for line in kept["Line"]:
            target, cents = line["LinkedTxn"][0]["TxnId"], int(line["Amount"] * 100)
            assert target != gone
            assert 0 < cents <= before[target]
            left.append((target, cents))
        return tuple(left)
