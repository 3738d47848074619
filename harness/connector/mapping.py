"""Telling a connector what entries of Odoo's lists are in QuickBooks, where its profile says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harness.connector import profile as profiles
from harness.connector.pointers import Pointers
from harness.connector.profile import MappingKind, Profile
from harness.errors import NotProven
from harness.odoo.port import OdooPort
from harness.snapshot import OdooRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a QuickBooks list that something in Odoo is mapped to, and the rule says so."""

    id: str
    name: str
    rule: str


class MappingTable:
    """The connector's own mapping: fields of the entries themselves, or rows of a model."""

    def __init__(self, profile: Profile, port: OdooPort, pointers: Pointers) -> None:
        self._profile = profile
        self._port = port
        self._pointers = pointers
        self._untold: dict[MappingKind, None] = {}

    def tell(self, kind: MappingKind, entries: Mapping[str, Entry]) -> None:
        """
        Write the entries of a kind, by what Odoo calls them.

        Where the profile has no such kind, `not_told` remembers it; `NotProven` for an
        entry that Odoo lacks.
        """
        mapping = self._profile.mappings.get(kind)
        if mapping is None:
            if entries:
                self._untold.setdefault(kind)
            return
        for match, entry in entries.items():
            ids = self._port.call(
                mapping.model, "search", domain=[[mapping.match, "=", match]], limit=1
            )
            if not ids:
                raise NotProven(
                    f"The mapping rules name {mapping.model} {match}, which this Odoo lacks.",
                    where=f"{entry.rule}; database {self._port.database}",
                    next_step="correct the rule, or the company's set-up in Odoo",
                )
            value = {"id": entry.id, "name": entry.name, "true": True}[mapping.value]
            self._write(mapping, ids[0], {mapping.field: value})

    def not_told(self) -> str:
        """Say what the profile kept the harness from telling the connector; "" if nothing."""
        if not self._untold:
            return ""
        keys = ", ".join(f"mappings.{kind}" for kind in self._untold)
        return (
            f"\nThe profile {self._profile.name} has no {keys}: the connector was not told"
            " what these are in QuickBooks. If it must be told, add them to the profile."
        )

    def _write(self, mapping: profiles.Mapping, entry: int, told: Mapping[str, object]) -> None:
        """Write on the entry itself, or on the one row of the mapping model that is about it."""
        if mapping.row is None:
            self._port.call(mapping.model, "write", ids=[entry], vals=told)
            return
        ref = OdooRef(model=mapping.model, id=entry)
        pointer = self._pointers.written(mapping.row, str(mapping.record), ref)
        about = {str(mapping.record): pointer, **mapping.create}
        domain = [[name, "=", value] for name, value in about.items()]
        rows = self._port.call(mapping.row, "search", domain=domain, limit=1)
        if rows:
            self._port.call(mapping.row, "write", ids=rows, vals=told)
        else:
            self._port.call(mapping.row, "create", vals_list=[{**about, **told}])
