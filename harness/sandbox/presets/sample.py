"""
Intuit's sample company, Craig's Design and Landscaping Services, as far as it is known.

People, items, accounts and tax codes with the ids that recordings and Intuit's
documentation show. Its documents are in a file of their own.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from harness.sandbox.company import Company
from harness.sandbox.parts.forms import documents
from harness.sandbox.presets import sample_documents, sample_stock
from harness.sandbox.presets.clean import info, later, lists
from harness.sandbox.presets.put import put, rows
from harness.sandbox.presets.sample_days import HIRED, begin, day
from harness.sandbox.presets.switches import in_order, preferences
from harness.sandbox.services import taxservice

NAME = "Craig's Design and Landscaping Services"
MESSAGE = "Thank you for your business and have a great day!"
JOHN = 54
EMPLOYEES: dict[int, dict[str, Any]] = {
    JOHN: {
        "GivenName": "John",
        "FamilyName": "Johnson",
        "PrimaryPhone": {"FreeFormNumber": "(540) 555-9645"},
    },
    55: {"GivenName": "Emily", "FamilyName": "Platt"},
}
"""As recorded (2020); John was hired four weeks before the first documents, as there."""

RATES = {1: ("AZ State tax", "7.1", "1"), 2: ("Tucson City", "2", "1"), 3: ("California", "8", "2")}
CODES = {"California": ("3",), "Tucson": ("1", "2")}
FIRST_CODE = 2
BUDGET = {"1": "500.00", "45": "2000.00", "7": "75.00", "17": "900.00"}
"""What an account is to earn or cost in a month; the amounts are ours."""

MONTHS = 12
CHANGED: dict[str, dict[str, Any]] = {"18": {"Active": False}, "41": {}}


def fill(company: Company, name: str) -> None:
    """Fill a company with the sample data."""
    company.store.reach(company.realm, documents.NUMBERS, 1000)
    preferences(company, name or NAME, sample=True, message=MESSAGE)
    info(company, name or NAME)
    now, company.clock = company.clock, company.clock.stopped()
    begin(company)
    for row in rows("accounts"):
        parent = {"ParentRef": {"value": row["parent"]}} if row["parent"] else {}
        put(
            company,
            "Account",
            int(row["id"]),
            Name=row["name"],
            AccountType=row["type"],
            AccountSubType=row["subtype"],
            **parent,
        )
    _deactivated(company)
    lists(company)
    _terms(company)
    _tax(company)
    for row in rows("items"):
        _item(company, row)
    for row in rows("customers"):
        _customer(company, row)
    _others(company)
    sample_documents.fill(company)
    company.clock = now
    company.touch(company.entities["Preferences"], company.preferences())
    _budget(company)
    later(company)


def _deactivated(company: Company) -> None:
    """One account was deleted, and the card changed once (recorded, 2026)."""
    accounts = company.entities["Account"]
    for number, change in CHANGED.items():
        held = company.get("Account", number)
        assert held is not None, number  # noqa: S101 - made before
        if change:
            company.update(accounts, {"Id": number, "SyncToken": "0", "sparse": True, **change})
        else:
            company.advance(accounts, held)


def _terms(company: Company) -> None:
    """Net 30 is what sales are due by."""
    record = company.preferences()
    sales = in_order({**record["SalesFormsPrefs"], "DefaultTerms": {"value": "3"}})
    company.touch(company.entities["Preferences"], {**record, "SalesFormsPrefs": sales})


def _tax(company: Company) -> None:
    for agency in ("Arizona Dept. of Revenue", "Board of Equalization"):
        put(company, "TaxAgency", None, DisplayName=agency)
    for number, (rate, percent, agency) in RATES.items():
        put(
            company,
            "TaxRate",
            number,
            Name=rate,
            Description="Sales Tax",
            RateValue=Decimal(percent),
            AgencyRef={"value": agency},
        )
    company.store.reach(company.realm, "taxcode", FIRST_CODE - 1)
    for code, rates in CODES.items():
        details = [{"TaxRateId": rate, "TaxApplicableOn": "Sales"} for rate in rates]
        taxservice.create(company, {"TaxCode": code, "TaxRateDetails": details})


def _item(company: Company, row: dict[str, str]) -> None:
    """Make one item; those that will be kept in stock begin as other products."""
    earlier = sample_stock.EARLIER.get(row["id"])
    put(
        company,
        "Item",
        int(row["id"]),
        Name=row["name"],
        Description=row["description"],
        Taxable=row["taxable"] == "yes",
        UnitPrice=Decimal(row["price"]),
        PurchaseCost=Decimal(row["cost"]),
        Type="NonInventory" if earlier else row["type"],
        IncomeAccountRef={"value": earlier or row["income"]},
    )


def _customer(company: Company, row: dict[str, str]) -> None:
    """Make one customer; one that ships to its own address has one address, not two (recorded)."""
    values: dict[str, Any] = {
        "Taxable": row["taxable"] == "yes",
        "GivenName": row["given"],
        "MiddleName": row["middle"],
        "FamilyName": row["family"],
        "CompanyName": row["company"],
        "DisplayName": row["name"],
        "PrintOnCheckName": row["company"] or row["name"],
        "PrimaryPhone": {"FreeFormNumber": row["phone"]},
        "Mobile": {"FreeFormNumber": row["mobile"]},
        "Fax": {"FreeFormNumber": row["fax"]},
        "PrimaryEmailAddr": {"Address": row["email"]},
        "WebAddr": {"URI": row["web"]},
        "BillAddr": {
            **_address(row["street"], row["city"], row["state"], row["zip"]),
            "Country": row["country"],
        },
        "DefaultTaxCodeRef": {"value": row["tax"]},
    }
    if row["parent"]:
        values["ParentRef"] = {"value": row["parent"]}
    if "|" in row["ship"]:
        values["ShipAddr"] = _address(*row["ship"].split("|"))
    made = put(company, "Customer", int(row["id"]), **values)
    if row["ship"] == "same":
        shipped = {**made, "ShipAddr": made["BillAddr"]}
        company.touch(company.entities["Customer"], shipped)


def _address(street: str, city: str, state: str, code: str) -> dict[str, str]:
    return {"Line1": street, "City": city, "CountrySubDivisionCode": state, "PostalCode": code}


def _others(company: Company) -> None:
    """Vendors and employees, in the order of their ids."""
    vendors = rows("vendors")
    first = [row for row in vendors if int(row["id"]) < min(EMPLOYEES)]
    for row in first:
        _vendor(company, row)
    for number, person in EMPLOYEES.items():
        name = f"{person['GivenName']} {person['FamilyName']}"
        hired = {"HiredDate": day(company, HIRED)} if number == JOHN else {}
        made = put(company, "Employee", number, DisplayName=name, **person, **hired)
        if hired:  # which came with a change (recorded)
            company.advance(company.entities["Employee"], made)
    for row in vendors[len(first) :]:
        _vendor(company, row)


def _vendor(company: Company, row: dict[str, str]) -> None:
    """Make one vendor; a term comes with a later update, as through the API."""
    values: dict[str, Any] = {
        "DisplayName": row["name"],
        "GivenName": row["given"],
        "FamilyName": row["family"],
        "CompanyName": row["company"],
        "AcctNum": row["account"],
        "TaxIdentifier": row["tax"],
        "Vendor1099": row["independent"] == "yes",
        "PrimaryPhone": {"FreeFormNumber": row["phone"]},
        "Mobile": {"FreeFormNumber": row["mobile"]},
        "Fax": {"FreeFormNumber": row["fax"]},
        "PrimaryEmailAddr": {"Address": row["email"]},
        "WebAddr": {"URI": row["web"]},
    }
    if row["rate"]:
        values["BillRate"] = Decimal(row["rate"])
    if row["address"]:
        company.store.reach(company.realm, "address", int(row["address"]) - 1)
        values["BillAddr"] = _address(row["street"], row["city"], row["state"], row["zip"])
    made = put(company, "Vendor", int(row["id"]), **values)
    if row["term"]:
        company.touch(company.entities["Vendor"], {**made, "TermRef": {"value": row["term"]}})


def _budget(company: Company) -> None:
    year = date.fromisoformat(company.clock.today()).year
    details = [
        {
            "BudgetDate": date(year, month, 1).isoformat(),
            "Amount": Decimal(amount),
            "AccountRef": {"value": account, "name": found["FullyQualifiedName"]},
        }
        for account, amount in BUDGET.items()
        if (found := company.get("Account", account)) is not None
        for month in range(1, MONTHS + 1)
    ]
    put(
        company,
        "Budget",
        None,
        Name="Sandbox Budget",
        StartDate=date(year, 1, 1).isoformat(),
        EndDate=date(year, MONTHS, 31).isoformat(),
        BudgetType="ProfitAndLoss",
        BudgetEntryType="Monthly",
        BudgetDetail=details,
    )
