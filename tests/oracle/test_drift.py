"""Drift: what is taken for a change by hand, what is not, and what is told of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from harness.oracle import Expectation, Known, drifts
from harness.oracle.expectation import Field, Text
from harness.snapshot import OdooRef

REF = OdooRef(model="res.partner", id=5)
STAMP = "2026-11-20T10:00:00-08:00"


def saying(notes: str) -> Expectation:
    """A customer with these notes."""
    field = Field(path="Notes", rule="customers.notes", want=Text(notes))
    return Expectation(entity="Customer", fields=(field,))


def record(**fields: Any) -> dict[str, Any]:
    """The customer as change data capture tells it."""
    return {"Id": "7", "MetaData": {"LastUpdatedTime": STAMP}, **fields}


KNOWN = [Known(ref=REF, id="7", expected=(saying("new"), saying("old")))]


@pytest.mark.parametrize("notes", ["new", "old"])
def test_what_odoo_says_or_said_is_no_drift(notes: str) -> None:
    """An edit in Odoo that was not exported yet is nobody's change in QuickBooks."""
    assert drifts(KNOWN, {"Customer": [record(Notes=notes)]}, {}, set()) == []


def test_an_edit_is_told_with_its_rule_and_time() -> None:
    """What it should hold, what it holds, and when; of most records the API tells nobody."""
    [drift] = drifts(KNOWN, {"Customer": [record(Notes="theirs")]}, {}, set())
    assert (drift.kind, drift.ref, drift.at) == ("edited", REF, datetime.fromisoformat(STAMP))
    assert [item.rule for item in drift.differences] == ["customers.notes"]
    assert "2026-11-20T10:00:00-08:00" in str(drift)
    assert "customers.notes (Notes): Odoo says new, it holds theirs" in str(drift)
    assert "its audit log says by whom" in str(drift)


def test_who_did_it_is_told_where_quickbooks_tells() -> None:
    """By the user's id, as published answers have it of sales forms."""
    touched = {"LastUpdatedTime": STAMP, "LastModifiedByRef": {"value": "9130355377388383"}}
    [drift] = drifts(KNOWN, {"Customer": [record(Notes="theirs", MetaData=touched)]}, {}, set())
    assert drift.by == "9130355377388383"
    assert "by its user 9130355377388383" in str(drift)
    assert "audit log" not in str(drift)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (record(status="Deleted"), "deleted"),
        (record(Notes="new", Active=False), "made inactive"),
        (record(Notes="", PrivateNote="Voided - Odoo", TotalAmt=0), "voided"),
        (record(Notes="", PrivateNote="Voided - Odoo", TotalAmt=5), "edited"),
    ],
)
def test_removals_have_their_own_names(found: dict[str, Any], kind: str) -> None:
    """Deleted ones come as a stub with a time."""
    [drift] = drifts(KNOWN, {"Customer": [found]}, {}, set())
    assert (drift.kind, drift.id) == (kind, "7")


@pytest.mark.parametrize(
    ("entity", "found"),
    [
        ("Invoice", {"Id": "8", "CustomerRef": {"value": "7"}}),
        ("Customer", {"Id": "8", "DisplayName": "Beam Co by hand"}),
    ],
)
def test_a_stranger_that_speaks_of_ours_was_made_by_hand(
    entity: str, found: dict[str, Any]
) -> None:
    """By a reference, or by a name."""
    [drift] = drifts(KNOWN, {entity: [found]}, {}, {"Beam Co"})
    assert (drift.kind, drift.entity, drift.ref, drift.at) == ("made", entity, None, None)


def test_other_peoples_records_are_not_ours_to_report() -> None:
    """A shared company has others in it, and they are left alone."""
    others = {"Customer": [{"Id": "9", "DisplayName": "Other", "status": ""}], "Invoice": []}
    assert drifts(KNOWN, others, {}, {"Beam Co"}) == []
