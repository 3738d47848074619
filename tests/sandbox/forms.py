"""Short ways to read reports, and a company whose accounts lie below one another."""

from __future__ import annotations

from typing import Any

from tests.sandbox.books import account, cost
from tests.sandbox.conftest import Company

YEAR = {"start_date": "2024-01-01", "end_date": "2024-12-31"}


def get(company: Company, name: str, **query: str) -> Any:
    """A report, demanded."""
    response = company.call("GET", f"reports/{name}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


def texts(cells: Any) -> list[str]:
    """The values of cells."""
    return [cell["value"] for cell in cells["ColData"]]


def outline(rows: Any) -> list[Any]:
    """A report's rows as titles with what is in them; data rows by their date or name."""
    found: list[Any] = []
    for row in rows.get("Row", []):
        if "ColData" in row:
            found.append(texts(row)[0])
            continue
        head = texts(row["Header"])[0] if "Header" in row else None
        foot = texts(row["Summary"])[0] if "Summary" in row else None
        found.append((head, outline(row.get("Rows", {})), foot))
    return found


def spent(emulator: Any) -> Company:
    """A company with an account below another, both of which moved, and one that only has some."""
    company: Company = emulator.company()
    bank = account(company, "Bank One", "Bank")
    below = {"SubAccount": True}
    fees = account(company, "Fees", "Expense")
    audit = account(company, "Audit", "Expense", ParentRef={"value": fees}, **below)
    works = account(company, "Works", "Expense")
    roof = account(company, "Roof", "Expense", ParentRef={"value": works}, **below)
    for day, amount, where in (
        ("2024-02-01", 75, fees),
        ("2024-02-02", 15, audit),
        ("2024-02-03", 40, roof),
    ):
        body = {"PaymentType": "Cash", "AccountRef": {"value": bank}, "TxnDate": day}
        company.post("purchase", {**body, "Line": [cost(amount, where)]})
    return company
