"""What holds for every list's names: unique, nested, renamed, frozen, of every alphabet."""

from __future__ import annotations

from typing import Any

import pytest

LISTS: dict[str, dict[str, Any]] = {
    "account": {"AccountType": "Expense"},
    "class": {},
    "department": {},
    "item": {"Type": "Category"},
}
FLAT: dict[str, dict[str, Any]] = {"term": {"DueDays": 1}, "paymentmethod": {}}
PEOPLE = ("customer", "vendor", "employee")
AGAIN: dict[str, tuple[str, ...]] = {
    "class": ("Name",),
    "department": ("Name",),
    "term": ("Name", "DueDays"),
}
"""What even a sparse update of an entry says again."""


def named(path: str, name: str, **more: Any) -> dict[str, Any]:
    """Build the body of an entry with a name."""
    if path in PEOPLE:
        given = {"GivenName": "x"} if path == "employee" else {}
        return {"DisplayName": name, **given, **more}
    return {"Name": name, **(LISTS | FLAT)[path], **more}


def key_of(path: str, entry: Any) -> dict[str, Any]:
    """Build what a sparse update of an entry begins with."""
    again = {field: entry[field] for field in AGAIN.get(path, ())}
    return {"Id": entry["Id"], "SyncToken": entry["SyncToken"], "sparse": True, **again}


def name_of(entry: Any) -> str:
    """Return the name of an entry of any list."""
    return str(entry.get("DisplayName", entry.get("Name")))


@pytest.mark.parametrize("path", [*LISTS, *FLAT, *PEOPLE])
@pytest.mark.parametrize(
    "name", ["Ølstykke & Söhne", "金属 \U0001f529", "O'Brien % \\ / _", "e\u0301"]
)
def test_names_of_every_alphabet_come_back(company: Any, path: str, name: str) -> None:
    """Kept character by character, found by a query, blanks around them gone."""
    made = company.post(path, named(path, f"  {name} "))
    assert name_of(made) == name
    assert name_of(company.read(f"{path}/{made['Id']}")) == name


@pytest.mark.parametrize("path", [*LISTS, *FLAT, *PEOPLE])
@pytest.mark.parametrize("name", ["a:b", "a\tb", "a\nb"])
def test_names_that_break_are_refused(company: Any, path: str, name: str) -> None:
    """No colon, tab or line break; people's names are refused in other words (recorded 2026)."""
    error = company.refused(path, named(path, name))
    if path not in PEOPLE:
        assert error["code"] == "2180"
        return
    assert error == {
        "Message": "Invalid String. The String may contain unsupported or illegal chars",
        "Detail": f"Element contains invalid characters. {name}",
        "code": "2040",
        "element": "DisplayName",
    }


@pytest.mark.parametrize("path", PEOPLE)
def test_a_tab_before_a_persons_name_is_refused_too(company: Any, path: str) -> None:
    """It is no blank that could go; a part of a name may have a colon, what is shown may not."""
    assert company.refused(path, named(path, "\tAron"))["code"] == "2040"
    parts = {"GivenName": "a:b", "FamilyName": "c"}
    assert company.post(path, {**parts, "DisplayName": "Aron"})["GivenName"] == "a:b"
    assert company.refused(path, parts)["code"] == "2040"


@pytest.mark.parametrize("path", [*LISTS, *FLAT])
def test_a_name_is_taken_whatever_its_case(company: Any, path: str) -> None:
    """6240; the same name of an entry itself is no clash."""
    made = company.post(path, named(path, "Straße"))
    assert company.refused(path, named(path, "STRASSE"))["code"] == "6240"
    renamed = {**key_of(path, made), "Name": "STRASSE"}
    assert name_of(company.post(path, renamed)) == "STRASSE"


