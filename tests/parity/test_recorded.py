"""The comparison with recorded exchanges sees what is the same, and names what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from tests.parity.recorded import against
from tests.sandbox.conftest import Emulator


def cassette(folder: Path, body: Any, answer: Any, **headers: str) -> Path:
    """A cassette of one exchange, as Ruby's vcr writes it."""
    kept = {"Content-Type": "application/json;charset=utf-8", "Intuit-Tid": "1-0-0", **headers}
    exchange = {
        "request": {
            "method": "post",
            "uri": "https://sandbox-quickbooks.api.intuit.com/v3/company/-COMPANY_ID-/term",
            "body": {"encoding": "UTF-8", "string": json.dumps(body)},
            "headers": {"Accept": ["application/json"], "Content-Type": ["application/json"]},
        },
        "response": {
            "status": {"code": 200, "message": "OK"},
            "headers": {name: [value] for name, value in kept.items()},
            "body": {"encoding": "UTF-8", "string": json.dumps(answer)},
        },
    }
    file = folder / "term.yml"
    file.write_text(yaml.safe_dump({"http_interactions": [exchange]}), "utf-8")
    return file


TERM = {
    "Name": "Net 7",
    "Active": True,
    "Type": "STANDARD",
    "DiscountPercent": 0,
    "DueDays": 7,
    "domain": "QBO",
    "sparse": False,
    "Id": "9",
    "SyncToken": "0",
    "MetaData": {
        "CreateTime": "2020-09-29T05:58:07-07:00",
        "LastUpdatedTime": "2020-09-29T05:58:07-07:00",
    },
}
ASKED = {"Name": "Net 7", "DueDays": 7}
TIME = "2020-09-29T05:58:07.300-07:00"


def test_the_same_is_the_same(emulator: Emulator, tmp_path: Path) -> None:
    """Ids, times and marks may differ, the shape not."""
    file = cassette(tmp_path, ASKED, {"Term": TERM, "time": TIME})
    ((request, seen),) = against(emulator, file, values=True)
    assert request.startswith("POST https://")
    assert seen == []


def test_what_differs_is_named_by_its_field(emulator: Emulator, tmp_path: Path) -> None:
    """Missing, too much, of another type, in another order, otherwise written."""
    changed = {"Lost": 1, **TERM, "Id": 9, "DueDays": 7.0, "Type": "DATE_DRIVEN"}
    changed["Active"] = changed.pop("Active")
    del changed["DiscountPercent"]
    file = cassette(
        tmp_path, ASKED, {"Term": changed, "time": TIME[:19]}, **{"WWW-Authenticate": "x"}
    )
    ((_, seen),) = against(emulator, file, values=True)
    assert {(each.kind, each.where) for each in seen} == {
        ("header", "www-authenticate"),
        ("missing", ".Term.Lost"),
        ("extra", ".Term.DiscountPercent"),
        ("order", ".Term"),
        ("type", ".Term.Id"),
        ("style", ".Term.DueDays"),
        ("value", ".Term.Type"),
        ("style", ".time"),
    }
