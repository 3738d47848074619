"""Customers, vendors and employees."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.books import cost


def test_people_share_one_list_of_names(company: Any) -> None:
    """An employee's name is taken for customers and vendors too."""
    company.post("employee", {"GivenName": "Ann", "FamilyName": "Lee"})
    for path in ("customer", "vendor"):
        assert company.refused(path, {"DisplayName": "ann LEE"})["code"] == "6240"


def test_a_job_of_one_name_may_stand_under_two_parents(company: Any) -> None:
    """The full name counts; a vendor may have a job's name."""
    tops = [company.post("customer", {"DisplayName": name}) for name in ("A", "B")]
    for top in tops:
        company.post("customer", {"DisplayName": "Roof", "ParentRef": {"value": top["Id"]}})
    again = {"DisplayName": "roof", "ParentRef": {"value": tops[0]["Id"]}}
    assert company.refused("customer", again)["code"] == "6240"
    company.post("vendor", {"DisplayName": "Roof"})


def test_a_display_name_is_built_from_its_parts(company: Any) -> None:
    """Title to suffix, with blanks between."""
    parts = {"Title": "Dr.", "GivenName": "Ann", "MiddleName": "B.", "FamilyName": "Lee"}
    made = company.post("vendor", {**parts, "Suffix": "Jr."})
    assert made["DisplayName"] == made["PrintOnCheckName"] == "Dr. Ann B. Lee Jr."


def test_what_is_printed_on_checks_can_not_be_removed(company: Any) -> None:
    """It follows the name until it is given, is cut to its length, and an empty one is ignored."""
    made = company.post("customer", {"DisplayName": "x" * 500})
    assert made["PrintOnCheckName"] == "x" * 110
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    given = company.post("customer", {**key, "PrintOnCheckName": "X Corp."})
    kept = company.post("customer", {**key, "SyncToken": "1", "PrintOnCheckName": ""})
    assert kept == given


def test_a_job_knows_its_level_and_may_be_billed_with_its_parent(company: Any) -> None:
    """Moved to the top it is no job any more."""
    top = company.post("customer", {"DisplayName": "Top", "BillWithParent": True})
    assert top["BillWithParent"] is False
    body = {"DisplayName": "Job", "ParentRef": {"value": top["Id"]}, "BillWithParent": True}
    job = company.post("customer", body)
    assert (job["Job"], job["Level"], job["BillWithParent"]) == (True, 1, True)
    key = {"Id": job["Id"], "SyncToken": "0", "sparse": True}
    moved = company.post("customer", {**key, "ParentRef": {}})
    assert moved["Job"] is False
    assert "Level" not in moved
    assert "ParentRef" not in moved
    assert moved["FullyQualifiedName"] == "Job"


def test_a_job_without_a_parent_is_refused(company: Any) -> None:
    """6150."""
    assert company.refused("customer", {"DisplayName": "x", "Job": True})["code"] == "6150"


def test_a_moved_job_takes_its_balance_along(sample: Any) -> None:
    """The old parent's balance with jobs shrinks, the new one's grows."""
    job = sample.query("select * from Customer where DisplayName = 'Barnett Design'")["Customer"][0]
    key = {"Id": job["Id"], "SyncToken": job["SyncToken"], "sparse": True}
    sample.post("customer", {**key, "ParentRef": {"value": "3"}})
    assert sample.read("customer/22")["BalanceWithJobs"] == 0
    assert sample.read("customer/3")["BalanceWithJobs"] == 274.5
    assert sample.read("customer/3")["Balance"] == 0


def test_a_reason_makes_a_customer_exempt(company: Any) -> None:
    """Not taxable; a reason that is not on the list is refused."""
    made = company.post("customer", {"DisplayName": "x", "TaxExemptionReasonId": "9"})
    assert made["Taxable"] is False
    body = {"DisplayName": "y", "TaxExemptionReasonId": "99"}
    assert company.refused("customer", body)["code"] == "2170"


def test_tax_numbers_come_back_masked(company: Any) -> None:
    """The mask sent back changes nothing; a new number does. Intuit masks with the letter X."""
    vendor = company.post("vendor", {"DisplayName": "v", "TaxIdentifier": "12-3455555"})
    assert vendor["TaxIdentifier"] == "XXXXXX5555"
    key = {"Id": vendor["Id"], "SyncToken": "0", "sparse": True}
    assert company.post("vendor", {**key, "TaxIdentifier": "XXXXXX5555"}) == vendor
    customer = company.post("customer", {"DisplayName": "c", "PrimaryTaxIdentifier": "123-45-6789"})
    assert customer["PrimaryTaxIdentifier"] == "XXXXXX56789"
    employee = company.post("employee", {"GivenName": "e", "SSN": "444-55-6666"})
    assert employee["SSN"] == "XXX-XX-XXXX"


