"""Intuit's sample company: what recordings and documentation tell of it."""

from __future__ import annotations

from typing import Any


def ids(company: Any, entity: str, name: str) -> dict[str, str]:
    """List an entity's ids with their names."""
    rows = company.query(f"select * from {entity} orderby Id maxresults 1000")[entity]  # noqa: S608
    return {row["Id"]: row[name] for row in rows}


def test_people_have_their_ids(sample: Any) -> None:
    """29 customers, 26 vendors, two employees in one sequence."""
    customers = ids(sample, "Customer", "DisplayName")
    assert list(customers) == [str(number) for number in range(1, 30)]
    assert customers["15"] == "Pye's Cakes"
    assert customers["29"] == "Weiskopf Consulting"
    vendors = ids(sample, "Vendor", "DisplayName")
    assert list(vendors) == [*map(str, range(30, 54)), "56", "57"]
    assert vendors["46"] == "Norton Lumber and Building Materials"
    assert vendors["53"] == "United States Treasury"
    assert ids(sample, "Employee", "DisplayName") == {"54": "John Johnson", "55": "Emily Platt"}


def test_customers_are_as_recorded(sample: Any) -> None:
    """Keys in their order, one address where it is shipped to the same."""
    amy = sample.query("select * from Customer where Id = '1'")["Customer"][0]
    assert list(amy) == [
        "Taxable",
        "BillAddr",
        "ShipAddr",
        "Job",
        "BillWithParent",
        "Balance",
        "BalanceWithJobs",
        "CurrencyRef",
        "PreferredDeliveryMethod",
        "IsProject",
        "ClientEntityId",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "GivenName",
        "FamilyName",
        "FullyQualifiedName",
        "CompanyName",
        "DisplayName",
        "PrintOnCheckName",
        "Active",
        "V4IDPseudonym",
        "PrimaryPhone",
        "PrimaryEmailAddr",
    ]
    assert amy["BillAddr"] == amy["ShipAddr"]
    assert amy["BillAddr"]["Id"] == "2"
    job = sample.read("customer/8")
    assert (job["Level"], job["ParentRef"], job["PrintOnCheckName"]) == (
        1,
        {"value": "7"},
        "Freeman Sporting Goods",
    )
    medical = sample.read("customer/18")
    assert (medical["BillAddr"]["Id"], medical["ShipAddr"]["Id"]) == ("18", "19")
    assert sample.read("customer/29")["BillAddr"]["Id"] == "30"


def test_vendors_are_as_recorded(sample: Any) -> None:
    """Addresses with their ids, what they charge, account numbers behind the balance."""
    cal = sample.read("vendor/32")
    assert list(cal) == [
        "BillAddr",
        "TermRef",
        "Balance",
        "BillRate",
        "Vendor1099",
        "CurrencyRef",
        "CostRate",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "CompanyName",
        "DisplayName",
        "PrintOnCheckName",
        "Active",
        "V4IDPseudonym",
        "PrimaryPhone",
    ]
    assert (cal["TermRef"], cal["BillRate"], cal["SyncToken"]) == ({"value": "1"}, 25, "0")
    bessie = sample.read("vendor/30")
    assert list(bessie)[:5] == ["BillAddr", "Balance", "BillRate", "AcctNum", "Vendor1099"]
    assert bessie["BillAddr"] == {
        "Id": "31",
        "Line1": "15 Main St.",
        "City": "Palo Alto",
        "CountrySubDivisionCode": "CA",
        "PostalCode": "94303",
    }
    addresses = {"31": "32", "40": "36", "41": "37", "46": "40", "48": "42", "49": "43", "51": "45"}
    for number, address in addresses.items():
        assert sample.read(f"vendor/{number}")["BillAddr"]["Id"] == address
    assert sample.read("vendor/40")["TaxIdentifier"] == "XXXXXXXX2222"
    assert "BillAddr" not in sample.read("vendor/33")


