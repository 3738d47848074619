"""TaxCode: the rates of a sale; made by the tax service, apart from TAX and NON."""

from __future__ import annotations

from harness.sandbox.core.schema import META, READ_ONLY, Entity, Record, computed, flag, text

PSEUDO = frozenset({"TAX", "NON", "CustomSalesTax"})
"""
Codes that every US company has: of taxed lines, of untaxed lines, of a tax by hand.

They come with every list of codes, three more than were asked for (a known bug of
Intuit's, which a client's own suite expects).
"""


def plain(record: Record) -> Record:
    """Leave out fields that the predefined codes TAX and NON lack."""
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
    uncounted=PSEUDO,
    rests_on="first-lists",
)
