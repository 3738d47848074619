"""What customers, vendors and employees have in common."""

from __future__ import annotations

from harness.sandbox.core.schema import META, Field, computed, flag, text

NAMES: dict[str, Field | None] = {
    META: None,
    "Title": text(16),
    "GivenName": text(100, query=True),
    "MiddleName": text(100, query=True),
    "FamilyName": text(100, query=True),
    "Suffix": text(16, query=True),
    "FullyQualifiedName": computed("text", query=True),
    "CompanyName": text(100, query=True),
    "DisplayName": Field(kind="text", limit=500, query=True, index=True, keep=True),
    "PrintOnCheckName": text(110, query=True),
    "Active": flag(default=True, query=True),
    "V4IDPseudonym": computed("text"),
    "PrimaryPhone": Field(kind="object"),
    "AlternatePhone": Field(kind="object"),
    "Mobile": Field(kind="object"),
    "Fax": Field(kind="object"),
    "PrimaryEmailAddr": Field(kind="object", filter=True),
    "WebAddr": Field(kind="object"),
}
