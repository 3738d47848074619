"""
One company: create, read, update, deactivate, delete and void, driven by the declarations.

A `Company` object lives for one request. All writes run inside one transaction of the
store, which the caller opens; loaded records are remembered until the request ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from harness.sandbox.books import ledger, settle
from harness.sandbox.core import (
    closing,
    faults,
    gathered,
    head,
    ids,
    index,
    references,
    shape,
    wire,
)
from harness.sandbox.core.clock import Clock
from harness.sandbox.core.memory import MANY, SELDOM
from harness.sandbox.core.schema import Entity, Record
from harness.sandbox.core.store import Store
from harness.sandbox.records import Records


@dataclass(slots=True, kw_only=True)  # not frozen: every write makes one, and pays for it
class Change:
    """One change that a request made, for webhooks."""

    entity: str
    id: str
    operation: str
    stamp: str


class Company(Records):
    """One realm of the store, accessed by the entities' declarations."""

    def __init__(
        self,
        store: Store,
        realm: str,
        clock: Clock,
        entities: Mapping[str, Entity],
        choices: Mapping[str, str],
    ) -> None:
        super().__init__(store, realm, clock, entities, choices)
        self.changes: list[Change] = []
        self.by_owner = False
        """Whether the company's owner acts, at whose hand are switches that the API only shows."""
        self.origin = ""
        """Under which address the client reached us, for addresses that it is given."""
        self.includes: frozenset[str] = frozenset()
        self._written: dict[tuple[str, str], str] = {}

    def apart(self) -> Company:
        """Return the company for another request, without what this one remembers."""
        return Company(self.store, self.realm, self.clock, self.entities, self._choices)

    def copied(self) -> Company:
        """Return a copy of the company as it is now, with a store and a clock of its own."""
        store, clock = self.store.copied(), self.clock.stopped()
        return Company(store, self.realm, clock, self.entities, self._choices)

    def worded(self, fault: faults.Fault) -> faults.Fault:
        """Return a refusal in the wording that this company's choices select."""
        if fault.assumed == "unknown-property" and self.choice(fault.assumed) == "unreadable":
            return faults.unreadable().resting_on(fault.assumed)
        if fault.assumed == faults.LENGTHS and self.choice(fault.assumed) == "listed":
            return faults.listed_length(fault)
        return fault

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Keep all that the block does, or nothing of it, within the request's transaction."""
        done = len(self.changes)
        try:
            with self.store.savepoint():
                yield
        except BaseException:
            del self.changes[done:]
            self._loaded.clear()
            self._written.clear()
            raise

    def text(self, entity: Entity, record_id: str, *, written: bool = False) -> str:
        """Return the JSON that answers a single read, or a write; faults as `read`."""
        body = self._written.get((entity.name, record_id))
        left_out = entity.unread | entity.unwritten if written else entity.unread
        if body is None:
            ids.demand_possible(entity, record_id)
            body = self.store.text(self.realm, entity.name, record_id)
        self.lean_on(entity)
        if body is None:
            other = entity.stand_in(self, record_id) if entity.stand_in else None
            if other is None:
                raise references.unread(entity.name, record_id)
            return wire.dumps(_arranged(entity, other))
        hooks = [hook for hook in (entity.reading, entity.single) if hook is not None]
        if self.includes:
            hooks += [hook for name, hook in entity.included.items() if name in self.includes]
        # Found in the text, so that what has none of them is answered as it is stored.
        flags = [name for name in entity.unwritten_false if written and f'"{name}":false' in body]
        if not hooks and entity.shown is None and not left_out and not flags:
            return body
        record = wire.loads(body)
        left_out = left_out | {name for name in flags if record.get(name) is False}
        for name in left_out:
            record.pop(name, None)
        for complete in hooks:
            complete(self, record)
        arranged = _arranged(entity, record)
        return wire.dumps(entity.shown(arranged) if entity.shown else arranged)

    def create(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """Make a record from a client's body."""
        told: list[faults.Fault] = []
        record = {**entity.defaults, **shape.accept(entity, body, told), "Id": ""}
        self._complete(entity, record, None, told)
        record["Id"] = self.store.next(self.realm, entity.ids)
        meta = head.first(record["Id"], self.clock.stamp())
        return self._keep(entity, record, meta, None, "Create")

    def update(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """
        Change a record: sparse keeps what the body leaves out, full clears it.

        A change that changes nothing keeps SyncToken and time (recorded); one that
        names what was renamed changes nothing either (assumed).
        """
        told: list[faults.Fault] = []
        given = shape.accept(entity, body, told)  # what can't be read is told before all else
        before = self.read(entity, str(body["Id"]))
        self._check_token(before, body)
        settle.demand_undeposited(self, entity, before)
        shape.demand_again(entity, given, before)
        if body.get("sparse") is True or str(body.get("sparse")).lower() == "true":
            record = {**before, **given}
        else:
            kept = {
                name: before[name]
                for name, field in entity.fields.items()
                if field is not None and name in before and (field.readonly or field.keep)
            }
            record = {**entity.defaults, **kept, **given}
        record["Id"] = before["Id"]
        self._complete(entity, record, before, told)
        meta = head.of(before)
        if shape.nameless(_arranged(entity, record, meta)) == shape.nameless(before):
            return before
        meta = head.renewed(before, self.clock.stamp())
        return self._keep(entity, record, meta, before, "Update")

    def delete(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """Delete a transaction; lists can only be deactivated."""
        before = self.read(entity, str(body.get("Id", "")))
        if entity.tokened:
            self._check_token(before, body)
        if entity.posts is not None:
            closing.demand_open(self, before)
        settle.demand_undeposited(self, entity, before)
        for rule in entity.remove:
            rule(self, before, None)
        record_id, stamp = before["Id"], self.clock.stamp()
        key = (self.realm, entity.name, record_id)
        self.store.rows("DELETE FROM record WHERE realm = ? AND entity = ? AND id = ?", *key)
        self.store.rows(
            "INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?)", *key, _seconds(stamp), stamp
        )
        self._index(entity, record_id, index.entries(entity, before), set())
        self._loaded.pop((entity.name, record_id), None)
        self._written.pop((entity.name, record_id), None)
        ledger.post(self, entity, {"Id": record_id}, before)
        settle.relink(self, entity, {"Id": record_id}, before)
        for rule in entity.after:
            rule(self, {}, before)
        self._changed(entity, record_id, "Delete", stamp)
        if entity.gone is not None:
            return entity.gone(before)
        return {"domain": "QBO", "status": "Deleted", "Id": record_id}

    def void(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """Void a transaction: it stays, with nothing in it."""
        if entity.void is None:
            raise entity.unvoided()
        before = self.read(entity, str(body.get("Id", "")))
        self._check_token(before, body)
        settle.demand_undeposited(self, entity, before)
        record: Record = wire.loads(wire.dumps(before))  # a rule empties it in depth
        entity.void(self, record, before)
        meta = head.renewed(before, self.clock.stamp())
        return self._keep(entity, record, meta, before, "Void")

    def amend(self, entity: Entity, before: Record, changed: Record) -> Record:
        """Store what sending changes: a record's time, but not its SyncToken (recorded)."""
        meta = {**head.renewed(before, self.clock.stamp()), "SyncToken": before["SyncToken"]}
        return self._keep(entity, {**before, **changed}, meta, before, "Emailed")

    def advance(self, entity: Entity, record: Record) -> None:
        """Store a side effect with a new SyncToken and time, without any further effects."""
        self.touch(entity, {**record, "SyncToken": head.next_token(record)})

    def touch(self, entity: Entity, record: Record) -> None:
        """Store a side effect with a new time but the same SyncToken (recorded)."""
        self.restamp(entity, _arranged(entity, record))

    def keep(self, entity: Entity, record: Record) -> None:
        """Store a side effect with the same SyncToken and the same time."""
        kept = _arranged(entity, record)
        self._write(entity, kept, kept["MetaData"]["LastUpdatedTime"])
        self._loaded[entity.name, kept["Id"]] = kept

    def restamp(self, entity: Entity, record: Record) -> None:
        """Store a side effect on a record that is in its printed form, as loaded ones are."""
        stamp = self.clock.stamp()
        record["MetaData"] = head.signed(entity, self.realm, record["MetaData"], stamp)
        self._write(entity, record, stamp)
        self._loaded[entity.name, record["Id"]] = record

    def _write(self, entity: Entity, record: Record, stamp: str) -> None:
        name, record_id, text = entity.name, record["Id"], wire.dumps(record)
        row = (
            self.realm,
            name,
            record_id,
            int(record_id) if record_id.isdecimal() else 0,
            entity.order(record) if entity.order else None,
            record.get("Active") is not False,
            _seconds(stamp),
            text,
        )
        self.store.put("record", (row,))
        self._written[name, record_id] = text
        if name in SELDOM:
            self.store.memory.forget(self.realm, name)
        elif name in MANY:
            self.store.memory.keep(self.realm, name, record)

    def rename(self, entity: Entity, record: Record, record_id: str) -> None:
        """Give a new record an id that is not from its sequence (TAX and NON)."""
        self.store.rows(
            "UPDATE record SET id = ?, number = 0, body = ?"
            " WHERE realm = ? AND entity = ? AND id = ?",
            record_id,
            wire.dumps({**record, "Id": record_id}),
            self.realm,
            entity.name,
            record["Id"],
        )
        self._index(entity, record["Id"], index.entries(entity, record), set())
        self._index(entity, record_id, set(), index.entries(entity, record))
        self._loaded.clear()
        self._written.clear()
        self.store.memory.forget(self.realm, entity.name)

    def ensure_account(self, name: str, kind: str, subtype: str) -> Record:
        """Find an account that Intuit makes on first use, or make it."""
        found = next(
            (
                account
                for account in self.lookup("Account", "AccountSubType", subtype)
                if account["Active"]
            ),
            None,
        )
        return found or self.create(
            self.entities["Account"],
            {"Name": name, "AccountType": kind, "AccountSubType": subtype},
        )

    def _complete(
        self, entity: Entity, record: Record, before: Record | None, told: list[faults.Fault]
    ) -> None:
        """Check a record and run the rules; raise what is wrong beside what was `told` before."""
        try:
            self._check(entity, record, before)
        except faults.Fault as fault:
            raise gathered.joined([*told, fault]) from None
        for rule in entity.rules:
            try:
                rule(self, record, before)
            except faults.Fault as fault:
                told.append(fault)
                if not gathered.is_only(fault, gathered.TAKEN):
                    break  # what follows relies on what this rule did not do
        if told:
            raise gathered.joined(told)

    def _check(self, entity: Entity, record: Record, before: Record | None) -> None:
        """Check what is required, and resolve references."""
        given = entity.required | record.keys()
        for name in filter(given.__contains__, entity.checked):  # most are not there
            field = entity.checked[name]
            if not record.get(name):
                if field.required:
                    raise faults.required(name)
                continue
            if field.kind == "ref":
                self.resolve(record, name, field, inactive=_intact(entity, name, record, before))
            if field.required and shape.is_unset(record[name], field):
                raise faults.required(name)

    def _check_token(self, before: Record, body: Mapping[str, Any]) -> None:
        token = body.get("SyncToken")
        if token is None or str(token) == "":
            raise faults.required("SyncToken")
        if str(token) != before["SyncToken"]:
            raise faults.stale()

    def _keep(
        self,
        entity: Entity,
        record: Record,
        meta: Record,
        before: Record | None,
        operation: str,
    ) -> Record:
        """Store a record, then everything that derives from it."""
        kept = _arranged(entity, record, meta)
        stamp = kept["MetaData"]["LastUpdatedTime"]
        kept["MetaData"] = head.signed(entity, self.realm, kept["MetaData"], stamp)
        if entity.posts is not None:
            closing.demand_open(self, kept, before)
        record_id = kept["Id"]
        self._write(entity, kept, stamp)
        held = index.entries(entity, before) if before else set()
        self._index(entity, record_id, held, index.entries(entity, kept))
        self._loaded[entity.name, record_id] = kept
        ledger.post(self, entity, kept, before)
        settle.relink(self, entity, kept, before)
        for rule in entity.after:
            rule(self, kept, before)
        self._changed(entity, record_id, operation, stamp)
        return self._loaded[entity.name, record_id]

    def _index(
        self, entity: Entity, record_id: str, held: set[tuple[str, str]], new: set[tuple[str, str]]
    ) -> None:
        realm, name = self.realm, entity.name
        if gone := held - new:
            self.store.many(
                "DELETE FROM entry"
                " WHERE realm = ? AND entity = ? AND field = ? AND value = ? AND id = ?",
                [(realm, name, field, value, record_id) for field, value in gone],
            )
        if come := new - held:
            self.store.put(
                "entry", [(realm, name, field, value, record_id) for field, value in come]
            )

    def _changed(self, entity: Entity, record_id: str, operation: str, stamp: str) -> None:
        self.changes.append(
            Change(entity=entity.name, id=record_id, operation=operation, stamp=stamp)
        )


def _arranged(entity: Entity, record: Record, meta: Record | None = None) -> Record:
    """Bring a record into the form it is kept and answered in."""
    return shape.arrange(entity.form, record if meta is None else record | meta)


def _intact(entity: Entity, name: str, record: Record, before: Record | None) -> bool:
    """Whether a list entry's reference is unchanged; such references are not checked (Intuit)."""
    held = (before or {}).get(name) or {}
    return entity.posts is None and held.get("value") == record[name].get("value")


@lru_cache(maxsize=64)
def _seconds(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())
