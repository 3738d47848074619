"""The form of reports, held against answers of Intuit's sandbox that others published."""

from __future__ import annotations

from typing import Any

import pytest

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


@pytest.fixture(scope="module")
def spender(emulator: Any) -> Company:
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


class TestDetailedProfitAndLoss:
    """As a whole answer of January 2025 has it."""

    def test_it_is_one_ordinary_section_that_begins_with_the_gross_profit(
        self, spender: Company
    ) -> None:
        body = get(spender, "ProfitAndLossDetail", **YEAR)
        day = "2024-02-0"
        assert outline(body["Rows"]) == [
            (
                "Ordinary Income/Expenses",
                [
                    (None, [], "Gross Profit"),
                    (
                        "Expenses",
                        [
                            (
                                "Fees",
                                [
                                    (None, [f"{day}1"], "Total for Fees"),
                                    ("Audit", [f"{day}2"], "Total for Audit"),
                                ],
                                "Total for Fees with sub-accounts",
                            ),
                            (
                                "Works",
                                [("Roof", [f"{day}3"], "Total for Roof")],
                                "Total for Works",
                            ),
                        ],
                        "Total for Expenses",
                    ),
                ],
                "Net Income",
            )
        ]

    def test_no_section_has_a_group_and_a_zero_has_no_digit_before_the_point(
        self, spender: Company
    ) -> None:
        body = get(spender, "ProfitAndLossDetail", **YEAR)
        (whole,) = body["Rows"]["Row"]
        gross, expenses = whole["Rows"]["Row"]
        assert gross == {
            "Rows": {},
            "Summary": {
                "ColData": [
                    {"value": "Gross Profit"},
                    *({"value": ""} for _ in range(5)),
                    {"value": ".00"},
                    {"value": ""},
                ]
            },
            "type": "Section",
        }
        assert "group" not in str(body["Rows"])
        fees, works = expenses["Rows"]["Row"]
        assert "id" in fees["Header"]["ColData"][0]
        assert "id" not in works["Header"]["ColData"][0]
        assert texts(fees["Summary"])[6] == "90.00"
        assert texts(whole["Summary"])[6] == "-130.00"

    def test_what_is_other_has_a_section_of_its_own_before_the_net_income(
        self, emulator: Any
    ) -> None:
        company = emulator.company()
        bank = account(company, "Bank One", "Bank")
        for kind in ("Expense", "Other Expense"):
            company.post(
                "purchase",
                {
                    "PaymentType": "Cash",
                    "AccountRef": {"value": bank},
                    "TxnDate": "2024-05-05",
                    "Line": [cost(10, account(company, f"A {kind}", kind))],
                },
            )
        rows = get(company, "ProfitAndLossDetail", **YEAR)["Rows"]
        assert [(head, foot) for head, _, foot in outline(rows)] == [
            ("Ordinary Income/Expenses", "Net Ordinary Income"),
            ("Other Income/Expense", "Net Other Income"),
            (None, "Net Income"),
        ]
        assert [texts(row["Summary"])[6] for row in rows["Row"]] == ["-10.00", "-10.00", "-20.00"]
