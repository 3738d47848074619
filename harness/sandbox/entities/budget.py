"""Budget: read only here, as python-quickbooks has it; the sample company has one."""

from __future__ import annotations

from harness.sandbox.core.schema import META, READ_ONLY, Entity, Field, flag, text

BUDGET = Entity(
    name="Budget",
    ids="budget",
    operations=READ_ONLY,
    totalled=True,
    name_field="Name",
    order=lambda record: record["Name"].casefold(),
    fields={
        "Name": text(100, query=True, index=True),
        "StartDate": Field(kind="date"),
        "EndDate": Field(kind="date"),
        "BudgetType": Field(kind="text", query=True, choices=("ProfitAndLoss",)),
        "BudgetEntryType": Field(
            kind="text", choices=("Monthly", "Quarterly", "Annually", "Yearly")
        ),
        "Active": flag(default=True, query=True),
        "BudgetDetail": Field(kind="list"),
        META: None,
    },
)
