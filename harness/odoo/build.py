"""Which build of Odoo answers: its database, whether it is a neutralised copy, its commit."""

from __future__ import annotations

from dataclasses import dataclass

from harness.odoo.port import OdooNotFound, OdooPort

PROBE = "harness.probe"
"""The model of the addon `harness_probe`, which tells what Odoo's API can't."""

UUID = "database.uuid"
NEUTRALISED = "database.is_neutralized"
"""Odoo's own system parameters; the second is the mark that `odoo neutralize` leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """
    One build.

    `stage` is Odoo.sh's word for the branch (production, staging, dev), `commit`
    what its repository stood at when the server started; None without the probe.
    """

    uuid: str
    neutralised: bool
    stage: str | None = None
    commit: str | None = None


class BuildReader:
    """Reads which build answers; one call, once it is known whether the probe is installed."""

    def __init__(self, port: OdooPort) -> None:
        self._port = port
        self._probe: bool | None = None

    def read(self) -> Build:
        """Ask the probe; without one, ask Odoo's system parameters."""
        if self._probe is not False:
            try:
                told = self._port.call(PROBE, "tell", ids=[])
            except OdooNotFound:
                self._probe = False
            else:
                self._probe = True
                return Build(
                    uuid=str(told["uuid"]),
                    neutralised=is_true(told["neutralised"]),
                    stage=told["stage"] or None,
                    commit=told["commit"] or None,
                )
        rows = self._port.call(
            "ir.config_parameter",
            "search_read",
            domain=[["key", "in", [UUID, NEUTRALISED]]],
            fields=["key", "value"],
        )
        held = {row["key"]: row["value"] for row in rows}
        return Build(uuid=str(held.get(UUID)), neutralised=is_true(held.get(NEUTRALISED)))


def is_true(value: object) -> bool:
    """Whether a system parameter is true; anything but Odoo's own words for true is false."""
    return str(value).lower() in {"true", "1"}
