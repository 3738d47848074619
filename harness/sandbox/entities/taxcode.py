"""TaxCode: the rates of a sale; made by the tax service, apart from TAX and NON."""

from __future__ import annotations

from harness.sandbox.schema import META, READ_ONLY, Entity, Record, computed, flag, text

PSEUDO = frozenset({"TAX", "NON"})


def plain(record: Record) -> Record:
    """Leave out what the two codes of US lines don't have: they are none of the company's own."""
    if record["Id"] not in PSEUDO:
        return record
    return {
        key: value
        for key, value in record.items()
        if key not in {"domain", "sparse", "SyncToken", "Active"}
    }


TAX_CODE = Entity(
    name="TaxCode",
    ids="taxcode",
    operations=READ_ONLY,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": text(100, query=True, index=True),
        "Description": text(100, query=True),
        "Active": flag(default=True, query=True),
        "Hidden": flag(),
        "Taxable": flag(),
        "TaxGroup": flag(),
        "SalesTaxRateList": computed("object"),
        "PurchaseTaxRateList": computed("object"),
        META: None,
    },
    shown=plain,
)
