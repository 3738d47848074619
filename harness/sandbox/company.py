"""
One company: create, read, update, deactivate, delete and void by the entities' declarations.

Everything here runs inside one transaction of the store, opened by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.sandbox import faults, shape
from harness.sandbox.clock import Clock
from harness.sandbox.schema import Entity, Field, Record
from harness.sandbox.store import Store

COLLECTIONS = {
    "Account": "Accounts",
    "Customer": "Names",
    "Vendor": "Names",
    "Class": "Klasses",
    "Department": "Depts",
    "Item": "Items",
    "Term": "Terms",
}
"""What Intuit calls its lists in fault 2500."""


class Company:
    """A realm of the store, seen through the declarations."""

    def __init__(
        self, store: Store, realm: str, clock: Clock, entities: Mapping[str, Entity]
    ) -> None:
        self.store = store
        self.realm = realm
        self.clock = clock
        self.entities = entities

    def all(self, entity: str) -> list[Record]:
        """Return every record of an entity."""
        return self.store.all(self.realm, entity)

    def find(self, entity: str, **equal: object) -> Record | None:
        """Return the first record whose fields are equal."""
        for record in self.all(entity):
            if all(record.get(key) == value for key, value in equal.items()):
                return record
        return None

    def get(self, entity: str, record_id: str) -> Record | None:
        """Return one record, or None."""
        return self.store.load(self.realm, entity, record_id)

    def read(self, entity: Entity, record_id: str) -> Record:
        """Return one record; fault 2030 for an id that is no number, 610 for a missing one."""
        if not record_id.isdecimal() and entity.name != "TaxCode":
            raise faults.invalid(
                "2030",
                "Invalid ID",
                f"Id should be a valid number. Supplied value:{record_id}",
                "Id",
            )
        record = self.get(entity.name, record_id)
        if record is None:
            raise faults.not_found()
        return record

    def preferences(self) -> Record:
        """Return the company's preferences."""
        record = self.get("Preferences", "1")
        assert record is not None  # noqa: S101 - every preset makes them
        return record

    def create(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """Make a record from a client's body."""
        record = shape.accept(entity, body)
        for name, field in entity.fields.items():
            if field is not None and field.default is not None and name not in record:
                record[name] = field.default
        record["Id"] = ""
        self._complete(entity, record, None)
        record["Id"] = self.store.next(self.realm, entity.ids)
        stamp = self.clock.stamp()
        meta = {
            "domain": "QBO",
            "sparse": False,
            "Id": record["Id"],
            "SyncToken": "0",
            "MetaData": {"CreateTime": stamp, "LastUpdatedTime": stamp},
        }
        return self._keep(entity, record, meta, None)

    def update(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """
        Change a record: sparse keeps what the body leaves out, full clears it.

        A change that changes nothing keeps SyncToken and time (recorded).
        """
        before = self.read(entity, str(body["Id"]))
        self._check_token(before, body)
        given = shape.accept(entity, body)
        if body.get("sparse") is True or str(body.get("sparse")).lower() == "true":
            record = {**before, **given}
        else:
            kept = {
                name: before[name]
                for name, field in entity.fields.items()
                if field is not None and name in before and (field.readonly or field.keep)
            }
            record = {**kept, **given}
            for name, field in entity.fields.items():
                if field is not None and field.default is not None and name not in record:
                    record[name] = field.default
        record["Id"] = before["Id"]
        self._complete(entity, record, before)
        meta = {key: before[key] for key in ("domain", "sparse", "Id", "SyncToken", "MetaData")}
        if shape.arrange(entity.fields, record, meta) == before:
            return before
        meta["SyncToken"] = str(int(before["SyncToken"]) + 1)
        meta["MetaData"] = {**before["MetaData"], "LastUpdatedTime": self.clock.stamp()}
        return self._keep(entity, record, meta, before)

    def delete(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """Delete a transaction; lists can only be deactivated."""
        before = self.read(entity, str(body.get("Id", "")))
        self._check_token(before, body)
        for rule in entity.remove:
            rule(self, before, None)
        self.store.delete(self.realm, entity.name, before["Id"])
        for rule in entity.after:
            rule(self, {}, before)
        return {"domain": "QBO", "status": "Deleted", "Id": before["Id"]}

    def void(self, entity: Entity, body: Mapping[str, Any]) -> Record:
        """Void a transaction: it stays, with nothing in it."""
        if entity.void is None:
            raise faults.unsupported("Void")
        before = self.read(entity, str(body.get("Id", "")))
        self._check_token(before, body)
        record = dict(before)
        entity.void(self, record, before)
        meta = {key: before[key] for key in ("domain", "sparse", "Id")}
        meta["SyncToken"] = str(int(before["SyncToken"]) + 1)
        meta["MetaData"] = {**before["MetaData"], "LastUpdatedTime": self.clock.stamp()}
        return self._keep(entity, record, meta, before)

    def touch(self, entity: Entity, record: Record) -> None:
        """Keep a side effect: its time moves, its SyncToken does not (recorded)."""
        record["MetaData"] = {**record["MetaData"], "LastUpdatedTime": self.clock.stamp()}
        meta = {key: record[key] for key in ("domain", "sparse", "Id", "SyncToken", "MetaData")}
        self.store.save(self.realm, entity.name, shape.arrange(entity.fields, record, meta))

    def ensure_account(self, name: str, kind: str, subtype: str) -> Record:
        """Find an account that Intuit makes on first use, or make it."""
        found = self.find("Account", AccountSubType=subtype)
        return found or self.create(
            self.entities["Account"],
            {"Name": name, "AccountType": kind, "AccountSubType": subtype},
        )

    def _complete(self, entity: Entity, record: Record, before: Record | None) -> None:
        """Check what is required, resolve references, run the entity's rules."""
        for name, field in entity.fields.items():
            if field is None:
                continue
            if field.kind == "ref" and record.get(name):
                self.resolve(record, name, field)
            if field.required and not record.get(name):
                raise faults.required(name)
        for rule in entity.rules:
            rule(self, record, before)

    def resolve(self, record: Record, name: str, field: Field) -> None:
        """Demand that a reference's target exists, and add its name where Intuit does."""
        target_id = record[name].get("value", "")
        if not target_id or field.target is None:
            return
        entity = self.entities[field.target]
        target = self.get(field.target, target_id)
        if target is None:
            raise faults.invalid_reference(
                COLLECTIONS.get(field.target, f"{field.target}s"), target_id
            )
        if target.get("Active") is False:
            raise faults.inactive_reference()
        record[name] = {"value": target_id}
        if field.named and entity.name_field:
            record[name]["name"] = target[entity.name_field]

    def _check_token(self, before: Record, body: Mapping[str, Any]) -> None:
        token = body.get("SyncToken")
        if token is None or str(token) == "":
            raise faults.required("SyncToken")
        if str(token) != before["SyncToken"]:
            raise faults.stale()

    def _keep(self, entity: Entity, record: Record, meta: Record, before: Record | None) -> Record:
        kept = shape.arrange(entity.fields, record, meta)
        self.store.save(self.realm, entity.name, kept)
        for rule in entity.after:
            rule(self, kept, before)
        stored = self.get(entity.name, kept["Id"])
        assert stored is not None  # noqa: S101 - saved above
        return stored
