"""
US sales tax: TAX and NON on lines, one code with its rates for the document.

A company uses codes of its own, or the automated tax that finds the code by
where the goods go (`autotax`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from harness.sandbox.core import faults, shape, wire
from harness.sandbox.core.schema import Field, Record
from harness.sandbox.parts.forms import lines
from harness.sandbox.parts.forms.linetypes import SOLD, objects
from harness.sandbox.parts.selling import autotax

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINE_CODES = frozenset({"TAX", "NON"})
KNOWN = (
    "DefaultTaxCodeRef",
    "TxnTaxCodeRef",
    "TotalTax",
    "TaxReviewStatus",
    "TaxLine",
    "UseAutomatedSalesTax",
)
CODE = Field(kind="ref", target="TaxCode", named=False)
RATE = Field(kind="ref", target="TaxRate", named=False)
CUSTOM = "CustomSalesTax"
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of a code."""

    id: str
    percent: Decimal


def mark_lines(company: Company, record: Record, sold: Iterable[Record]) -> None:
    """Give lines their TAX or NON; by default TAX when item and customer are taxable."""
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", ""))
    for line in sold:
        detail = line.get(SOLD)
        if detail is None:
            continue
        code = (detail.get("TaxCodeRef") or {}).get("value")
        if code is None:
            item = company.get("Item", detail["ItemRef"]["value"])
            taxed = (
                company.preferences()["TaxPrefs"]["UsingSalesTax"]
                and item is not None
                and item["Taxable"]
                and (customer is None or customer["Taxable"])
                and company.choice("unsaid-tax-code") == "taxed"
            )
            detail["TaxCodeRef"] = {"value": "TAX" if taxed else "NON"}
        elif code not in LINE_CODES:
            raise faults.line_tax_code(code)


def compute(
    company: Company, record: Record, before: Record | None, sold: Iterable[Record]
) -> Decimal:
    """
    Fill TxnTaxDetail; the total tax of a form with these lines.

    A total that the client gives wins, and is spread over the rates; so do
    amounts of single rates that sum up to it. With sales tax switched off
    nothing of it is kept (Intuit).
    """
    given = _given(record, before, sold) if record.get("TxnTaxDetail") else {}
    total = _total(given)
    preferences = company.preferences()["TaxPrefs"]
    if not preferences["UsingSalesTax"]:
        record.pop("TxnTaxDetail", None)  # (recorded, 2020)
        return NOTHING
    taxable = _taxable(record, sold)
    if preferences.get("PartnerTaxEnabled"):
        code = autotax.code_for(company, record)
        autotax.show_unclassified(record, sold)
        if _exempt(company, record):
            taxable = NOTHING
        if not taxable:
            total = None
        amounts: Mapping[str, Decimal] = {}
    else:
        code = (given.get("TxnTaxCodeRef") or {}).get("value") or _default(company, record, taxable)
        if code == CUSTOM:
            raise _by_hand(before)
        amounts = _amounts(company, given)
    rates = _rates(company, code) if code else [_rate(company, rate) for rate in amounts]
    taxes = _taxes(company, taxable, rates, amounts, total) if rates else []
    kept = sum(taxes, start=NOTHING) if rates else total or NOTHING
    detail: Record = {"TxnTaxCodeRef": {"value": code}} if code else {}
    detail["TotalTax"] = wire.money(kept)
    if rates:
        detail["TaxLine"] = [
            {
                "Amount": wire.money(amount),
                "DetailType": "TaxLineDetail",
                "TaxLineDetail": {
                    "TaxRateRef": {"value": rate.id},
                    "PercentBased": True,
                    "TaxPercent": wire.number(rate.percent),
                    "NetAmountTaxable": wire.money(taxable),
                },
            }
            for amount, rate in zip(taxes, rates, strict=True)
        ]
    record["TxnTaxDetail"] = detail
    return kept


def _by_hand(before: Record | None) -> faults.Fault:
    """6160, 6230: the code of a tax by hand is none to write (Intuit's list of codes)."""
    what = "create a transaction" if before is None else "update a transaction"
    return faults.invalid(
        "6160" if before is None else "6230",
        "Invalid TaxCodeRef Error",
        f"The tax code {CUSTOM} can not be used to {what}.",
    )


