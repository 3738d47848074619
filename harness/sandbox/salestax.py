"""US sales tax by manual codes: TAX and NON on lines, one code for the document."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox import faults, lines, shape, wire
from harness.sandbox.schema import Field, Record

if TYPE_CHECKING:
    from harness.sandbox.company import Company

LINE_CODES = frozenset({"TAX", "NON"})


def mark_lines(company: Company, record: Record) -> None:
    """Give lines their TAX or NON; by default TAX when item and customer are taxable."""
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", ""))
    for line in record["Line"]:
        detail = line.get("SalesItemLineDetail")
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
            )
            detail["TaxCodeRef"] = {"value": "TAX" if taxed else "NON"}
        elif code not in LINE_CODES:
            raise faults.invalid(
                "6100",
                "Invalid Line TaxCode in the request",
                f"Valid line TaxCodes for US should be TAX or NON. Supplied value: {code}",
            )


def compute(company: Company, record: Record) -> Decimal:
    """
    Fill TxnTaxDetail; the total tax.

    Each rate of the code is taken of the taxable sum and rounded half up. A
    total that the client gives wins, and is spread over the rates.
    """
    given = record.get("TxnTaxDetail") or {}
    if not company.preferences()["TaxPrefs"]["UsingSalesTax"]:
        record["TxnTaxDetail"] = {"TotalTax": 0}
        return Decimal(0)
    code_id = (given.get("TxnTaxCodeRef") or {}).get("value") or _default(company, record)
    taxable = _taxable(record)
    if not code_id:
        total = shape.decimal("TotalTax", given.get("TotalTax", 0))
        record["TxnTaxDetail"] = {"TotalTax": wire.money(total)}
        return Decimal(wire.money(total))
    holder: Record = {"TxnTaxCodeRef": {"value": code_id}}
    company.resolve(holder, "TxnTaxCodeRef", Field(kind="ref", target="TaxCode", named=False))
    rates = _rates(company, code_id)
    amounts = [wire.money(taxable * rate / 100) for _, rate in rates]
    total = sum((Decimal(amount) for amount in amounts), start=Decimal(0))
    if "TotalTax" in given:
        wanted = Decimal(wire.money(shape.decimal("TotalTax", given["TotalTax"])))
        if amounts and wanted != total:
            amounts[0] = wire.money(Decimal(amounts[0]) + wanted - total)
        total = wanted
    record["TxnTaxDetail"] = {
        "TxnTaxCodeRef": {"value": code_id},
        "TotalTax": wire.money(total),
        "TaxLine": [
            {
                "Amount": amount,
                "DetailType": "TaxLineDetail",
                "TaxLineDetail": {
                    "TaxRateRef": {"value": rate_id},
                    "PercentBased": True,
                    "TaxPercent": wire.number(rate),
                    "NetAmountTaxable": wire.money(taxable),
                },
            }
            for amount, (rate_id, rate) in zip(amounts, rates, strict=True)
        ],
    }
    return Decimal(wire.money(total))


def _taxable(record: Record) -> Decimal:
    taxable = sum(
        (
            Decimal(line["Amount"])
            for line in record["Line"]
            if (line.get("SalesItemLineDetail") or {}).get("TaxCodeRef", {}).get("value") == "TAX"
        ),
        start=Decimal(0),
    )
    if record.get("ApplyTaxAfterDiscount") and lines.subtotal(record):
        taxable -= lines.discount(record) * taxable / lines.subtotal(record)
    return taxable


def _default(company: Company, record: Record) -> str:
    """The customer's code, else the company's, when a line is taxed and none was sent."""
    if not _taxable(record):
        return ""
    customer = company.get("Customer", (record.get("CustomerRef") or {}).get("value", ""))
    own = ((customer or {}).get("DefaultTaxCodeRef") or {}).get("value", "")
    group = company.preferences()["TaxPrefs"].get("TaxGroupCodeRef") or {}
    return str(own or group.get("value", ""))


def _rates(company: Company, code_id: str) -> list[tuple[str, Decimal]]:
    code = company.get("TaxCode", code_id)
    details = ((code or {}).get("SalesTaxRateList") or {}).get("TaxRateDetail", [])
    found = []
    for detail in details:
        rate = company.get("TaxRate", detail["TaxRateRef"]["value"])
        if rate is not None:
            found.append((rate["Id"], Decimal(rate["RateValue"])))
    return found
