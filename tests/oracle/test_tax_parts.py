"""How the sales tax of a document is divided among the rates of its code."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from harness.oracle.taxparts import misparted
from tests.oracle.records import POLICY, invoice, line


def taxed(*parts: tuple[str, str]) -> dict[str, Any]:
    """A record whose tax is divided so: percent and amount."""
    lines = [
        {"Amount": Decimal(amount), "TaxLineDetail": {"TaxPercent": Decimal(percent)}}
        for percent, amount in parts
    ]
    return {"TxnTaxDetail": {"TotalTax": Decimal("41.51"), "TaxLine": lines}}


@pytest.mark.parametrize(
    "record",
    [
        taxed(("6", "33.21"), ("1.5", "8.30")),
        taxed(("1.5", "8.31"), ("6", "33.20")),
        {"TxnTaxDetail": {"TotalTax": Decimal("41.51")}},
    ],
)
def test_each_rate_gets_its_own(record: dict[str, Any]) -> None:
    """In whatever order, to the cent that rounding leaves; what is not told can't be judged."""
    assert misparted(invoice, record, POLICY) == []


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            taxed(("6", "41.51")),
            [("FL 6%", "33.21", "41.51"), ("HILLS 1.5%", "8.30", "0")],
        ),
        (
            taxed(("6", "33.31"), ("1.5", "8.20")),
            [("FL 6%", "33.21", "33.31"), ("HILLS 1.5%", "8.30", "8.20")],
        ),
    ],
)
def test_what_the_county_misses_is_told(
    record: dict[str, Any], said: list[tuple[str, str, str]]
) -> None:
    """By the rate's name, with what it is due."""
    found = misparted(invoice, record, POLICY)
    assert {item.rule for item in found} == {"invoices.tax_parts"}
    assert [
        (item.field.removeprefix("TxnTaxDetail.TaxLine of "), item.expected, item.found)
        for item in found
    ] == said


def test_a_total_that_is_off_may_be_off_in_its_parts() -> None:
    """Odoo rounds by line, and how QuickBooks divides the cents of that nobody has written down."""
    off = replace(invoice, tax=Decimal("41.54"))
    assert misparted(off, taxed(("6", "33.24"), ("1.5", "8.30")), POLICY) == []


def test_what_automated_tax_finds_is_its_own() -> None:
    """Nor can a document without tax be divided wrong."""
    record = taxed(("6", "41.51"))
    assert misparted(invoice, record, POLICY.with_answer("invoices.tax_code", "automated")) == []
    assert misparted(replace(invoice, lines=(line(taxes=()),)), record, POLICY) == []
