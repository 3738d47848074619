"""A variant that is exported as its template may be logged as its template, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.connector.driver import Connector
from harness.connector.loader import load_profile
from harness.snapshot import OdooRef
from tests.connector.driven import PROFILES
from tests.connector.port import Port

VARIANT = OdooRef(model="product.product", id=40)
TEMPLATE = OdooRef(model="product.template", id=3)
INVOICE = OdooRef(model="account.move", id=3)
ROW = {"id": 1, "model": "product.template", "record": 3, "name": "Beam", "state": "failed"}


def logged(
    rows: list[dict[str, Any]],
    *,
    reference: bool = False,
    profile: str = "vraja",
    **logs: str | None,
) -> tuple[Connector, Port]:
    """A connector that exports products by their templates, unless the profile is another."""
    told = load_profile(str(PROFILES / f"{profile}.toml"))
    assert told.logs
    keys: Mapping[str, Any] = {
        "model": "theirs.log",
        "record_name": None,
        "status": "state",
        "states": {},
    }
    kept = told.logs.model_copy(update={**keys, **logs})
    named = {"display_name": "Beam"}
    port = Port(
        {
            ("ir.model.fields", "search_count"): [int(reference)],
            ("product.product", "read"): [
                [{"id": 40, "product_tmpl_id": [3, "Beam"], **named}],
            ],
            ("product.template", "read"): [[{"id": 3, **named}]],
            ("theirs.log", "search_read"): [rows],
        }
    )
    return Connector(told.model_copy(update={"logs": kept}), port), port


@pytest.mark.parametrize(
    ("logs", "row"),
    [
        ({"record_id": "record", "record_model": "model"}, ROW),
        ({"record_id": "record"}, ROW),
        ({"record_name": "name"}, ROW),
        ({"record_name": "name", "record_model": "model"}, ROW),
        ({"record_id": "record", "reference": True}, {**ROW, "record": "product.template,3"}),
    ],
)
def test_a_row_of_the_template_is_the_variants(logs: Any, row: dict[str, Any]) -> None:
    """Whichever way the log names its records."""
    made, port = logged([row], **logs)
    assert [found.ref for found in made.logs([VARIANT])] == [VARIANT]
    told = str(port.calls[-1][2]["domain"])
    assert "Beam" in told or "3" in told


def test_a_row_of_the_variant_still_is() -> None:
    """A connector may log the variant though its button stands on the template."""
    row = {**ROW, "model": "product.product", "record": 40}
    made, _ = logged([row], record_id="record", record_model="model")
    assert [found.ref for found in made.logs([VARIANT])] == [VARIANT]


def test_a_template_of_two_variants_stands_for_neither() -> None:
    """A row says nothing of one where both were asked for."""
    made, _ = logged([ROW], record_id="record", record_model="model")
    other = OdooRef(model="product.product", id=41)
    assert [found.ref for found in made.logs([VARIANT, other])] == [TEMPLATE]


def test_what_is_exported_itself_is_not_looked_for_elsewhere() -> None:
    """A document is no template, and a connector without `via` logs the variant."""
    made, port = logged([], record_id="record")
    made.logs([INVOICE])
    assert port.calls[-1][2]["domain"] == [["record", "in", [3]]]
    made, port = logged([], profile="pragmatic", record_id="record", record_name=None)
    made.logs([VARIANT])
    assert ["record", "in", [40]] in port.calls[-1][2]["domain"]
    assert ("product.product", "read") not in {call[:2] for call in port.calls}
