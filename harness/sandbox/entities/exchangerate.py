"""ExchangeRate: a currency's rate from a day on, identified by currency and day, not by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from harness.sandbox.books import exchange
from harness.sandbox.core import faults, shape
from harness.sandbox.core.schema import META, Entity, Field, Record, text
from harness.sandbox.parts.lists import currency

if TYPE_CHECKING:
    from harness.sandbox.company import Company


def by_day(company: Company, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """A rate for a day that has one replaces it: the same call creates and updates (Intuit)."""
    currency.demand_several(company)
    code, day = body.get("SourceCurrencyCode"), body.get("AsOfDate")
    if not code or not day:
        return body
    day = shape.typed("AsOfDate", Field(kind="date"), day)
    rates = company.lookup("ExchangeRate", "SourceCurrencyCode", str(code).strip())
    held = next((rate for rate in rates if rate["AsOfDate"] == day), None)
    if held is None:
        return body
    return {"SyncToken": held["SyncToken"], **body, "Id": held["Id"]}


def sound(company: Company, record: Record, before: Record | None) -> None:
    """Demand a foreign currency and a positive rate into the home currency."""
    del before
    home = exchange.home(company)
    record["SourceCurrencyCode"] = currency.known(
        record["SourceCurrencyCode"], "SourceCurrencyCode"
    )
    if record["SourceCurrencyCode"] == home:
        raise faults.business("You cannot set an exchange rate for the home currency.")
    target = record.get("TargetCurrencyCode") or home
    if currency.known(target, "TargetCurrencyCode") != home:
        raise faults.business("The target currency must be the home currency.")
    record["TargetCurrencyCode"] = home
    if record["Rate"] <= 0:
        raise faults.invalid("2110", "Invalid Decimal", "Rate must be greater than 0", "Rate")


def on_day(company: Company, parameters: Mapping[str, str]) -> Record:
    """Return the rate that holds on a day (today if none is named); 1 if none was set."""
    currency.demand_several(company)
    code = parameters.get("sourcecurrencycode", "")
    if not code:
        raise faults.required("sourcecurrencycode")
    code = currency.known(code, "sourcecurrencycode")
    given = parameters.get("asofdate", "") or company.clock.today()
    day = shape.typed("asofdate", Field(kind="date"), given)
    found = currency.latest(company, code, day)
    if found is not None:
        return found
    company.choice("unset-rate")  # the answer says so
    stamp = company.clock.stamp()
    return {
        "SourceCurrencyCode": code,
        "TargetCurrencyCode": exchange.home(company),
        "Rate": 1,
        "AsOfDate": day,
        "domain": "QBO",
        "sparse": False,
        "SyncToken": "0",
        "MetaData": {"LastUpdatedTime": stamp},
    }


def anonymous(record: Record) -> Record:
    """Leave out the id, and the time it was made (a dump of a sandbox)."""
    shown = {key: value for key, value in record.items() if key != "Id"}
    shown["MetaData"] = {"LastUpdatedTime": record["MetaData"]["LastUpdatedTime"]}
    return shown


EXCHANGE_RATE = Entity(
    name="ExchangeRate",
    ids="exchangerate",
    operations=frozenset({"create", "read", "update", "query"}),
    fields={
        "SourceCurrencyCode": text(3, filter=True, index=True, required=True),
        "TargetCurrencyCode": text(3),
        "Rate": Field(kind="number", required=True),
        "AsOfDate": Field(kind="date", filter=True, required=True),
        META: None,
    },
    rules=(sound,),
    received=by_day,
    shown=anonymous,
    alone=on_day,
)
