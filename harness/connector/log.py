"""The connector's log, read as the profile says, and searched for secrets."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from harness.connector.pointers import Pointers, pointed_at
from harness.connector.profile import Logs, LogStatus
from harness.errors import NotProven
from harness.odoo.port import OdooPort
from harness.snapshot import OdooRef

SECRET_SHAPES = (
    re.compile(r"[Bb]earer +[A-Za-z0-9._~+/-]{16,}"),
    re.compile(r"[Bb]asic +[A-Za-z0-9+/=]{24,}"),
    re.compile(r"\b(?:RT1-|AB11)[A-Za-z0-9._-]{16,}"),
    re.compile(r"\beyJ[A-Za-z0-9_-]{16,}\."),
)
"""Authorization headers, Intuit's refresh tokens (old and new form), encrypted access tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One row of the connector's log, in our words; `text` is all of it, for looking for leaks."""

    id: int
    ref: OdooRef | None
    entity: str
    external_id: str
    operation: str
    status: str
    message: str
    at: str
    text: str


class Log:
    """Reads the log of a profile."""

    def __init__(
        self,
        logs: Logs,
        port: OdooPort,
        pointers: Pointers,
        leads: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        """
        Take a log and, by Odoo's model, the field and the model that exports are called on.

        What is exported as another record, such as a variant as its template, may be logged
        as that one.
        """
        self._logs = logs
        self._port = port
        self._pointers = pointers
        self._leads = leads or {}

    def rows(self, refs: Collection[OdooRef] | None = None) -> tuple[LogRow, ...]:
        """
        Read the log, oldest first: of the given records, or all of it.

        `NotProven` when a row of the records has a word that the profile does not translate:
        it would be told as the connector's fault.
        """
        logs = self._logs
        domain: list[Any] = list(logs.domain)
        names: dict[str, list[OdooRef]] = {}
        instead: dict[OdooRef, list[OdooRef]] = {}
        if refs is not None:
            instead = self._instead(refs)
            called = {ref for meant in instead.values() for ref in meant}
            told = bool(logs.record_model or logs.record_name) or self._tells_model()
            # A mere number is of the record whose method was called.
            refs = [ref for ref in refs if told or ref not in called] + list(instead)
            if logs.record_id:
                domain.append([logs.record_id, "in", self._pointing(refs)])
            else:
                names = self._names(refs)
                domain.append([logs.record_name, "in", sorted(names)])
            if logs.record_model:
                domain.append([logs.record_model, "in", sorted({ref.model for ref in refs})])
        found = self._port.call(logs.model, "search_read", domain=domain, fields=[], order="id")
        rows = tuple(self._row(row, refs or (), names, instead) for row in found)
        if refs is not None:
            self._demand_known(rows)
        return rows

    def place(self) -> str:
        """Say where the rows about a record are looked for."""
        logs = self._logs
        by = f"{logs.record_id} is its id" if logs.record_id else f"{logs.record_name} is its name"
        model = f" and {logs.record_model} its model" if logs.record_model else ""
        narrowed = f", among {logs.domain}" if logs.domain else ""
        return f"rows of {logs.model} whose {by}{model}{narrowed} (logs of the profile)"

    def _instead(self, refs: Collection[OdooRef]) -> dict[OdooRef, list[OdooRef]]:
        """Find the records as which the given ones are exported, and whom each stands for."""
        found: dict[OdooRef, list[OdooRef]] = {}
        for ref in refs:
            if ref.model in self._leads:
                field, model = self._leads[ref.model]
                other = OdooRef(model=model, id=self._pointers.beyond(ref, field))
                found.setdefault(other, []).append(ref)
        return found

    def _tells_model(self) -> bool:
        """Say whether the pointer itself tells the record's model, as a reference field does."""
        logs = self._logs
        return self._pointers.is_reference(logs.model, str(logs.record_id))

    def _pointing(self, refs: Collection[OdooRef]) -> list[int | str]:
        """Write what `record_id` holds of the records."""
        logs = self._logs
        ordered = sorted(refs, key=lambda ref: (ref.id, ref.model))
        return [self._pointers.written(logs.model, str(logs.record_id), ref) for ref in ordered]

    def _demand_known(self, rows: Collection[LogRow]) -> None:
        known = get_args(LogStatus)
        for row in rows:
            if row.status not in known:
                raise NotProven(
                    f"The connector's log says {row.status or 'nothing'!r} of {row.ref}, and its"
                    " profile does not say what that means.",
                    expected=f"one of {', '.join(known)}",
                    where=f"logs.states; row {row.id} of {self._logs.model}",
                    next_step="add the word to logs.states, or say logs.otherwise; rows that"
                    " tell no outcome are left out by logs.domain",
                )

    def _names(self, refs: Collection[OdooRef]) -> dict[str, list[OdooRef]]:
        """Name the records as the log would; several records may bear one name."""
        named: dict[str, list[OdooRef]] = {}
        for model in sorted({ref.model for ref in refs}):
            ids = sorted(ref.id for ref in refs if ref.model == model)
            for row in self._port.call(model, "read", ids=ids, fields=["display_name"]):
                named.setdefault(row["display_name"], []).append(OdooRef(model=model, id=row["id"]))
        return named

    def _row(
        self,
        row: Mapping[str, Any],
        refs: Collection[OdooRef],
        names: Mapping[str, list[OdooRef]],
        instead: Mapping[OdooRef, list[OdooRef]],
    ) -> LogRow:
        logs = self._logs

        def text(key: str | None) -> str:
            value = row.get(key) if key else None
            return str(value) if value else ""

        value = row.get(logs.status) if logs.status else None
        status = str(value).lower() if isinstance(value, bool) else str(value or "")
        return LogRow(
            id=row["id"],
            ref=_alone(self._meant(row, refs, names), instead),
            entity=text(logs.entity),
            external_id=text(logs.external_id),
            operation=text(logs.operation),
            status=logs.states.get(status, logs.otherwise or status),
            message=text(logs.message),
            at=text(logs.at),
            text="\n".join(f"{key}: {value}" for key, value in sorted(row.items())),
        )

    def _meant(
        self, row: Mapping[str, Any], refs: Collection[OdooRef], names: Mapping[str, list[OdooRef]]
    ) -> list[OdooRef]:
        """Name the records that a row may be about; none where it leaves that open."""
        logs = self._logs
        model = str(row[logs.record_model] or "") if logs.record_model else ""
        if logs.record_id:
            within, number = pointed_at(row[logs.record_id])
            model = model or within
            if number and model:
                return [OdooRef(model=model, id=number)]
            return [ref for ref in refs if ref.id == number]
        meant = names.get(str(row[logs.record_name or ""]), [])
        return [ref for ref in meant if model in {"", ref.model}]


def _alone(meant: Collection[OdooRef], instead: Mapping[OdooRef, list[OdooRef]]) -> OdooRef | None:
    """
    Return the one record that a row can only be about.

    A record that was exported in the place of a single one that is asked for is that one.
    """
    whom = {ref: instead.get(ref, []) for ref in meant}
    found = {of[0] if len(of) == 1 else ref for ref, of in whom.items()}
    return found.pop() if len(found) == 1 else None


def leaks(rows: Collection[LogRow], secrets: Mapping[str, Any]) -> list[str]:
    """Name the rows that show one of the secrets, or a text of their shape; never the secret."""
    found = []
    for row in rows:
        shown = [name for name, value in secrets.items() if value and str(value) in row.text]
        if any(shape.search(row.text) for shape in SECRET_SHAPES):
            shown.append("something shaped like a token")
        if shown:
            found.append(f"  row {row.id} ({row.ref}) shows {', '.join(shown)}")
    return found
