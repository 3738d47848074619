"""CompanyInfo: who the company is."""

from __future__ import annotations

from harness.sandbox.schema import META, Entity, Field, text

COMPANY_INFO = Entity(
    name="CompanyInfo",
    ids="companyinfo",
    operations=frozenset({"read", "update", "query"}),
    fields={
        "CompanyName": Field(kind="text", limit=1024, query=True, required=True),
        "LegalName": text(1024),
        "CompanyAddr": Field(kind="object"),
        "CustomerCommunicationAddr": Field(kind="object"),
        "LegalAddr": Field(kind="object"),
        "CustomerCommunicationEmailAddr": Field(kind="object"),
        "PrimaryPhone": Field(kind="object"),
        "CompanyStartDate": Field(kind="date", keep=True),
        "FiscalYearStartMonth": Field(kind="text", keep=True),
        "Country": Field(kind="text", keep=True),
        "Email": Field(kind="object"),
        "WebAddr": Field(kind="object"),
        "SupportedLanguages": Field(kind="text", keep=True),
        "DefaultTimeZone": Field(kind="text", keep=True),
        "NameValue": Field(kind="list", keep=True),
        META: None,
    },
)
