"""Documents as a client sends them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.fuzz.ledger.drawing import Drawing
from tests.fuzz.ledger.office import money, ref
from tests.fuzz.ledger.paper import FORWARD, Document, Line


class Papers(Drawing):
    """An office that writes documents down."""

    def body(self, document: Document) -> dict[str, Any]:
        """A document as a client sends it."""
        entity = document.entity
        body: dict[str, Any] = {"TxnDate": document.date}
        if document.rate != 1:
            body["ExchangeRate"] = float(document.rate)
        make: Callable[[Document], dict[str, Any]] = {
            "JournalEntry": self._journal_body,
            "Deposit": self._deposit_body,
            "Transfer": lambda d: {
                "FromAccountRef": ref(d.account),
                "ToAccountRef": ref(d.party),
                "Amount": money(d.total),
            },
            "CreditCardPayment": lambda d: {
                "BankAccountRef": ref(d.account),
                "CreditCardAccountRef": ref(d.party),
                "Amount": money(d.total),
            },
            "InventoryAdjustment": self._adjustment_body,
            "Payment": self._payment_body,
            "BillPayment": self._payment_body,
        }.get(entity, self._sale_body if entity in FORWARD else self._purchase_body)
        body |= make(document)
        if document.department:
            body["DepartmentRef"] = ref(document.department)
        if document.due:
            body["DueDate"] = document.due
        return body

    def _sale_body(self, document: Document) -> dict[str, Any]:
        lines = []
        for line in document.lines:
            price = Decimal(line.amount) / 100 / int(line.quantity)
            detail = {
                "ItemRef": ref(line.item),
                "Qty": int(line.quantity),
                "UnitPrice": float(price),
                "TaxCodeRef": ref("TAX" if line.taxed else "NON"),
                **_classed(line),
            }
            lines.append(
                {
                    "Amount": money(line.amount),
                    "DetailType": "SalesItemLineDetail",
                    "SalesItemLineDetail": detail,
                }
            )
        if document.bundled:
            detail = {"GroupItemRef": ref(self.kit), "Quantity": 1, "Line": lines}
            lines = [{"DetailType": "GroupLineDetail", "GroupLineDetail": detail}]
        if document.discount:
            detail = {"PercentBased": False}
            if document.percent:
                detail = {"PercentBased": True, "DiscountPercent": document.percent}
            lines.append(
                {
                    "Amount": money(document.discount),
                    "DetailType": "DiscountLineDetail",
                    "DiscountLineDetail": detail,
                }
            )
        if document.shipping:
            detail = {"ItemRef": ref("SHIPPING_ITEM_ID"), "TaxCodeRef": ref("NON")}
            lines.append(
                {
                    "Amount": money(document.shipping),
                    "DetailType": "SalesItemLineDetail",
                    "SalesItemLineDetail": detail,
                }
            )
        body: dict[str, Any] = {
            **({"CustomerRef": ref(document.party)} if document.party else {}),
            "Line": lines,
            "ApplyTaxAfterDiscount": document.discount_first,
            "TxnTaxDetail": {"TxnTaxCodeRef": ref(document.tax_code)},
        }
        if document.given is not None and any(line.taxed for line in document.lines):
            body["TxnTaxDetail"]["TotalTax"] = money(document.given)
        if document.account:
            body["DepositToAccountRef"] = ref(document.account)
        if document.deposit:
            body["Deposit"] = money(document.deposit)
        return body

    def _purchase_body(self, document: Document) -> dict[str, Any]:
        lines = []
        for line in document.lines:
            if line.item:
                kind = "ItemBasedExpenseLineDetail"
                price = Decimal(line.amount) / 100 / int(line.quantity)
                detail = {
                    "ItemRef": ref(line.item),
                    "Qty": int(line.quantity),
                    "UnitPrice": float(price),
                }
            else:
                kind, detail = "AccountBasedExpenseLineDetail", {"AccountRef": ref(line.account)}
                if line.customer:
                    detail |= {"CustomerRef": ref(line.customer), "BillableStatus": "NotBillable"}
            lines.append(
                {
                    "Amount": money(line.amount),
                    "DetailType": kind,
                    kind: {**detail, **_classed(line)},
                }
            )
        if document.entity != "Purchase":
            own = {"APAccountRef": ref(document.account)} if document.account else {}
            return {**own, "VendorRef": ref(document.party), "Line": lines}
        card = document.account in self.cards
        body: dict[str, Any] = {
            "PaymentType": "CreditCard" if card else "Cash",
            "AccountRef": ref(document.account),
            "EntityRef": ref(document.party, type=document.kind),
            "Line": lines,
        }
        return {**body, "Credit": True} if document.credit else body

    def _payment_body(self, document: Document) -> dict[str, Any]:
        lines = []
        for target, cents in document.settles:
            theirs = self.books.documents[target]
            card = "CreditCardCredit" if theirs.credit else "Expense"
            kind = card if theirs.entity == "Purchase" else theirs.entity
            lines.append(
                {"Amount": money(cents), "LinkedTxn": [{"TxnId": target, "TxnType": kind}]}
            )
        body: dict[str, Any] = {"TotalAmt": money(document.total), "Line": lines}
        if document.entity == "Payment":
            return {
                **body,
                "CustomerRef": ref(document.party),
                "DepositToAccountRef": ref(document.account),
            }
        if document.account in self.cards:
            how: dict[str, Any] = {
                "PayType": "CreditCard",
                "CreditCardPayment": {"CCAccountRef": ref(document.account)},
            }
        else:
            how = {"PayType": "Check", "CheckPayment": {"BankAccountRef": ref(document.account)}}
        return {**body, **how, "VendorRef": ref(document.party)}

    def _deposit_body(self, document: Document) -> dict[str, Any]:
        lines: list[dict[str, Any]] = []
        for txn in document.brings:
            kind = self.books.documents[txn].entity
            lines.append({"LinkedTxn": [{"TxnId": txn, "TxnType": kind, "TxnLineId": "0"}]})
        for line in document.lines:
            detail: dict[str, Any] = {"AccountRef": ref(line.account), **_classed(line)}
            if line.customer:
                kind, name = line.customer.split(":")
                detail["Entity"] = ref(name, type=kind)
            lines.append(
                {
                    "Amount": money(line.amount),
                    "DetailType": "DepositLineDetail",
                    "DepositLineDetail": detail,
                }
            )
        body: dict[str, Any] = {"DepositToAccountRef": ref(document.account), "Line": lines}
        if document.back:
            back = {"AccountRef": ref(document.party), "Amount": money(document.back)}
            return {**body, "CashBack": back}
        return body

    def _adjustment_body(self, document: Document) -> dict[str, Any]:
        kind = "ItemAdjustmentLineDetail"
        lines = [
            {"DetailType": kind, kind: {"ItemRef": ref(line.item), "QtyDiff": int(line.quantity)}}
            for line in document.lines
        ]
        return {"AdjustAccountRef": ref(document.account), "Line": lines}

    def _journal_body(self, document: Document) -> dict[str, Any]:
        lines = []
        for line in document.lines:
            detail: dict[str, Any] = {
                "PostingType": "Debit" if line.debit else "Credit",
                "AccountRef": ref(line.account),
                **_classed(line),
            }
            if line.customer:
                kind, name = line.customer.split(":")
                detail["Entity"] = {"Type": kind, "EntityRef": ref(name)}
            lines.append(
                {
                    "Amount": money(line.amount),
                    "DetailType": "JournalEntryLineDetail",
                    "JournalEntryLineDetail": detail,
                }
            )
        return {"Line": lines}


def _classed(line: Line) -> dict[str, Any]:
    return {"ClassRef": ref(line.klass)} if line.klass else {}
