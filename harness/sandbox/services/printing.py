"""A document on paper: a PDF with what it says, its text readable by machines too."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from harness.sandbox.core.schema import Entity, Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

PRINTED = frozenset(
    {
        "CreditMemo",
        "Estimate",
        "Invoice",
        "Payment",
        "PurchaseOrder",
        "RefundReceipt",
        "SalesReceipt",
    }
)
"""What Intuit prints (its API reference)."""

LONGEST = 300
WIDTHS = (95, 25, 30, 30)


def pdf(company: Company, entity: Entity, record: Record) -> bytes:
    """
    Print a document as the company would send it.

    The built-in fonts know Western European letters only; others print as `?`.
    """
    info = company.get("CompanyInfo", "1") or {}
    page = FPDF(format="Letter")
    page.set_creation_date(company.clock.now())
    page.add_page()
    page.set_title(_plain(f"{entity.label or entity.name} {record.get('DocNumber', '')}"))
    page.set_font("helvetica", style="B", size=16)
    _line(page, str(info.get("CompanyName", "")))
    _line(page, f"{entity.label or entity.name} {record.get('DocNumber', '')}".strip())
    page.set_font("helvetica", size=11)
    for label, value in _facts(record):
        if value:
            _line(page, f"{label}: {value}")
    page.ln(4)
    _table(page, record)
    for label in ("TotalTax", "TotalAmt", "Balance"):
        amount = (record.get("TxnTaxDetail") or {}).get(label, record.get(label))
        if amount is not None:
            _line(page, f"{label}: {Decimal(amount):.2f}")
    return bytes(page.output())


def _facts(record: Record) -> list[tuple[str, str]]:
    party = record.get("CustomerRef") or record.get("VendorRef") or {}
    memo = record.get("CustomerMemo") or {}
    return [
        ("For", str(party.get("name", ""))),
        ("Date", str(record.get("TxnDate", ""))),
        ("Due", str(record.get("DueDate", ""))),
        ("Currency", str((record.get("CurrencyRef") or {}).get("value", ""))),
        ("Message", str(memo.get("value", ""))),
    ]


def _table(page: FPDF, record: Record) -> None:
    with page.table(col_widths=WIDTHS, text_align=("LEFT", "RIGHT", "RIGHT", "RIGHT")) as table:
        heads = table.row()
        for head in ("Item", "Quantity", "Price", "Amount"):
            heads.cell(head)
        for line in record.get("Line", []):
            detail = line.get(str(line.get("DetailType", "")), {})
            item = (detail.get("ItemRef") or {}).get("name", "")
            text = " ".join(f"{item} {line.get('Description', '')}".split())
            # A row must fit on a page.
            text = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
            row = table.row()
            row.cell(_plain(text or str(line.get("DetailType", "")).removesuffix("LineDetail")))
            for value in (detail.get("Qty"), detail.get("UnitPrice"), line.get("Amount")):
                row.cell("" if value is None else str(value))


def _line(page: FPDF, text: str) -> None:
    page.cell(text=_plain(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _plain(text: str) -> str:
    return text.encode("latin-1", "replace").decode("latin-1")
