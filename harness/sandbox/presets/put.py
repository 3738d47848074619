"""Putting records into a new company, with the ids that Intuit's are known to have."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib import resources
from typing import Any

from harness.sandbox.company import Company


def put(company: Company, entity: str, number: int | None, **values: object) -> dict[str, Any]:
    """Make one record, with the given id where Intuit's is known."""
    if number is not None:
        reach(company, entity, number)
    return company.create(company.entities[entity], values)


def reach(company: Company, entity: str, number: int) -> None:
    """Let the next record of an entity have a certain id."""
    company.store.reach(company.realm, company.entities[entity].ids, number - 1)


def pseudo_code(company: Company, code: str) -> None:
    """Make one of the tax codes that every US company has, whose ids are no numbers."""
    declared = replace(company.entities["TaxCode"], ids="pseudocode")
    body = {
        "Name": code,
        "Description": code,
        "Taxable": code != "NON",
        "TaxGroup": code == "CustomSalesTax",
    }
    company.rename(declared, company.create(declared, body), code)


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of this package."""
    text = resources.files("harness.sandbox.presets").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