def test_an_employee_has_the_documented_shape(company: Any) -> None:
    """Keys in order, defaults filled in, an id of their own sequence."""
    body = {
        "GivenName": "John",
        "FamilyName": "Meuller",
        "SSN": "444-55-6666",
        "PrimaryAddr": {"Line1": "45 N. Elm Street", "City": "Middlefield"},
        "PrimaryPhone": {"FreeFormNumber": "408-525-1234"},
        "BillRate": 50,
        "HiredDate": "2020-07-22",
    }
    employee = company.post("employee", body)
    assert list(employee) == [
        "SSN",
        "PrimaryAddr",
        "BillableTime",
        "HiredDate",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
        "GivenName",
        "FamilyName",
        "DisplayName",
        "PrintOnCheckName",
        "Active",
        "V4IDPseudonym",
        "PrimaryPhone",
    ]
    assert employee["Id"] == "400000001"
    assert list(employee["PrimaryAddr"]) == ["Id", "Line1", "City"]


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("employee", {"DisplayName": "x"}, "2020"),
        ("employee", {"GivenName": "x", "PrimaryPhone": {"FreeFormNumber": "1" * 21}}, "2050"),
        ("employee", {"GivenName": "x", "Gender": "Robot"}, "2010"),
        ("customer", {"DisplayName": "x", "PrimaryPhone": {"FreeFormNumber": "1" * 31}}, "2050"),
        ("customer", {"GivenName": "a:b"}, "2040"),
        ("customer", {"DisplayName": "x", "PrintOnCheckName": "a\tb"}, "2180"),
        ("customer", {"DisplayName": "x", "Title": "x" * 17}, "2050"),
        ("customer", {"DisplayName": "x", "ResaleNum": "x" * 17}, "2050"),
        ("customer", {"DisplayName": "x", "PreferredDeliveryMethod": "Pigeon"}, "2170"),
        ("customer", {"DisplayName": "x", "CustomerTypeRef": {"value": "7"}}, "2500"),
        ("customer", {"DisplayName": "x", "BillAddr": {"PostalCode": "1" * 31}}, "2050"),
        ("customer", {"DisplayName": "x", "BillAddr": {"Street": "1"}}, "2010"),
        ("customer", {"DisplayName": "x", "BillAddr": {"Line1": ["1"]}}, "2010"),
        ("customer", {"DisplayName": "x", "SalesTermRef": {"value": ["1"]}}, "2010"),
        ("item", {"Name": "x", "Type": "Service", "UnitPrice": "1_000"}, "2010"),
        ("customer", {"DisplayName": "x", "WebAddr": {"URI": "h" * 1001}}, "2050"),
        ("vendor", {"DisplayName": "x", "TaxIdentifier": "1" * 21}, "2050"),
        ("vendor", {"DisplayName": "x", "PrintOnCheckName": "x" * 101}, "2050"),
    ],
)
def test_what_is_too_long_or_unknown_is_refused(
    company: Any, path: str, body: dict[str, Any], code: str
) -> None:
    """Each with its code."""
    assert company.refused(path, body)["code"] == code


def test_the_lines_of_an_address_have_a_limit_together(company: Any) -> None:
    """Four lines of 500, and not a character more."""
    lines = {f"Line{number}": "x" * 500 for number in range(1, 5)}
    company.post("customer", {"DisplayName": "x", "BillAddr": lines})
    body = {"DisplayName": "y", "BillAddr": {**lines, "Line5": "x"}}
    refused = company.refused("customer", body)
    assert refused["code"] == "2050"
    assert "Supplied length:2,001" in refused["Detail"]


def test_an_address_keeps_its_id_when_it_is_edited(company: Any) -> None:
    """And has no place on the map any more (minor version 75)."""
    address = {"Line1": "1 Main", "Lat": "1.0", "Long": "2.0"}
    made = company.post("customer", {"DisplayName": "x", "BillAddr": address})
    assert list(made["BillAddr"]) == ["Id", "Line1"]
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    edited = company.post("customer", {**key, "BillAddr": {"Line1": "2 Main"}})
    assert edited["BillAddr"] == {"Id": made["BillAddr"]["Id"], "Line1": "2 Main"}


def test_customers_of_a_type(company: Any) -> None:
    """Customer types are read only; an empty company has none."""
    assert company.query("select * from CustomerType") == {}
    assert company.refused("customertype", {"Name": "Retail"})["code"] == "500"


def test_a_reference_that_became_inactive_is_left(company: Any) -> None:
    """Whoever has it may be changed; whoever takes it anew is refused."""
    term = company.post("term", {"Name": "Net 7", "DueDays": 7})
    ref = {"value": term["Id"]}
    made = company.post("customer", {"DisplayName": "x", "SalesTermRef": ref})
    company.post("term", {**term, "sparse": True, "Active": False})
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True}
    assert company.post("customer", {**key, "Notes": "n"})["SalesTermRef"] == ref
    refused = company.refused("customer", {"DisplayName": "y", "SalesTermRef": ref})
    assert refused["code"] == "2500"


def test_the_tax_code_of_a_read_becomes_the_customers_own_when_it_comes_back(sample: Any) -> None:
    """Until then reads alone show it, and it follows the company."""
    listed = "select * from Customer where DisplayName = 'Amy'"
    made = sample.post("customer", {"DisplayName": "Amy"})
    shown = sample.read(f"customer/{made['Id']}")
    assert shown["DefaultTaxCodeRef"] == {"value": "2"}
    assert "DefaultTaxCodeRef" not in sample.query(listed)["Customer"][0]
    kept = sample.post("customer", shown)
    assert kept["SyncToken"] == "1"
    assert sample.query(listed)["Customer"][0]["DefaultTaxCodeRef"] == {"value": "2"}


def test_a_name_of_another_kind_is_told(sample: Any) -> None:
    """A vendor is no customer, an employee no vendor; who is nobody is another fault."""
    payment = {"TotalAmt": 5, "CustomerRef": {"value": "30"}}
    refused = sample.refused("payment", payment)
    assert refused["code"] == "6000"
    assert refused["Detail"].endswith("(client, vendor, employee) is wrong")
    bill = {"VendorRef": {"value": "55"}, "Line": [cost(5, "7")]}
    assert sample.refused("bill", bill)["code"] == "6000"
    assert sample.refused("payment", {**payment, "CustomerRef": {"value": "999"}})["code"] == "2500"
