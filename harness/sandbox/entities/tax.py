"""TaxAgency, TaxRate and TaxCode; codes and rates are made by the tax service."""

from __future__ import annotations

from harness.sandbox.schema import META, READ_ONLY, Entity, Field, computed, flag, ref

TAX_AGENCY = Entity(
    name="TaxAgency",
    ids="taxagency",
    operations=frozenset({"create", "read", "query"}),
    name_field="DisplayName",
    order=lambda record: record["DisplayName"].casefold(),
    fields={
        "TaxTrackedOnPurchases": flag(default=False),
        "TaxTrackedOnSales": flag(default=True),
        "TaxRegistrationNumber": Field(kind="text"),
        META: None,
        "DisplayName": Field(kind="text", limit=100, query=True, index=True, required=True),
    },
)

TAX_RATE = Entity(
    name="TaxRate",
    ids="taxrate",
    operations=READ_ONLY,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": Field(kind="text", query=True, index=True),
        "Description": Field(kind="text", query=True),
        "Active": flag(default=True, query=True),
        "RateValue": Field(kind="number"),
        "AgencyRef": ref("TaxAgency", named=False),
        "SpecialTaxType": Field(kind="text", default="NONE"),
        "DisplayType": Field(kind="text", default="ReadOnly"),
        META: None,
    },
)

TAX_CODE = Entity(
    name="TaxCode",
    ids="taxcode",
    operations=READ_ONLY,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": Field(kind="text", query=True, index=True),
        "Description": Field(kind="text", query=True),
        "Active": flag(default=True, query=True),
        "Hidden": flag(),
        "Taxable": flag(),
        "TaxGroup": flag(),
        "SalesTaxRateList": computed("object"),
        "PurchaseTaxRateList": computed("object"),
        META: None,
    },
)
