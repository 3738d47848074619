"""What Odoo's lists are in QuickBooks, told to a connector where its profile says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.loader import load_profile
from harness.connector.mapping import Entry
from harness.errors import SettingsError
from harness.odoo.port import OdooUserError
from tests.connector.driven import CUSTOMER
from tests.connector.port import Port


def test_a_mapping_table_has_one_row_for_each_entry(tmp_path: Path) -> None:
    """Made where it is missing, and found again by all that tells it."""
    made, port = table_of_mappings(
        tmp_path,
        {("account.tax", "search"): [[4]], ("their.mapping", "search"): [[], [30]]},
    )
    for tax_code in ("2", "3"):
        made.map("tax", {"FL 7%": Entry(id=tax_code, name="FL 7%", rule="taxes")})
    asked = [call[2] for call in port.calls if call[1:2] == ("search",)]
    assert asked[1]["domain"] == [["entry", "=", 4], ["kind", "=", "tax"]]
    assert [call[2] for call in port.calls if call[1] in {"create", "write"}] == [
        {"ids": None, "context": None, "vals_list": [{"entry": 4, "kind": "tax", "qbo": "2"}]},
        {"ids": [30], "context": None, "vals": {"qbo": "3"}},
    ]


def test_a_wrong_mapping_table_is_told(tmp_path: Path) -> None:
    """Its fields are looked for in the table, not in the entry."""
    made, _ = table_of_mappings(
        tmp_path,
        {
            ("ir.model.fields", "search_read"): [
                [
                    {"model": "account.tax", "name": "name"},
                    {"model": "their.mapping", "name": "qbo"},
                    {"model": "their.mapping", "name": "entry"},
                ]
            ]
        },
    )
    with pytest.raises(SettingsError, match=r"their\.mapping has no field kind") as told:
        made.validate()
    assert "mappings.tax.field" not in str(told.value)


def test_a_refusal_names_what_the_profile_could_not_tell(tmp_path: Path) -> None:
    """The connector's own words alone would not lead to the profile."""
    made, _ = table_of_mappings(
        tmp_path, {("res.partner", "sync"): [OdooUserError("c", "UserError", "no term")]}
    )
    made.map("term", {"Net 30": Entry(id="3", name="Net 30", rule="terms")})
    made.map("class", {})
    with pytest.raises(SyncFailed, match=r"no term\nThe profile theirs has no mappings\.term:"):
        made.sync(CUSTOMER, "customer")


def table_of_mappings(
    folder: Path, answers: Mapping[tuple[str, str], Any]
) -> tuple[Connector, Port]:
    """A connector that keeps what taxes are in QuickBooks in a table of its own."""
    file = folder / "theirs.toml"
    file.write_text(
        """
name = "theirs"
title = "Theirs"
modules = []
ids = {}
[connection]
model = "account.tax"
fields = {}
[triggers]
customer = { on = "record", method = "sync" }
[mappings.tax]
model = "account.tax"
match = "name"
row = "their.mapping"
record = "entry"
field = "qbo"
create = { kind = "tax" }
"""
    )
    port = Port(answers)
    return Connector(load_profile(str(file)), port), port
