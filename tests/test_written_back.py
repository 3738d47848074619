"""What a sync may change in Odoo: nothing of the business, in the record or its parts."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from harness.connector.exporting import SyncFailed
from harness.odoo.fingerprint import with_parts
from harness.proof import Proof
from harness.proof.kinds import ROLES, Told
from harness.snapshot import OdooRef
from tests.oracle.records import invoice

INVOICE = OdooRef(model="account.move", id=7)
LINES = [OdooRef(model="account.move.line", id=number) for number in (71, 72)]
PAYMENT, ENTRY = OdooRef(model="account.payment", id=5), OdooRef(model="account.move", id=9)
PRODUCT = OdooRef(model="product.product", id=3)
TEMPLATE = OdooRef(model="product.template", id=2)
FIELDS = {
    "account.move": ("invoice_line_ids", "is_manually_modified", "message_ids", "narration"),
    "account.move.line": ("name",),
}


class Odoo:
    """The records of a few models."""

    def __init__(self) -> None:
        self.records: dict[OdooRef, dict[str, Any]] = {
            INVOICE: {"invoice_line_ids": [71, 72], "narration": "", "message_ids": [1]},
            **{line: {"name": "Beam"} for line in LINES},
            PAYMENT: {"move_id": [9, "PBNK1/2026/00001"]},
            ENTRY: {"invoice_line_ids": []},
            PRODUCT: {"product_tmpl_id": [2, "Beam"]},
            TEMPLATE: {},
        }

    def call(self, model: str, method: str, **said: Any) -> Any:
        """Read fields, or the names of all."""
        if method == "search_read":
            return [
                {"model": of, "name": name, "modules": "account"}
                for of, names in FIELDS.items()
                for name in names
            ]
        return [
            {"id": number}
            | {
                key: value
                for key, value in self.records[OdooRef(model=model, id=number)].items()
                if key in said["fields"]
            }
            for number in said["ids"]
        ]


class Stub(Proof):
    """A proof over a connector that changes Odoo, fails, and says so."""

    def __init__(self, odoo: Odoo, change: Callable[[], object], said: str = "create") -> None:
        self._port: Any = odoo
        self._rows: list[Any] = []
        self._change, self._said = change, said
        connector: Any = SimpleNamespace(
            sync=self._sync,
            logs=lambda refs: [row for row in self._rows if row.ref in refs],
            own_modules=lambda: ["qbo"],
        )
        self._connector = connector
        self.kinds = dict.fromkeys(ROLES, Told(connector, lambda _: invoice))

    def _sync(self, ref: OdooRef, role: str) -> None:
        del role
        self._change()
        row = SimpleNamespace(
            id=1, ref=ref, status="failed", message="no", entity="Invoice", operation=self._said
        )
        self._rows.append(row)
        raise SyncFailed("no")


def test_parts_are_found_for_each_model() -> None:
    """An invoice's lines, a payment's entry, a product's template; each record once."""
    odoo: Any = Odoo()
    assert with_parts(odoo, [INVOICE, LINES[0]]) == (INVOICE, *LINES)
    assert with_parts(odoo, [PAYMENT]) == (PAYMENT, ENTRY)
    assert with_parts(odoo, [PRODUCT, ENTRY]) == (PRODUCT, ENTRY, TEMPLATE)


def test_a_changed_line_is_told() -> None:
    """A document's lines are the document's."""
    odoo = Odoo()
    told = Stub(odoo, lambda: None)
    change = pytest.raises(AssertionError, match=r"line\(72\) name: 'Beam' became 'Beam \[QB\]'")
    with change, told.nothing_written_back(INVOICE):
        odoo.records[LINES[1]]["name"] = "Beam [QB]"


def test_what_odoo_marks_by_itself_is_no_change() -> None:
    """Odoo marks a document as modified when a connector writes its own id into it."""
    odoo = Odoo()
    odoo.records[INVOICE]["is_manually_modified"] = False
    with Stub(odoo, lambda: None).nothing_written_back(INVOICE):
        odoo.records[INVOICE]["is_manually_modified"] = True


def test_a_failure_that_is_written_into_the_record_is_told() -> None:
    """Its users may be told of it beside what they wrote, not in its place."""
    odoo = Odoo()
    Stub(odoo, lambda: odoo.records[INVOICE].update(message_ids=[1, 2])).refused(INVOICE, "invoice")
    noted = Stub(odoo, lambda: odoo.records[INVOICE].update(narration="closed books"))
    with pytest.raises(AssertionError, match="narration: '' became 'closed books'"):
        noted.refused(INVOICE, "invoice")


@pytest.mark.parametrize("said", ["update", "Updated", "", "Export invoice", "create or update"])
def test_an_update_is_logged_as_one(said: str) -> None:
    """Other words than these two are not judged."""
    told = Stub(Odoo(), lambda: None, said)
    told.refused(INVOICE, "invoice")
    told.said(INVOICE, "update")


def test_an_update_that_is_logged_as_a_creation_is_told() -> None:
    """Rows of before are not looked at."""
    told = Stub(Odoo(), lambda: None, "Created")
    told.refused(INVOICE, "invoice")
    told.said(INVOICE, "update", since=1)
    with pytest.raises(AssertionError, match="says Created"):
        told.said(INVOICE, "update")
