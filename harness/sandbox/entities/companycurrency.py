"""CompanyCurrency: the currencies that a company uses besides its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.sandbox.books import exchange
from harness.sandbox.core import faults
from harness.sandbox.core.schema import LIST, META, Entity, Field, Record, flag, text
from harness.sandbox.parts.lists import currency
from harness.sandbox.parts.lists.currencies import NAMES

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def one_each(company: Company, record: Record, before: Record | None) -> None:
    """
    Demand that several currencies are on, and that the code is new; the name is Intuit's.

    An entry's code never changes, and the home currency is not on the list.
    """
    currency.demand_several(company)
    code = before["Code"] if before else currency.known(record["Code"], "Code")
    held = company.find("CompanyCurrency", Code=code)
    if code == exchange.home(company) or (held is not None and held["Id"] != record["Id"]):
        raise faults.duplicate_name("The currency is already in use.")
    record["Code"], record["Name"] = code, NAMES[code]


def rated(company: Company, record: Record, before: Record | None) -> None:
    """A new currency has a rate from the day it is added, to be set (assumed)."""
    if before is None:
        rate = {"SourceCurrencyCode": record["Code"], "AsOfDate": company.clock.today(), "Rate": 1}
        company.create(company.entities["ExchangeRate"], rate)


COMPANY_CURRENCY = Entity(
    name="CompanyCurrency",
    ids="companycurrency",
    operations=LIST,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Code": text(100, query=True, index=True, required=True),
        "Name": Field(kind="text", readonly=True, query=True),
        "Active": flag(default=True, query=True),
        META: None,
    },
    rules=(one_each,),
    after=(rated,),
)
