"""
What a company has: its records, found by id, by an indexed field or by what they refer to.

Loaded records are remembered until the request ends.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar, cast

from harness.sandbox.core import assumed, faults, ids, index, references
from harness.sandbox.core.clock import Clock
from harness.sandbox.core.memory import MANY, SELDOM
from harness.sandbox.core.schema import Entity, Field, Record
from harness.sandbox.core.store import Store

Derived = TypeVar("Derived")


class Records:
    """The records of one realm, and how its open questions are answered."""

    def __init__(
        self,
        store: Store,
        realm: str,
        clock: Clock,
        entities: Mapping[str, Entity],
        choices: Mapping[str, str],
    ) -> None:
        self.store = store
        self.realm = realm
        self.clock = clock
        self.entities = entities
        self.assumed: set[str] = set()
        self._choices = choices
        self._lists = store.memory.lists(realm)
        self._loaded: dict[tuple[str, str], Record] = {}

    def choice(self, name: str) -> str:
        """Return how an open question is answered here, and mark the response accordingly."""
        self.assumed.add(name)
        return self.chosen(name)

    def chosen(self, name: str) -> str:
        """Return the same without marking the response."""
        return self._choices.get(name) or assumed.default_of(name)

    def lean_on(self, entity: Entity) -> None:
        """Mark the response if it shows a list whose initial entries are an open question."""
        if entity.rests_on:
            self.assumed.add(entity.rests_on)

    def all(self, entity: str) -> list[Record]:
        """Return every record of an entity."""
        return self.store.all(self.realm, entity)

    def lookup(self, entity: str, field: str, value: object) -> list[Record]:
        """Return the records with a value in an indexed field, ignoring case, oldest first."""
        declared = self.entities[entity].indexed[field]
        key = (field, index.normal(declared, value))
        remembered = self.store.memory.found(self.realm, entity) if entity in SELDOM else None
        found = None if remembered is None else remembered.get(key)
        if found is None:
            rows = self.store.rows(
                "SELECT id FROM entry WHERE realm = ? AND entity = ? AND field = ? AND value = ?"
                " ORDER BY length(id), id",
                self.realm,
                entity,
                *key,
            )
            found = tuple(each for (each,) in rows)
            if remembered is not None:
                remembered[key] = found
        return [record for each in found if (record := self.get(entity, each)) is not None]

    def find(self, entity: str, **equal: object) -> Record | None:
        """Return the first record whose fields are equal, by an indexed one if there is any."""
        indexed = self.entities[entity].indexed
        field = next((name for name in equal if name in indexed), None)
        records = self.lookup(entity, field, equal[field]) if field else self.all(entity)
        for record in records:
            if all(record.get(key) == value for key, value in equal.items()):
                return record
        return None

    def get(self, entity: str, record_id: str) -> Record | None:
        """
        Return one record, or None.

        It is shared within the request: a caller that changes it must keep it
        (`touch`), or copy it first.
        """
        held = self._lists[entity].get(record_id)  # which most that is asked for is in
        return held if held is not None else self._loaded_one(entity, record_id)

    def _loaded_one(self, entity: str, record_id: str) -> Record | None:
        """Load a record that is not remembered between requests."""
        if entity in SELDOM:
            held = self.store.load(self.realm, entity, record_id)
            if held is not None:
                self._lists[entity][record_id] = held
            return held
        held = self._loaded.get((entity, record_id))
        if held is None and (held := self.store.load(self.realm, entity, record_id)):
            self._loaded[entity, record_id] = held
            if entity in MANY:
                self.store.memory.keep(self.realm, entity, held)
        return held

    def read(self, entity: Entity, record_id: str) -> Record:
        """Return one record; fault 2030 for an id that is no number, 610 for a missing one."""
        ids.demand_possible(entity, record_id)
        record = self.get(entity.name, record_id)
        if record is None:
            raise self.missing(entity.name, record_id)
        return record

    def missing(self, entity: str, record_id: str) -> faults.Fault:
        """Return the fault 610 for a change of, or link to, a deleted or unknown record."""
        gone = self.store.row(
            "SELECT 1 FROM removed WHERE realm = ? AND entity = ? AND id = ?",
            self.realm,
            entity,
            record_id,
        )
        return faults.deleted() if gone else faults.not_found()

    def derived(self, entity: str, key: Hashable, work_out: Callable[[], Derived]) -> Derived:
        """Return a value computed from a list, which is cached until the list is written to."""
        remembered = self.store.memory.derived(self.realm, entity)
        if key in remembered:
            return cast("Derived", remembered[key])
        made = work_out()  # which may write to the list
        self.store.memory.derived(self.realm, entity)[key] = made
        return made

    def preferences(self) -> Record:
        """Return the company's preferences."""
        record = self._lists["Preferences"].get("1") or self.get("Preferences", "1")
        assert record is not None  # noqa: S101 - every preset makes them
        return record

    def resolve(
        self, record: Record, name: str, field: Field, *, inactive: bool = False, place: str = ""
    ) -> None:
        """
        Demand that a reference's target exists, and add its name where Intuit does.

        What is inactive is refused, unless `inactive` says otherwise. `place` is where the
        reference stands in the document, as in `Line.SalesItemLineDetail.`.
        """
        target_id = record[name].get("value", "")
        if not target_id or field.target is None:
            return
        entity = self.entities[field.target]
        target = self.get(field.target, target_id)
        if target is None:
            if not target_id.isdecimal() and field.target != "TaxCode":
                raise faults.invalid_id(target_id, f"{place}{name}.value")
            people = references.PEOPLE
            if field.target in people and any(self.get(kind, target_id) for kind in people):
                raise faults.wrong_kind_of_name()
            raise references.unknown(field.target, target_id, name, place)
        if target.get("Active") is False and not inactive:
            raise references.inactive(field.target, target.get(entity.name_field or "", ""), name)
        record[name] = {"value": target_id}
        if field.named and entity.name_field:
            record[name]["name"] = target[entity.name_field]
