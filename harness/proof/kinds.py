"""
How a connector comes to export a record: told so, with all that waits, or by itself.

What the steps ask of a connector is the same for each kind; how it is asked, how it says
no, and which rows of its log speak of that is the kind's own. The profile's triggers say
which it is, for each role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol, get_args

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.log import LogRow
from harness.connector.profile import Profile, Trigger
from harness.proof.together import together
from harness.snapshot import OdooRef, Role, Snapshot

Export = Literal["exports all that waits", "exports by itself"]
"""How a connector exports more than it is told to; what exports by itself does both."""
Read = Callable[[OdooRef], Snapshot]
"""Reads a record from Odoo as it stands now."""
ROLES: tuple[Role, ...] = get_args(Role)
PARTIES: Mapping[Role, str] = {"customer": "Customer", "vendor": "Vendor"}
"""The entities of one record that may be both: the log has rows of either."""


class Kind(Protocol):
    """What the steps ask of a connector."""

    others_leave: bool
    """Whether records that nobody asked for may leave, too; what is not tried needs no row then."""
    by_itself: bool
    """Whether a change is exported before anybody asks."""

    def export(self, ref: OdooRef, role: Role, *, again: bool = False) -> None:
        """
        Have a record exported; raise `SyncFailed` when the connector refuses, if only in its log.

        `again` says that nothing was changed since it was exported.
        """

    def at_once(self, ref: OdooRef, role: Role, times: int) -> list[str]:
        """Have a record exported several times at the same moment; what was refused."""

    def together(self, refs: Sequence[OdooRef], role: Role) -> str:
        """Have several records exported by one call; what was said of a failure, "" if nothing."""

    def during(
        self, trouble: AbstractContextManager[None], change: Callable[[], OdooRef], role: Role
    ) -> tuple[OdooRef, str]:
        """
        Have a change exported while there is trouble; the record, and the connector's words.

        "" where it said nothing of a failure. The change itself is made before the trouble,
        unless it is the export.
        """

    def earlier(self, ref: OdooRef) -> int:
        """Count the rows that speak of earlier attempts than the one to come."""

    def since(self, ref: OdooRef, role: Role, earlier: int) -> tuple[LogRow, ...]:
        """Read the rows of the last attempt, when so many spoke of earlier ones."""


def attempts_of(connector: Connector, ref: OdooRef) -> tuple[LogRow, ...]:
    """Read the log's rows about a record, oldest first."""
    return tuple(row for row in connector.logs(refs=[ref]) if row.ref == ref)


class Told:
    """Exports one record, when it is told to."""

    exports: frozenset[Export] = frozenset()
    others_leave = False
    by_itself = False

    def __init__(self, connector: Connector, read: Read) -> None:
        """Take the connector, and the way to a record as it stands."""
        self._connector = connector
        self._read = read

    def export(self, ref: OdooRef, role: Role, *, again: bool = False) -> None:
        """Tell it, as often as one likes."""
        del again
        self._connector.sync(ref, role)

    def at_once(self, ref: OdooRef, role: Role, times: int) -> list[str]:
        """Tell it several times at the same moment."""
        told = together(times, lambda: _words_of(lambda: self._connector.sync(ref, role)))
        return [words for words in told if words]

    def together(self, refs: Sequence[OdooRef], role: Role) -> str:
        """Tell it of all of them at once."""
        return _words_of(lambda: self._connector.sync_together(refs, role))

    def during(
        self, trouble: AbstractContextManager[None], change: Callable[[], OdooRef], role: Role
    ) -> tuple[OdooRef, str]:
        """Make the change, and tell it while there is trouble."""
        ref = change()
        with trouble:
            return ref, _words_of(lambda: self._connector.sync(ref, role))

    def earlier(self, ref: OdooRef) -> int:
        """Count all that are there."""
        return len(attempts_of(self._connector, ref))

    def since(self, ref: OdooRef, role: Role, earlier: int) -> tuple[LogRow, ...]:
        """Read all that were added."""
        del role
        return attempts_of(self._connector, ref)[earlier:]


