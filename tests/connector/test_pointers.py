"""A connector's own rows may point at Odoo's records by a reference field."""

from __future__ import annotations

from pathlib import Path

from harness.connector.driver import Connector
from harness.connector.loader import load_profile
from harness.connector.mapping import Entry
from harness.connector.pointers import pointed_at
from harness.snapshot import OdooRef
from tests.connector.port import Port

CUSTOMER = OdooRef(model="res.partner", id=7)
BILL = OdooRef(model="account.move", id=7)
PROFILE = """
name = "theirs"
title = "Theirs"
modules = ["theirs"]

[connection]
kind = "parameters"
model = "theirs.engine"
fields = {}

[triggers]
customer = { on = "cron", method = "theirs.export" }

[ids]
customer = { model = "theirs.link", record = "origin", field = "qbo" }

[logs]
model = "theirs.log"
record_id = "origin"
status = "state"

[mappings.tax]
model = "account.tax"
match = "name"
row = "theirs.map"
record = "entry"
field = "qbo"
"""


def connector(tmp_path: Path, answers: dict[tuple[str, str], object]) -> tuple[Connector, Port]:
    """A connector all of whose pointers are reference fields."""
    file = tmp_path / "theirs.toml"
    file.write_text(PROFILE)
    port = Port({("ir.model.fields", "search_count"): [1], **answers})
    return Connector(load_profile(str(file)), port), port


def test_an_id_is_found_by_a_reference(tmp_path: Path) -> None:
    """Model and id are one text; the field's type is asked once."""
    made, port = connector(tmp_path, {("theirs.link", "search_read"): [[{"qbo": "58"}]]})
    assert made.external_id(CUSTOMER, "customer") == "58"
    assert port.calls[-1][2]["domain"] == [["origin", "=", "res.partner,7"]]
    made.external_id(CUSTOMER, "customer")
    assert [method for _, method, _ in port.calls].count("search_count") == 1


def test_a_mirror_is_found_by_a_reference(tmp_path: Path) -> None:
    """One that points at a record of another kind is not of this role."""
    rows = [{"origin": "res.partner,7"}, {"origin": "account.move,8"}, {"origin": False}]
    made, _ = connector(tmp_path, {("theirs.link", "search_read"): [rows]})
    assert made.mirrored_by("customer", "58") == (CUSTOMER,)


def test_a_log_row_names_its_record_by_a_reference(tmp_path: Path) -> None:
    """Records of one number and two models are kept apart."""
    rows = [
        {"id": 1, "origin": "res.partner,7", "state": "done"},
        {"id": 2, "origin": "account.move,7", "state": "failed"},
    ]
    made, port = connector(tmp_path, {("theirs.log", "search_read"): [rows]})
    assert [row.ref for row in made.logs([CUSTOMER, BILL])] == [CUSTOMER, BILL]
    assert port.calls[-1][2]["domain"] == [["origin", "in", ["account.move,7", "res.partner,7"]]]


def test_a_model_beside_a_reference_does_no_harm(tmp_path: Path) -> None:
    """The reference is still looked for as it is written."""
    row = {"id": 1, "origin": "res.partner,7", "kind": "res.partner", "state": "done"}
    made, port = connector(tmp_path, {("theirs.log", "search_read"): [[row]]})
    assert made.profile.logs
    logs = made.profile.logs.model_copy(update={"record_model": "kind"})
    made = Connector(made.profile.model_copy(update={"logs": logs}), port)
    assert [row.ref for row in made.logs([CUSTOMER])] == [CUSTOMER]
    assert port.calls[-1][2]["domain"] == [
        ["origin", "in", ["res.partner,7"]],
        ["kind", "in", ["res.partner"]],
    ]


def test_a_mapping_row_points_by_a_reference(tmp_path: Path) -> None:
    """It is looked for, and made, with model and id."""
    made, port = connector(
        tmp_path, {("account.tax", "search"): [[4]], ("theirs.map", "search"): [[]]}
    )
    made.map("tax", {"FL 7%": Entry(id="2", name="FL 7%", rule="taxes")})
    assert port.calls[-1][2]["vals_list"] == [{"entry": "account.tax,4", "qbo": "2"}]


def test_the_place_of_an_id_is_told(tmp_path: Path) -> None:
    """A wrong field of the profile and an export that never ran look alike without it."""
    made, _ = connector(tmp_path, {})
    assert made.place("customer") == (
        "theirs.link.qbo of the row whose origin is the record (ids.customer of the profile)"
    )
    assert made.place("bill") == "nowhere"


def test_what_points_at_nothing_is_nothing() -> None:
    """In whichever form; a relation has its name beside the id."""
    nothing: tuple[object, ...] = (False, None, 0, "", [], "x")
    assert {pointed_at(value) for value in nothing} == {("", 0)}
    assert pointed_at([7, "Mill"]) == pointed_at(7) == pointed_at("7") == ("", 7)