def test_employees_are_as_recorded(sample: Any) -> None:
    """John with a phone and the day he was hired, Emily with her name only."""
    john, emily = sample.read("employee/54"), sample.read("employee/55")
    assert list(john)[:2] == ["BillableTime", "HiredDate"]
    assert john["PrimaryPhone"] == {"FreeFormNumber": "(540) 555-9645"}
    assert {key for key in emily if key.endswith("Name")} == {
        "GivenName",
        "FamilyName",
        "DisplayName",
        "PrintOnCheckName",
    }
    assert not {"HiredDate", "PrimaryPhone"} & emily.keys()


def test_an_edited_shipping_address_parts_from_the_billing_address(sample: Any) -> None:
    """It gets an id of its own."""
    amy = sample.read("customer/1")
    key = {"Id": "1", "SyncToken": amy["SyncToken"], "sparse": True}
    after = sample.post("customer", {**key, "ShipAddr": {"Line1": "Elsewhere"}})
    assert after["BillAddr"] == amy["BillAddr"]
    assert after["ShipAddr"]["Id"] != amy["BillAddr"]["Id"]


def test_the_chart_has_its_ids_and_levels(sample: Any) -> None:
    """Two and three levels deep."""
    accounts = ids(sample, "Account", "FullyQualifiedName")
    for number, name in {
        "4": "Undeposited Funds",
        "33": "Accounts Payable (A/P)",
        "38": "Truck:Original Cost",
        "48": "Landscaping Services:Job Materials:Fountains and Garden Lighting",
        "77": "Utilities:Telephone",
        "84": "Accounts Receivable (A/R)",
        "90": "Board of Equalization Payable",
    }.items():
        assert accounts[number] == name
    assert len(accounts) == 89


def test_items_have_their_prices_accounts_and_stock(sample: Any) -> None:
    """What is on hand is worth 596.25 at cost, as Intuit's balance sheet has it."""
    items = sample.query("select * from Item maxresults 100")["Item"]
    assert len(items) == 18
    worth = sum(
        round(item["QtyOnHand"] * item["PurchaseCost"] * 100)
        for item in items
        if item["Type"] == "Inventory"
    )
    assert worth == 59625
    concrete = next(item for item in items if item["Name"] == "Concrete")
    assert concrete["Id"] == "3"
    assert concrete["IncomeAccountRef"]["value"] == "48"


def test_tax_codes_have_their_rates_and_agencies(sample: Any) -> None:
    """California, and Tucson of two rates."""
    assert ids(sample, "TaxAgency", "DisplayName") == {
        "1": "Arizona Dept. of Revenue",
        "2": "Board of Equalization",
    }
    rates = sample.query("select * from TaxRate orderby Id")["TaxRate"]
    assert [(rate["Id"], rate["RateValue"], rate["AgencyRef"]["value"]) for rate in rates] == [
        ("1", 7.1, "1"),
        ("2", 2, "1"),
        ("3", 8, "2"),
    ]
    tucson = sample.read("taxcode/3")
    assert tucson["Name"] == "Tucson"
    listed = tucson["SalesTaxRateList"]["TaxRateDetail"]
    assert [row["TaxRateRef"]["value"] for row in listed] == ["1", "2"]
    assert sample.read("customer/1")["DefaultTaxCodeRef"] == {"value": "2"}


def test_it_has_a_budget(sample: Any) -> None:
    """A year by months; nobody changes it through the API."""
    answer = sample.query("select * from Budget")
    assert answer["totalCount"] == 1
    budget = answer["Budget"][0]
    assert (budget["Name"], budget["BudgetEntryType"]) == ("Sandbox Budget", "Monthly")
    assert len(budget["BudgetDetail"]) == 48
    first = budget["BudgetDetail"][0]
    assert first["AccountRef"] == {"value": "1", "name": "Services"}
    assert first["BudgetDate"] == budget["StartDate"]
    assert sample.read(f"budget/{budget['Id']}") == budget
    assert sample.refused("budget", {"Name": "x"})["code"] == "500"


def test_the_parts_of_an_address_have_one_order(sample: Any) -> None:
    """As recorded, whatever the order they were sent in."""
    address = sample.read("customer/14")["BillAddr"]
    assert list(address)[1:] == ["Line1", "City", "Country", "CountrySubDivisionCode", "PostalCode"]
