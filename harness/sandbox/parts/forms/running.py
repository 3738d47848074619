"""
Running recurring transactions: a template's transaction is created when its day comes.

The first call of a day to a company creates what is due before it is answered; a
template that is written today waits until tomorrow.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from harness.sandbox.core import shape
from harness.sandbox.core.faults import Fault
from harness.sandbox.core.schema import Form, Record
from harness.sandbox.parts.forms import recurring

if TYPE_CHECKING:
    from harness.sandbox.company import Company

RUN = "recurring-run"
"""The open question."""
TEMPLATE = "RecurringTransaction"
NEVER = date.max
LARGEST = 500
"""So many transactions at once; the next call goes on."""
OF_ITS_DAY = frozenset({"DueDate", "ExchangeRate", "LinkedTxn", "RecurringInfo"})
"""What a template was completed with that is another matter on another day."""


def due(company: Company) -> bool:
    """Whether anything is due; remembered, as every call asks."""
    first: date = company.derived(TEMPLATE, RUN, lambda: _first(company))
    return (
        first is not NEVER
        and first.isoformat() <= company.clock.today()
        and company.chosen(RUN) == "made"
    )


def forget(company: Company) -> None:
    """Forget which template is due first."""
    company.store.memory.forget(company.realm, TEMPLATE)


def run(company: Company) -> None:
    """Make all transactions that are due, each dated as its schedule says."""
    today = date.fromisoformat(company.clock.today())
    left = LARGEST
    for record in company.all(TEMPLATE):
        before = left
        while left and _day(record) <= today:
            _make(company, record)
            left -= 1
        if left < before:
            company.touch(company.entities[TEMPLATE], record)
    forget(company)


def _first(company: Company) -> date:
    return min(map(_day, company.all(TEMPLATE)), default=NEVER)


def _day(record: Record) -> date:
    """Return the day on which a template makes its next transaction."""
    info = record[record["Type"]]["RecurringInfo"]
    plan = info.get("ScheduleInfo") or {}
    done = record.get("Made", 0)
    if not plan.get("NextDate") or not info["Active"] or info["RecurType"] != "Automated":
        return NEVER
    if done and done == plan.get("MaxOccurrences"):
        return NEVER
    early = timedelta(days=int(plan.get("DaysBefore") or 0))
    written = date.fromisoformat(record["Since"])
    return max(date.fromisoformat(plan["NextDate"]) - early, written + timedelta(days=1))


def _make(company: Company, record: Record) -> None:
    """Make the next transaction of a template; one that is refused is left out."""
    entity, template = company.entities[record["Type"]], record[record["Type"]]
    plan = template["RecurringInfo"]["ScheduleInfo"]
    body = {
        name: value
        for name, value in template.items()
        if name not in OF_ITS_DAY
        and (field := entity.fields.get(name)) is not None
        and not field.readonly
    }
    try:
        with company.savepoint():
            made = company.create(entity, {**body, "TxnDate": plan["NextDate"]})
            company.touch(entity, {**made, "RecurDataRef": record["RecurDataRef"]})
    except Fault:
        pass
    record["Made"] = int(record.get("Made", 0)) + 1
    plan["PreviousDate"] = plan.pop("NextDate")
    if record["Made"] != plan.get("MaxOccurrences"):
        plan["NextDate"] = recurring.within(
            plan, recurring.following(plan, date.fromisoformat(plan["PreviousDate"]))
        )
    template["RecurringInfo"]["ScheduleInfo"] = shape.arrange(Form(recurring.SCHEDULE), plan)
