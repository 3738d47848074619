"""The connector's own settings: a record of its model, or Odoo's system parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harness.connector.profile import Profile, Setting
from harness.errors import NotProven
from harness.odoo.port import OdooPort

PARAMETERS = "ir.config_parameter"


class Store:
    """Reads and writes settings under our names, where the profile says they are."""

    def __init__(self, profile: Profile, port: OdooPort) -> None:
        self._profile = profile
        self._connection = profile.connection
        self._port = port
        self._record: int | None = None

    def ids(self) -> list[int]:
        """Find the settings' record, or make it; none where settings are parameters."""
        if self._connection.kind == "parameters":
            return []
        return [self.record()]

    def record(self) -> int:
        """Find the settings' record, or make it."""
        if self._record is None:
            connection = self._connection
            found = self._port.call(
                connection.model, "search", domain=connection.domain, order="id", limit=1
            )
            if not found:
                found = self._port.call(
                    connection.model, "create", vals_list=[dict(connection.create)]
                )
            self._record = int(found[0])
        return self._record

    def demand(self, *settings: Setting) -> None:
        """Raise `NotProven` unless the profile says where all these settings are."""
        unknown = [name for name in settings if name not in self._connection.fields]
        if unknown:
            raise NotProven(
                f"The connector profile {self._profile.name} does not say where the connector"
                f" keeps its {', '.join(unknown)}.",
                where="connection.fields",
                next_step="add it to the profile; if the connector keeps it nowhere that a"
                " person could reach, this can't be proved of it",
            )

    def read(self, settings: Sequence[Setting]) -> dict[str, Any]:
        """Read those of the settings that the profile knows."""
        fields = self._connection.fields
        wanted = {name: fields[name] for name in settings if name in fields}
        if self._connection.kind == "parameters":
            rows = self._port.call(
                PARAMETERS,
                "search_read",
                domain=[["key", "in", sorted(wanted.values())]],
                fields=["key", "value"],
            )
            held = {row["key"]: row["value"] for row in rows}
            return {name: held.get(key, False) for name, key in wanted.items()}
        rows = self._port.call(
            self._connection.model, "read", ids=[self.record()], fields=sorted(wanted.values())
        )
        return {name: rows[0][field] for name, field in wanted.items()}

    def peek(self, setting: Setting) -> str:
        """Read one setting without making the record that it is kept on; "" when it is unset."""
        connection = self._connection
        if connection.kind == "record" and not self._port.call(
            connection.model, "search_count", domain=connection.domain
        ):
            return ""
        return str(self.read((setting,))[setting] or "")

    def write(self, settings: Mapping[str, Any], constants: Mapping[str, Any]) -> None:
        """Write the settings that the profile knows, and constants under the connector's names."""
        fields: Mapping[str, str] = self._connection.fields  # type: ignore[assignment] # keys are literals
        values = {fields[name]: value for name, value in settings.items() if name in fields}
        values = {**constants, **values}
        if self._connection.kind == "parameters":
            for key, value in values.items():
                self._port.call(PARAMETERS, "set_param", key=key, value=value)
            return
        self._port.call(self._connection.model, "write", ids=[self.record()], vals=values)
