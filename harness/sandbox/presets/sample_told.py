"""
What lines of the sample company's invoices tell that no call could have made them tell.

A tax that the form does not have, a cost that is charged on, times that were worked:
all of it as a client's recording of its sandbox has it (September 2026).
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from harness.sandbox.books import settle
from harness.sandbox.company import Company
from harness.sandbox.presets.sample_days import day
from harness.sandbox.presets.sample_sales import CHARGED, MARKED, WORKED

Record = dict[str, Any]
SOLD = "SalesItemLineDetail"
SERVED = 1
"""The day of the times that an invoice charges; of the cost it is the first."""


def lines(company: Company, number: int) -> None:
    """Let an invoice's lines tell what they do, as soon as it is made."""
    if number in MARKED:
        held = _held(company, "Invoice", str(number))
        for line, code in zip(held["Line"], MARKED[number], strict=False):
            line[SOLD]["TaxCodeRef"] = {"value": code}
        company.keep(company.entities["Invoice"], held)
    elif number in CHARGED:
        _charge(company, number)


def _charge(company: Company, number: int) -> None:
    """Link a cost as a whole; its bill goes on calling it billable (Intuit's sample)."""
    bill = _held(company, "Bill", "25")
    held = _held(company, "Invoice", str(number))
    line = held["Line"][0]
    detail, amount = line[SOLD], line["Amount"]
    account = detail["ItemAccountRef"]
    line[SOLD] = {
        "ServiceDate": day(company, 0),
        "ItemRef": detail["ItemRef"],
        "MarkupInfo": {
            "PercentBased": False,
            "Value": amount,
            "MarkUpIncomeAccountRef": account,
        },
        "ItemAccountRef": account,
        "TaxCodeRef": detail["TaxCodeRef"],
    }
    _link(company, held, [{"TxnId": CHARGED[number], "TxnType": "ReimburseCharge"}])
    company.keep(company.entities["Bill"], bill)


def worked(company: Company) -> None:
    """Link times, as a whole and by their lines."""
    for number, times in WORKED.items():
        held = _held(company, "Invoice", str(number))
        links = [{"TxnId": each, "TxnType": "TimeActivity"} for each in times]
        told = []
        for line, link in zip(held["Line"], links, strict=False):
            detail = {"ServiceDate": day(company, SERVED), **line[SOLD]}
            told.append(_before(line, "DetailType", LinkedTxn=[link]) | {SOLD: detail})
        held["Line"] = [*told, *held["Line"][len(times) :]]
        _link(company, held, links)


def _before(line: Record, name: str, **more: object) -> Record:
    made: Record = {}
    for key, value in line.items():
        if key == name:
            made |= more
        made[key] = value
    return made


def _link(company: Company, invoice: Record, links: list[Record]) -> None:
    entity, before = company.entities["Invoice"], _held(company, "Invoice", invoice["Id"])
    invoice["LinkedTxn"] = [*links, *invoice["LinkedTxn"]]
    company.keep(entity, invoice)
    settle.relink(company, entity, invoice, before)


def _held(company: Company, kind: str, number: str) -> Record:
    held = company.get(kind, number)
    assert held is not None, number  # noqa: S101 - made before
    copied: Record = deepcopy(held)
    return copied
