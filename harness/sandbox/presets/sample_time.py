"""What the sample company's two employees worked, and which of it was charged."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from harness.sandbox.company import Company
from harness.sandbox.core import wire
from harness.sandbox.presets.put import put
from harness.sandbox.presets.sample_days import LAST_WORKED, day
from harness.sandbox.presets.sample_purchases import ref

CHARGED_TIME = {3: 52, 4: 53, 5: 54}
BILLED_TIME = frozenset({4, 5})


class Worked(NamedTuple):
    """Time: id, the day, whose, for whom, what it is sold as and at which rate, and what it was."""

    number: int
    days: int
    employee: str
    customer: str
    item: str
    rate: str
    hours: int
    minutes: int
    done: str


WORKED = (
    Worked(1, -5, "55", "17", "2", "0", 4, 45, "Designed Garden.  Poured Concrete Foundation"),
    Worked(2, 0, "54", "1", "2", "0", 4, 0, "Gardening"),
    Worked(3, -1, "54", "1", "4", "75", 5, 0, "Custom Design"),
    Worked(4, 0, "55", "21", "18", "15", 2, 0, "Tree and Shrub Trimming"),
    Worked(5, 0, "55", "21", "8", "15", 3, 0, "Garden Lighting"),
)
"""What the two employees worked (recorded, 2025)."""


def fill(company: Company) -> None:
    """Make the times, in the order of their ids."""
    for time in WORKED:
        _worked(company, time)


def _worked(company: Company, time: Worked) -> None:
    charge = CHARGED_TIME.get(time.number)
    made = put(
        company,
        "TimeActivity",
        time.number,
        TxnDate=day(company, LAST_WORKED + time.days),
        NameOf="Employee",
        BillableStatus="NotBillable",  # else it would draw another charge
        Hours=time.hours,
        Minutes=time.minutes,
        Description=time.done,
        **ref("EmployeeRef", time.employee),
        **ref("CustomerRef", time.customer),
        **ref("ItemRef", time.item),
    )
    if charge:
        status = "HasBeenBilled" if time.number in BILLED_TIME else "Billable"
        rate = wire.number(Decimal(time.rate))
        told = {**made, "TimeChargeId": charge, "BillableStatus": status, "HourlyRate": rate}
        company.touch(company.entities["TimeActivity"], told)