def _given(record: Record, before: Record | None, sold: Iterable[Record]) -> Record:
    """
    Return what the client says of the tax.

    What is kept from before an update says its code only, once other sums are
    taxed: the tax is computed anew (assumed).
    """
    given: Record = record["TxnTaxDetail"]
    for key in given:
        if key not in KNOWN:
            raise faults.unknown_property(key, "TxnTaxDetail", list(KNOWN))
    code = shape.typed("TxnTaxCodeRef", CODE, given.get("TxnTaxCodeRef") or {})
    if before is not None and given == before.get("TxnTaxDetail"):
        if _taxable(record, sold) == _taxable(before, lines.leaves(before)):
            return {**given, "TxnTaxCodeRef": code}
        return {"TxnTaxCodeRef": code}
    return {**given, "TxnTaxCodeRef": code}


def _total(given: Record) -> Decimal | None:
    if given.get("TotalTax") in (None, ""):
        return None
    total = Decimal(wire.money(shape.decimal("TotalTax", given["TotalTax"])))
    if total < 0:
        raise faults.negative_total()
    return total


def _amounts(company: Company, given: Record) -> dict[str, Decimal]:
    """Return the amounts that the client gives for single rates."""
    found: dict[str, Decimal] = {}
    for line in objects(given.get("TaxLine") or []):
        if line.get("DetailType") != "TaxLineDetail":
            raise faults.required("TaxLine.DetailType")
        detail = shape.typed("TaxLineDetail", Field(kind="object"), line.get("TaxLineDetail") or {})
        holder = {"TaxRateRef": shape.typed("TaxRateRef", RATE, detail.get("TaxRateRef") or {})}
        if not holder["TaxRateRef"].get("value"):
            raise faults.required("TaxRateRef")
        company.resolve(holder, "TaxRateRef", RATE)
        amount = shape.decimal("Amount", line.get("Amount") or 0)
        rate = holder["TaxRateRef"]["value"]
        found[rate] = found.get(rate, NOTHING) + Decimal(wire.money(amount))
    return found


def _taxes(
    company: Company,
    taxable: Decimal,
    rates: Sequence[Rate],
    amounts: Mapping[str, Decimal],
    total: Decimal | None,
) -> list[Decimal]:
    """Return each rate's tax: given one by one, or of the taxable sum, half up (recorded)."""
    own = [amounts.get(rate.id, NOTHING) for rate in rates]
    if amounts and total in (None, sum(own, start=NOTHING)):
        return own
    exact = [taxable * rate.percent / 100 for rate in rates]
    if total is None and len(rates) > 1 and company.choice("tax-rounding") == "total":
        total = Decimal(wire.money(sum(exact, start=NOTHING)))
    if total is None:
        return [Decimal(wire.money(amount)) for amount in exact]
    return _spread(total, exact or [])


def _spread(total: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """Spread a total in proportion; what rounding leaves goes to the first."""
    whole = sum(shares, start=NOTHING)
    spread = [Decimal(wire.money(total * share / whole)) if whole else NOTHING for share in shares]
    if spread:
        spread[0] += total - sum(spread, start=NOTHING)
    return spread


def _taxable(record: Record, sold: Iterable[Record]) -> Decimal:
    taxable = NOTHING
    for line in sold:
        if (line.get(SOLD) or {}).get("TaxCodeRef", {}).get("value") == "TAX":
            taxable += line["Amount"]
    if record.get("ApplyTaxAfterDiscount") and lines.subtotal(record):
        taxable -= lines.discount(record) * taxable / lines.subtotal(record)
    return taxable


def _exempt(company: Company, record: Record) -> bool:
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", ""))
    return customer is not None and not customer["Taxable"]


def _default(company: Company, record: Record, taxable: Decimal) -> str:
    """The customer's code, else the company's, when a line is taxed and none was sent."""
    if not taxable:
        return ""
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", ""))
    own = ((customer or {}).get("DefaultTaxCodeRef") or {}).get("value", "")
    group = company.preferences()["TaxPrefs"].get("TaxGroupCodeRef") or {}
    return str(own or group.get("value", ""))


def _rates(company: Company, code_id: str) -> list[Rate]:
    holder: dict[str, Any] = {"TxnTaxCodeRef": {"value": code_id}}
    company.resolve(holder, "TxnTaxCodeRef", CODE)
    code = company.get("TaxCode", code_id)
    details = ((code or {}).get("SalesTaxRateList") or {}).get("TaxRateDetail", [])
    return [_rate(company, detail["TaxRateRef"]["value"]) for detail in details]


def _rate(company: Company, rate_id: str) -> Rate:
    rate = company.get("TaxRate", rate_id) or {}
    return Rate(rate_id, Decimal(rate.get("RateValue", 0)))
