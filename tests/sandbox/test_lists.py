"""The small lists: terms, payment methods, classes and locations."""

from __future__ import annotations

from typing import Any

import pytest


def test_a_standard_term_has_days(company: Any) -> None:
    """Text that is a number counts (Intuit's own sample sends it); no discount by default."""
    term = company.post("term", {"Name": "Term120", "DueDays": "120"})
    assert list(term) == [
        "Name",
        "Active",
        "Type",
        "DiscountPercent",
        "DueDays",
        "domain",
        "sparse",
        "Id",
        "SyncToken",
        "MetaData",
    ]
    assert (term["Type"], term["DueDays"], term["DiscountPercent"]) == ("STANDARD", 120, 0)


def test_a_date_driven_term_has_a_day_of_the_month(company: Any) -> None:
    """What belongs to the other kind is not kept when a term changes from one to the other."""
    body = {"Name": "25th", "DayOfMonthDue": 25, "DueNextMonthDays": 5, "DiscountDayOfMonth": 10}
    term = company.post("term", body)
    assert term["Type"] == "DATE_DRIVEN"
    assert "DueDays" not in term
    key = {"Id": term["Id"], "SyncToken": "0", "sparse": True, "Name": "25th"}
    changed = company.post("term", {**key, "DueDays": 7})
    assert changed["Type"] == "STANDARD"
    assert not {"DayOfMonthDue", "DueNextMonthDays", "DiscountDayOfMonth"} & set(changed)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "2020"),
        ({"DueDays": 1000}, "2240"),
        ({"DueDays": -1}, "2240"),
        ({"DueDays": 1.5}, "2010"),
        ({"DueDays": "soon"}, "2010"),
        ({"DayOfMonthDue": 32}, "2240"),
        ({"DueDays": 1, "DiscountPercent": 101}, "2240"),
        ({"DueDays": 1, "Name": "x" * 32}, "2050"),
        ({"DueDays": 1, "Kind": "x"}, "2010"),
    ],
)
def test_what_is_no_term_is_refused(company: Any, body: dict[str, Any], code: str) -> None:
    """Each with its code."""
    assert company.refused("term", {"Name": "x", **body})["code"] == code


def test_a_payment_method_is_a_card_or_not(company: Any) -> None:
    """Not, unless it is said."""
    assert company.post("paymentmethod", {"Name": "Wire"})["Type"] == "NON_CREDIT_CARD"
    card = company.post("paymentmethod", {"Name": "JCB", "Type": "CREDIT_CARD"})
    assert card["Type"] == "CREDIT_CARD"
    assert company.refused("paymentmethod", {"Name": "x", "Type": "COIN"})["code"] == "2170"


@pytest.mark.parametrize(("path", "mark"), [("class", "SubClass"), ("department", "SubDepartment")])
def test_classes_and_locations_nest(company: Any, path: str, mark: str) -> None:
    """The child says so, and names its parent."""
    top = company.post(path, {"Name": "Florida"})
    assert top[mark] is False
    leaf = company.post(path, {"Name": "Tampa", "ParentRef": {"value": top["Id"]}})
    assert leaf[mark] is True
    assert leaf["ParentRef"] == {"value": top["Id"], "name": "Florida"}
    assert leaf["FullyQualifiedName"] == "Florida:Tampa"
    body = {"Name": "x", "ParentRef": {"value": "77"}}
    refused = company.refused(path, body)
    collection = "Klasses" if path == "class" else "Depts"
    assert refused["Detail"] == (f"Invalid Reference Id : {collection} element id 77 not found")


@pytest.mark.parametrize(
    ("path", "body", "again"),
    [
        ("class", {"Name": "North"}, ["Name"]),
        ("department", {"Name": "North"}, ["Name"]),
        ("term", {"Name": "Soon", "DueDays": 0}, ["Name", "DueDays"]),
        ("term", {"Name": "25th", "DayOfMonthDue": 25}, ["Name", "DayOfMonthDue"]),
    ],
)
def test_a_sparse_update_says_some_of_it_again(
    company: Any, path: str, body: dict[str, Any], again: list[str]
) -> None:
    """Names, and when a term is due; with each of them left out it is refused."""
    made = company.post(path, body)
    key = {"Id": made["Id"], "SyncToken": "0", "sparse": True, "Active": False}
    for name in again:
        others = {other: body[other] for other in again if other != name}
        refused = company.refused(path, {**key, **others})
        assert (refused["code"], refused["element"]) == ("2020", name)
    assert company.post(path, {**key, **body})["Active"] is False


@pytest.mark.parametrize("path", ["term", "paymentmethod", "class", "department"])
def test_lists_are_never_deleted(company: Any, path: str) -> None:
    """Only made inactive."""
    assert (
        company.refused(f"{path}?operation=delete", {"Id": "1", "SyncToken": "0"})["code"] == "500"
    )


def test_the_sample_companys_terms_are_intuits(sample: Any) -> None:
    """By their documented ids."""
    terms = sample.query("select * from Term orderby Id")["Term"]
    assert [(term["Id"], term["Name"], term["DueDays"]) for term in terms] == [
        ("1", "Due on receipt", 0),
        ("2", "Net 15", 15),
        ("3", "Net 30", 30),
        ("4", "Net 60", 60),
        ("5", "Net 10", 10),
    ]
