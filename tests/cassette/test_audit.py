"""What must not be in a cassette is found, line by line, and not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cassette.audit import audit, findings

PLANTED = [
    ('"access_token": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"', "a secret"),
    ("Authorization: Bearer 0a1b2c3d4e5f", "a secret"),
    ('"note": "RT1-123-H0-178a9b0c1d2e3f"', "a token"),
    (f'"x": "{"0f" * 20}"', "a token"),
    ('"x": "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5hI"', "long random word"),
    ('"email": "mary.smith@gmail.com"', "e-mail"),
    ('"email": "mary@example.com.evil.io"', "e-mail"),
    ('"FreeFormNumber": "(813) 444-1234"', "telephone"),
    ('"phone": "+1 813 555 1234"', "telephone"),
    ('"memo": "SSN 123-45-6789"', "social security"),
    ('"memo": "EIN 12-3456789"', "employer"),
    ('"ResaleNum": "85-1234567890C-1"', "tax number"),
]
HARMLESS = [
    '"access_token": "<ACCESS_TOKEN_1>"',
    '"email": "accounts-1A2B3C-1@example.com"',
    '"phone": "+1 813-555-0101"',
    '"ResaleNum": "85-8093661096C-0"',
    '"vat": ""',
    '"PrimaryTaxIdentifier": "XXXXXX1234"',  # QuickBooks' own mask of a number
    "intuit_tid: 1-65f0c0de-0123456789abcdef01234567",
    '"SyncToken": "0", "TotalAmt": 1234567.89, "TxnDate": "2026-01-31"',
    "next: 2026-11-25T22:43:59-08:00",
]


@pytest.mark.parametrize(("line", "kind"), PLANTED)
def test_what_is_planted_is_found(line: str, kind: str, tmp_path: Path) -> None:
    """In its line, by its kind, and without its value."""
    file = tmp_path / "it.yaml"
    file.write_text(f"---\n{HARMLESS[0]}\n{line}\n", "utf-8")
    found = audit([file])
    assert {item.line for item in found} == {3}
    assert any(kind in item.kind for item in found)
    assert line not in " ".join(map(str, found))


def test_seeded_data_is_not_taken_for_anybodys() -> None:
    """Nor placeholders, amounts, dates and call ids."""
    assert list(findings("\n".join(HARMLESS))) == []