@pytest.mark.parametrize("path", [*LISTS, *FLAT, *PEOPLE])
def test_an_inactive_entry_is_frozen_until_it_is_active_again(company: Any, path: str) -> None:
    """It may be switched off twice, and comes back with its plain name."""
    made = company.post(path, named(path, "Acme"))
    gone = company.post(path, {**key_of(path, made), "Active": False})
    assert name_of(gone) == "Acme (deleted)"
    key = key_of(path, gone)
    assert company.post(path, {**key, "Active": False}) == gone
    field = "DisplayName" if path in PEOPLE else "Name"
    refused = company.refused(path, {**key, "Active": False, field: "Other"})
    assert refused["Detail"] == (
        "Business Validation Error: You cannot modify a list element that has been deleted."
    )
    back = company.post(path, {**key, "Active": True})
    assert name_of(back) == "Acme"
    assert back["SyncToken"] == "2"


@pytest.mark.parametrize("path", [*LISTS, *FLAT, *PEOPLE])
def test_a_name_that_was_taken_meanwhile_keeps_an_entry_inactive(company: Any, path: str) -> None:
    """6240; and both may lie inactive under one name."""
    first = company.post(path, named(path, "Acme"))
    first = company.post(path, {**key_of(path, first), "Active": False})
    second = company.post(path, named(path, "Acme"))
    again = {**key_of(path, first), "Active": True}
    assert company.refused(path, again)["code"] == "6240"
    gone = company.post(path, {**key_of(path, second), "Active": False})
    assert name_of(gone) == "Acme (deleted)"


@pytest.mark.parametrize("path", [*LISTS, "customer"])
def test_a_renamed_parent_renames_all_below(company: Any, path: str) -> None:
    """Their full names and places in the order follow, their SyncTokens don't."""
    top = company.post(path, named(path, "Zinc"))
    mid = company.post(path, named(path, "Sheet", ParentRef={"value": top["Id"]}))
    leaf = company.post(path, named(path, "Thin", ParentRef={"value": mid["Id"]}))
    assert leaf["FullyQualifiedName"] == "Zinc:Sheet:Thin"
    field = "DisplayName" if path == "customer" else "Name"
    key = {"Id": top["Id"], "SyncToken": "0", "sparse": True}
    company.post(path, {**key, field: "Alloy"})
    after = company.read(f"{path}/{leaf['Id']}")
    assert after["FullyQualifiedName"] == "Alloy:Sheet:Thin"
    assert after["SyncToken"] == "0"
    entity = path.capitalize()
    statement = f"select * from {entity} where FullyQualifiedName like 'Alloy%'"  # noqa: S608
    found = company.query(statement)
    assert name_of(found[entity][0]) == "Alloy"
    assert len(found[entity]) == 3


@pytest.mark.parametrize("path", [*LISTS, "customer"])
def test_no_entry_is_below_itself_or_too_deep(company: Any, path: str) -> None:
    """900 for a circle, 6180 for a sixth level (a fifth of categories)."""
    made = [company.post(path, named(path, "L1"))]
    levels = 4 if path == "item" else 5
    for level in range(2, levels + 1):
        parent = {"value": made[-1]["Id"]}
        made.append(company.post(path, named(path, f"L{level}", ParentRef=parent)))
    below = named(path, "too deep", ParentRef={"value": made[-1]["Id"]})
    assert company.refused(path, below)["code"] == "6180"
    circle = key_of(path, made[0])
    assert company.refused(path, {**circle, "ParentRef": {"value": made[1]["Id"]}})["code"] == "900"
    other = company.post(path, named(path, "Other"))
    moved = {**circle, "ParentRef": {"value": other["Id"]}}
    assert company.refused(path, moved)["code"] == "6180"


def test_the_texts_of_taken_names(company: Any) -> None:
    """As captured where they were, after them where not."""
    item = company.post("item", named("item", "Twice"))
    refused = company.refused("item", named("item", "Twice"))
    assert refused["Detail"] == f"The name supplied already exists. : Id={item['Id']}"
    for path, text in {
        "class": "Another class is already using this name. Please use a different name.",
        "paymentmethod": (
            "Another payment method is already using this name. Please use a different name."
        ),
    }.items():
        company.post(path, named(path, "Twice"))
        refused = company.refused(path, named(path, "Twice"))
        assert refused["Detail"] == f"The name supplied already exists. : {text}"
