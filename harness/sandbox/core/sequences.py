"""
The numbers that a company gives: ids, document numbers, the order of links.

They are drawn from blocks that the store reserves, so that most draws touch no
table. Closing the store gives back what is left of a block; only a process that
is killed leaves a gap, as a service with many servers does all the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.sandbox.core.store import Store

Drawn = dict[tuple[str, str], tuple[int, int]]
"""By realm and name: the last drawn, the last reserved."""

BLOCK = 50
MANY = 200
"""How many sequences are remembered before all of them are given back."""


class Sequences:
    """The sequences of all companies."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._drawn: Drawn = {}

    def next(self, realm: str, name: str) -> str:
        """Draw the next number."""
        last, reserved = self._drawn.get((realm, name)) or self._kept(realm, name)
        if last == reserved:
            reserved += BLOCK
            self._keep(realm, name, reserved)
        self._drawn[realm, name] = (last + 1, reserved)
        return str(last + 1)

    def reach(self, realm: str, name: str, number: int) -> None:
        """Continue a sequence after `number`."""
        last, reserved = self._drawn.get((realm, name)) or self._kept(realm, name)
        if number > reserved:
            self._keep(realm, name, number)
        self._drawn[realm, name] = (max(last, number), max(reserved, number))

    def settle(self, realm: str | None = None) -> None:
        """Give back reserved numbers that were not drawn, of one company or of all."""
        for (owner, name), (last, reserved) in list(self._drawn.items()):
            if realm in (None, owner):
                if last != reserved:
                    self._keep(owner, name, last)
                del self._drawn[owner, name]

    def relieve(self) -> None:
        """Give back all sequences if many are remembered; never inside a transaction."""
        if len(self._drawn) > MANY:
            self.settle()

    def drawn(self) -> Drawn:
        """Return the state of all sequences, for `undo`."""
        return self._drawn.copy()

    def undo(self, drawn: Drawn) -> None:
        """Restore an earlier state, after the store has rolled back."""
        self._drawn = drawn

    def _kept(self, realm: str, name: str) -> tuple[int, int]:
        row = self._store.row("SELECT last FROM sequence WHERE realm = ? AND name = ?", realm, name)
        return (row[0], row[0]) if row else (0, 0)

    def _keep(self, realm: str, name: str, last: int) -> None:
        self._store.put("sequence", [(realm, name, last)])
