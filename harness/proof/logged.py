"""What a connector leaves behind in Odoo: true rows in its log, and no business field changed."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Literal

from harness.cassette.stable import STAMPED
from harness.connector.log import LogRow
from harness.odoo.fingerprint import MARKED, business_fields, fingerprint, with_parts
from harness.proof.mirror import Mirror
from harness.snapshot import OdooRef

AN_HOUR = timedelta(hours=1)
"""No scenario lasts as long, and no zone is nearer to UTC."""

SAID = {"create": "create", "created": "create", "update": "update", "updated": "update"}
"""A log's words of which one is meant for certain, and what they say was done."""


class Logged(Mirror):
    """What a scenario demands of the connector's log, and of Odoo's own records."""

    def logged(self, ref: OdooRef, status: str) -> None:
        """
        Demand one new terminal log row of a record's only attempt, with this status.

        What exports by itself tries as often as it likes, and says the same each time. A row
        that says done must name the very record in QuickBooks, a failed one a cause. Rows that
        were judged before are of another record, in a log that knows records by name.
        """
        rows = [row for row in self.attempts(ref) if row.id not in self._judged]
        self._judged |= {row.id for row in rows}
        states = [row.status for row in rows]
        if any(kind.by_itself for kind in self.kinds.values()):
            states = list(dict.fromkeys(states))
        if states != [status]:
            shown = "; ".join(f"{row.status} ({row.message})" for row in rows)
            raise AssertionError(
                f"One attempt was made for {ref}, so its log must hold one row, {status}.\n"
                f"  found {len(rows)}: {shown or 'nothing'}{'' if rows else self._looked_at()}"
            )
        row = rows[-1]
        self._demand_hour(row, ref)
        if status == "done" and (not row.external_id or not row.entity):
            raise AssertionError(f"The log row {row.id} of {ref} says done, but not what was made.")
        mirrors = {held for (other, _), held in self._links.items() if other == ref}
        if status == "done" and mirrors and row.external_id not in mirrors:
            raise AssertionError(
                f"The log row {row.id} of {ref} names {row.entity} {row.external_id}; what"
                f" was made is {', '.join(sorted(mirrors))}."
            )
        if status == "done":
            self._read(row.entity, row.external_id, f"{ref} in its log's row {row.id}")
        if status == "failed" and not row.message:
            raise AssertionError(f"The log row {row.id} of {ref} says failed, but not why.")

    def _demand_hour(self, row: LogRow, ref: OdooRef) -> None:
        """Demand that a row is of this scenario's hours, where it says when it was written."""
        if row.at in STAMPED.values() or ":" not in row.at:
            return  # a recording keeps no hour, and a mere day has none
        try:
            at = datetime.fromisoformat(row.at)
        except ValueError:
            return
        if abs((at if at.tzinfo else at.replace(tzinfo=UTC)) - self._since) > AN_HOUR:
            raise AssertionError(
                f"The log row {row.id} of {ref} says {row.at} (Odoo keeps UTC), but it was"
                f" written after {self._since:%Y-%m-%d %H:%M} UTC."
            )

    def said(self, ref: OdooRef, did: Literal["create", "update"], *, since: int = 0) -> None:
        """
        Demand that no row of a record's log, after the first so many, says the other was done.

        A log without such words, or with others, is not judged.
        """
        for row in self.attempts(ref)[since:]:
            if SAID.get(row.operation.lower(), did) != did:
                raise AssertionError(
                    f"The log row {row.id} of {ref} says {row.operation}, but what QuickBooks was"
                    f" asked for was to {did} it."
                )

    @contextmanager
    def nothing_written_back(
        self, *refs: OdooRef, but: AbstractSet[str] = frozenset()
    ) -> Iterator[None]:
        """
        Demand that the block changes no business field of the given records in Odoo.

        Nor of what belongs to them: a document's lines, a payment's entry, a product's
        template. `but` are fields that it may change; what Odoo marks by itself doesn't count.
        """
        refs = with_parts(self._port, refs)
        fields = business_fields(
            self._port,
            {ref.model for ref in refs},
            exclude_modules=self._connector.own_modules(),
        )
        before = fingerprint(self._port, refs, fields)
        yield
        after = fingerprint(self._port, refs, fields)
        changed = [
            f"  {ref} {field}: {before[ref].get(field)!r} became {after[ref].get(field)!r}"
            for ref in refs
            for field in sorted({*before[ref], *after[ref]} - but - MARKED)
            if before[ref].get(field) != after[ref].get(field)
        ]
        if changed:
            raise AssertionError(
                "Odoo is the source of truth, yet the sync changed it:\n" + "\n".join(changed)
            )
