"""How a field of a connector's own model points at an Odoo record."""

from __future__ import annotations

from harness.odoo.port import OdooPort
from harness.snapshot import OdooRef


class Pointers:
    """
    Writes and reads pointers at Odoo records, in whichever of the three forms a field has.

    A relation and a plain number hold the record's id; a `reference` field holds
    its model and its id, such as `res.partner,7` (Odoo 19, `odoo/orm/fields_reference.py`).
    Which of them a field is, is asked once.
    """

    def __init__(self, port: OdooPort) -> None:
        """Take the port over which Odoo is asked for a field's type."""
        self._port = port
        self._references: dict[tuple[str, str], bool] = {}

    def is_reference(self, model: str, field: str) -> bool:
        """Ask whether a field holds a record's model and id in one text."""
        key = (model, field)
        if key not in self._references:
            self._references[key] = bool(
                self._port.call(
                    "ir.model.fields",
                    "search_count",
                    domain=[
                        ["model", "=", model],
                        ["name", "=", field],
                        ["ttype", "=", "reference"],
                    ],
                )
            )
        return self._references[key]

    def written(self, model: str, field: str, ref: OdooRef) -> int | str:
        """Write a pointer at a record as the field holds it."""
        return f"{ref.model},{ref.id}" if self.is_reference(model, field) else ref.id

    def beyond(self, ref: OdooRef, field: str) -> int:
        """Follow a field of the record to another one, such as from a product to its template."""
        row = self._port.call(ref.model, "read", ids=[ref.id], fields=[field])[0]
        return int(row[field][0])


def pointed_at(value: object) -> tuple[str, int]:
    """
    Read what a field points at: the model ("" where the field does not tell it) and the id.

    The id is 0 where it points at nothing.
    """
    if isinstance(value, list | tuple):
        return "", int(value[0]) if value else 0
    model, comma, number = str(value or "").rpartition(",")
    if not number.isdecimal():
        return "", 0
    return (model if comma else ""), int(number)