class Waiting(Told):
    """
    Exports all that waits, when it is told to.

    It goes on past what it refuses and raises nothing, so its log says what became of a
    record. One that nobody changed does not wait: to have it exported again, it is saved as
    it stands.
    """

    exports = frozenset({"exports all that waits"})
    others_leave = True

    def __init__(self, connector: Connector, read: Read) -> None:
        """Take the connector, and the way to a record as it stands."""
        super().__init__(connector, read)
        self._asked: dict[tuple[OdooRef, Role], Snapshot] = {}
        """What a record was like when it was asked for last."""

    def export(self, ref: OdooRef, role: Role, *, again: bool = False) -> None:
        """Save what was not changed, export what waits, and see what the log says of the record."""
        now = self._read(ref)
        unchanged = self._asked.get((ref, role)) == now
        self._asked[ref, role] = now
        try:
            self._export(ref, role, save=again or unchanged)
        except SyncFailed:
            self._refused(ref, role)
            raise

    def _export(self, ref: OdooRef, role: Role, *, save: bool) -> None:
        earlier = self.earlier(ref) if self._connector.keeps_log() else 0
        if save:
            self._connector.save(ref, role)
        self._connector.sync(ref, role)
        rows = self.since(ref, role, earlier) if self._connector.keeps_log() else ()
        if rows and rows[-1].status == "failed":
            raise SyncFailed(f"{role} {ref} was not exported: {rows[-1].message}")

    def together(self, refs: Sequence[OdooRef], role: Role) -> str:
        """Export what waits, as they all do."""
        self._asked |= {(ref, role): self._read(ref) for ref in refs}
        return super().together(refs, role)

    def during(
        self, trouble: AbstractContextManager[None], change: Callable[[], OdooRef], role: Role
    ) -> tuple[OdooRef, str]:
        """Make the change, and export what waits while there is trouble."""
        ref = change()
        with trouble:
            return ref, self._failure_of(ref, role)

    def _failure_of(self, ref: OdooRef, role: Role) -> str:
        """Export what waits; what it said of a failure, were it only in its log."""
        earlier = self.earlier(ref) if self._connector.keeps_log() else 0
        words = _words_of(lambda: self._connector.sync(ref, role))
        rows = attempts_of(self._connector, ref)[earlier:] if self._connector.keeps_log() else ()
        failures = [row.message for row in rows if row.status == "failed"]
        return words or (failures[-1] if failures else "")

    def _refused(self, ref: OdooRef, role: Role) -> None:
        """What was refused goes on waiting, and nobody need save it."""
        self._asked.pop((ref, role))

    def since(self, ref: OdooRef, role: Role, earlier: int) -> tuple[LogRow, ...]:
        """Read those that were added about this role: a partner leaves in both at once."""
        others = {entity for its_role, entity in PARTIES.items() if its_role != role}
        return tuple(
            row
            for row in super().since(ref, role, earlier)
            if role not in PARTIES or row.entity not in others
        )


class ByItself(Waiting):
    """
    Exports whatever is made, changed or posted, by itself.

    So each step that made a record was an attempt already, and the last of them counts.
    """

    exports = frozenset({"exports all that waits", "exports by itself"})
    by_itself = True

    def __init__(self, connector: Connector, read: Read) -> None:
        """Take the connector, and the way to a record as it stands."""
        super().__init__(connector, read)
        self._seen: dict[OdooRef, int] = {}
        """How many rows of the log a record had when it was asked for last."""

    def export(self, ref: OdooRef, role: Role, *, again: bool = False) -> None:
        """As all that waits; the rows that it found are earlier ones from then on."""
        try:
            super().export(ref, role, again=again)
        finally:
            if self._connector.keeps_log():
                self._seen[ref] = len(attempts_of(self._connector, ref))

    def during(
        self, trouble: AbstractContextManager[None], change: Callable[[], OdooRef], role: Role
    ) -> tuple[OdooRef, str]:
        """Make the change while there is trouble: nobody else exports it."""
        with trouble:
            ref = change()
            words = self._failure_of(ref, role)
        if words:  # saved again, as what was refused is
            self._asked[ref, role] = self._read(ref)
        return ref, words

    def _refused(self, ref: OdooRef, role: Role) -> None:
        """What was refused its user saves again, once the cause is gone."""

    def at_once(self, ref: OdooRef, role: Role, times: int) -> list[str]:
        """Save it as it stands, several times at the same moment."""
        told = together(times, lambda: _words_of(lambda: self._connector.save(ref, role)))
        self._connector.sync(ref, role)
        return [words for words in told if words]

    def earlier(self, ref: OdooRef) -> int:
        """Count those that were there when the record was asked for last."""
        return self._seen.get(ref, 0)

    def since(self, ref: OdooRef, role: Role, earlier: int) -> tuple[LogRow, ...]:
        """Read the last row that was added."""
        return super().since(ref, role, earlier)[-1:]


def _words_of(call: Callable[[], None]) -> str:
    """Make a call; the words with which it was refused, "" if it was not."""
    try:
        call()
    except SyncFailed as error:
        return str(error)
    return ""


def kinds_of(connector: Connector, read: Read) -> Mapping[Role, Kind]:
    """Say of which kind a connector is in each role; a role without a trigger is told in vain."""
    kinds = {kind: kind(connector, read) for kind in (Told, Waiting, ByItself)}
    triggers = connector.profile.triggers
    return {role: kinds[_kind_of(triggers.get(role))] for role in ROLES}


def exports_of(profile: Profile) -> Mapping[Role, frozenset[Export]]:
    """Say how a connector exports more than it is told to, in each role."""
    return {role: _kind_of(profile.triggers.get(role)).exports for role in ROLES}


def _kind_of(trigger: Trigger | None) -> type[Told]:
    if trigger is None or not trigger.sends_everything:
        return Told
    return ByItself if trigger.on == "change" else Waiting
