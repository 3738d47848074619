"""
One record through the line: Odoo, connector, QuickBooks, oracle.

The scenarios' steps. A step that finds a difference raises `AssertionError`
with the table of differences; a step whose prerequisite is missing raises
`NotProven`, since it neither passed nor failed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from harness.connector.driver import Connector
from harness.connector.exporting import SyncFailed
from harness.connector.log import LogRow
from harness.errors import NotProven
from harness.odoo.port import OdooPort
from harness.odoo.reading import read_snapshot
from harness.oracle import (
    PARTY,
    Difference,
    Differs,
    Drift,
    Expectation,
    Known,
    applied_by,
    credits_of,
    differing_from,
    drifts,
    expect,
    hides_payments,
    strays,
    tolerated,
)
from harness.policy import Policy
from harness.proof.kept import LISTS, Kept, unmoved
from harness.proof.keyed import ENTITIES, find_keyed
from harness.proof.kinds import attempts_of, kinds_of
from harness.proof.naming import Naming
from harness.quickbooks.books import Books
from harness.quickbooks.errors import RecordNotFound
from harness.snapshot import Document, OdooRef, Partner, Payment, Product, Role, Snapshot

WATCHED = (
    "Customer",
    "Vendor",
    "Item",
    "Invoice",
    "Payment",
    "CreditMemo",
    "SalesReceipt",
    "RefundReceipt",
    "Estimate",
    "Bill",
    "BillPayment",
    "VendorCredit",
    "Purchase",
    "PurchaseOrder",
    "JournalEntry",
    "Deposit",
)
"""What a connector could put a record into besides its mirror."""

CARRIED_BY: Mapping[Role, str] = {
    "write_off": "payments.write_offs",
    "bill_write_off": "bill_payments.write_offs",
}
"""By which rule a payment brings another record along, if not since it settles it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """The one QuickBooks record that mirrors an Odoo record."""

    entity: str
    id: str
    record: Mapping[str, Any]
    tolerated: tuple[Difference, ...] = ()


class Mirror:
    """Carries records through the connector, and holds what arrived against the oracle."""

    def __init__(
        self,
        *,
        port: OdooPort,
        connector: Connector,
        books: Books,
        policy: Policy,
        since: datetime,
    ) -> None:
        self._port = port
        self._connector = connector
        self._books = books
        self._policy = policy
        self.kinds = kinds_of(connector, self.snapshot)
        self._naming = Naming(books, policy)
        self._since = since
        self._links: dict[tuple[OdooRef, Role], str] = {}
        self._names: set[str] = set()
        self._along: dict[str, set[str]] = {}
        self.tolerated: list[str] = []
        """What differed and a rule allowed: it is told at the end, whatever passed."""
        self._then: dict[tuple[OdooRef, Role], Expectation] = {}
        self._kept = Kept()
        self._judged: set[int] = set()
        """The rows of the connector's log that `logged` has looked at."""

    def carry(self, ref: OdooRef, role: Role) -> str:
        """
        Mirror a record that another check is about; its id in QuickBooks.

        Raises `NotProven` if it does not arrive: what depends on it can't be judged.
        """
        try:
            self.kinds[role].export(ref, role)
        except SyncFailed as error:
            raise NotProven(
                f"The {role} this check builds on was not mirrored.",
                found=str(error),
                where=str(ref),
                next_step=f"first mend the check of the {role}",
            ) from error
        qbo_id = self._connector.external_id(ref, role)
        if qbo_id is None:
            raise NotProven(
                f"The {role} this check builds on has no QuickBooks id in Odoo."
                f"{self._last_words(ref)}",
                where=str(ref),
                next_step=f"first mend the check of the {role}",
            )
        self._links[ref, role] = qbo_id
        if (entity := ENTITIES[role]) in LISTS:
            self._kept.hold(entity, self._books.read(entity, qbo_id))
        return qbo_id

    def synced(self, ref: OdooRef, role: Role, *, or_else: str) -> None:
        """Sync once; `AssertionError` with what is wrong and the connector's words if it fails."""
        try:
            self.kinds[role].export(ref, role)
        except SyncFailed as error:
            raise AssertionError(f"{or_else}\n{error}") from error

    def mirrored(
        self, ref: OdooRef, role: Role, *, along: Sequence[tuple[OdooRef, Role]] = ()
    ) -> Mirrored:
        """
        Sync once and demand exactly one record, right in every field.

        Found twice over: by business key, and by the id stored in Odoo; both
        must name the same record. `along` are records that this sync must carry
        with it, since this one points at them.
        """
        self.synced(ref, role, or_else=f"The connector refused to mirror {role} {ref}:")
        for other, its_role in along:
            self._came_along(other, its_role)
        return self.arrived(ref, role)

    def arrived(self, ref: OdooRef, role: Role) -> Mirrored:
        """Demand that exactly one record mirrors it, right in every field; syncs nothing."""
        snapshot = self.snapshot(ref)
        if isinstance(snapshot, Partner | Product):
            self._names.add(snapshot.name)
        qbo_id = self._connector.external_id(ref, role)
        assert qbo_id is not None, (  # noqa: S101 - a step asserts
            f"After the sync of {role} {ref} ({name_of(snapshot)}), Odoo holds no id of it."
            f"{self._last_words(ref)}\n  looked at: {self._connector.place(role)}"
        )
        self._demand_alone(ref, role, qbo_id)
        self._links[ref, role] = qbo_id
        expectation = expect(snapshot, role, self._policy, self._links)
        record = self._read(expectation.entity, qbo_id, f"{role} {ref} ({name_of(snapshot)})")
        self._kept.hold(expectation.entity, record)
        found = self._differing(snapshot, expectation, record)
        if (ref, role) in self._then and self.kinds[role].others_leave:
            # A document that waited may have left with it, and moved the stock.
            found = unmoved(found)
        if found:
            title = f"{role} {name_of(snapshot)}"
            raise Differs(found, ref=ref, qbo_id=qbo_id, title=title)
        keyed = self.keyed(snapshot, role)
        ids = [record["Id"] for record in keyed]
        if ids != [qbo_id]:
            raise AssertionError(
                f"Exactly one {expectation.entity} in QuickBooks must mirror {role} {ref}"
                f" ({name_of(snapshot)}).\n"
                f"  by business key: {len(ids)} found, ids {', '.join(ids) or 'none'}\n"
                f"  by the id stored in Odoo: {qbo_id}"
            )
        self.nothing_more(f"{role} {ref} ({name_of(snapshot)})")
        self._then[ref, role] = expectation
        allowed = tolerated(expectation, record)
        self.tolerated += [
            f"{item.rule}: {item.field} of {name_of(snapshot)} is {item.found}, not {item.expected}"
            for item in allowed
        ]
        return Mirrored(
            entity=expectation.entity, id=qbo_id, record=record, tolerated=tuple(allowed)
        )

    def _read(self, entity: str, qbo_id: str, what: str) -> Mapping[str, Any]:
        """Read the record whose id Odoo holds; `AssertionError` where QuickBooks has none of it."""
        try:
            return self._books.read(entity, qbo_id)
        except RecordNotFound as error:
            raise AssertionError(
                f"Odoo holds the id {qbo_id} of {what}, but QuickBooks has no such {entity}.\n"
                "  It was deleted; or its create repeats a requestid, which QuickBooks answers with"
                " the record that it made then; or `ids` of the profile leads to another role's id."
            ) from error

    def _differing(
        self, snapshot: Snapshot, expectation: Expectation, record: Mapping[str, Any]
    ) -> list[Difference]:
        """Hold a record of QuickBooks against what is expected of it."""
        return differing_from(
            snapshot,
            expectation,
            record,
            payments=self._applying(expectation.entity, record),
            policy=self._policy,
            links=self._links,
            directory=self._naming.of(self._links, [record]),
        )

    def _demand_alone(self, ref: OdooRef, role: Role, qbo_id: str) -> None:
        """Demand that no other record of Odoo has this mirror."""
        for (other, its_role), held in self._links.items():
            if held == qbo_id and ENTITIES[its_role] == ENTITIES[role] and other != ref:
                raise AssertionError(
                    f"{ENTITIES[role]} {qbo_id} in QuickBooks mirrors two records of Odoo:"
                    f" {other} and {ref}."
                )

    def drift(self, *names: str) -> list[Drift]:
        """
        Find what was done by hand in QuickBooks since the scenario began.

        Looks at the mirrors of its records, and at strangers that speak of
        them or bear one of `names`.
        """
        known = []
        for (ref, role), qbo_id in self._links.items():
            now = expect(self.snapshot(ref), role, self._policy, self._links)
            expected = (now, self._then.get((ref, role), now))
            known.append(Known(ref=ref, id=qbo_id, expected=expected))
        changed = {
            entity: [row for row in rows if str(row["Id"]) not in self._along.get(entity, ())]
            for entity, rows in self._books.changes(WATCHED, self._since).items()
        }
        records = [row for rows in changed.values() for row in rows]
        directory = self._naming.of(self._links, records)
        return drifts(known, changed, directory, self._names | set(names))

    def attempts(self, ref: OdooRef) -> tuple[LogRow, ...]:
        """The connector's log rows about one record, oldest first."""
        return attempts_of(self._connector, ref)

    def _last_words(self, ref: OdooRef) -> str:
        """Say what the connector's log says of a record last, where it keeps one."""
        try:
            rows = self.attempts(ref)
        except NotProven:
            return ""
        if not rows:
            return f"\n  the connector's log says nothing of it{self._looked_at()}"
        last = rows[-1]
        words = (last.status, last.entity, last.external_id, last.message)
        return f"\n  the connector's log says: {' '.join(filter(None, words))}"

    def _looked_at(self) -> str:
        """Say where a log's row was missed: a wrong profile looks like a connector without one."""
        return f"\n    looked at: {self._connector.log_place()}"

    def snapshot(self, ref: OdooRef) -> Snapshot:
        """Read one record from Odoo as it stands now."""
        return read_snapshot(self._port, ref)

    def _applying(self, entity: str, record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Read the payments that apply a credit; they are no strays."""
        if hides_payments(entity, record):
            paying, party = PARTY[entity]
            rows = self._books.find(paying, **{party: record[party]["value"]})
            credit = entity, str(record["Id"])
            found = [(paying, row) for row in rows if credit in credits_of(row)]
        else:
            named = applied_by(record)
            found = [(paying, self._books.read(paying, held)) for paying, held in named]
        for paying, row in found:
            self._along.setdefault(paying, set()).add(str(row["Id"]))
        return [row for _, row in found]

    def _came_along(self, ref: OdooRef, role: Role) -> None:
        qbo_id = self._connector.external_id(ref, role)
        if qbo_id is None:
            rule = CARRIED_BY.get(role, "payments.unmirrored")
            raise AssertionError(f"The {role} {ref} had to be carried along ({rule}), and was not.")
        self._links[ref, role] = qbo_id

    def nothing_more(self, what: str) -> None:
        """Demand that nothing speaks of our records but their mirrors, whatever Odoo did since."""
        ours = {entity: set(ids) for entity, ids in self._along.items()}
        for (_, role), qbo_id in self._links.items():
            ours.setdefault(ENTITIES[role], set()).add(qbo_id)
        changed = self._books.changed(WATCHED, self._since)
        found = strays(changed, ours, self._names)
        if found and self._allow_what_came_too(changed, ours):
            found = strays(changed, ours, self._names)
        if found:
            raise AssertionError(
                f"With {what} more arrived in QuickBooks than was asked for:\n  "
                + "\n  ".join(found)
            )
        for entity in LISTS:
            for row in changed.get(entity, ()):
                self._demand_kept(entity, row, what)

    def _allow_what_came_too(
        self, changed: Mapping[str, Sequence[Mapping[str, Any]]], ours: dict[str, set[str]]
    ) -> bool:
        """
        Add to `ours` the mirrors of what an export may take beside the record asked for.

        That is what waited, where it exports all of that; and where a method of another record
        exports this one, such as of its template, all that belongs to the other one.
        """
        found = False
        for role, entity in ENTITIES.items():
            held = ours.setdefault(entity, set())
            for row in changed.get(entity, ()):
                qbo_id = str(row["Id"])
                refs = () if qbo_id in held else self._connector.mirrored_by(role, qbo_id)
                if len(refs) == 1 and self._may_come(refs[0], role):
                    held.add(qbo_id)
                    found = True
        return found

    def _may_come(self, ref: OdooRef, role: Role) -> bool:
        """Say whether a record may leave though another one was asked for."""
        if self.kinds[role].others_leave:
            return may_leave(self.snapshot(ref))
        called = self._connector.called_on(ref, role)
        return called is not None and any(
            its_role == role and self._connector.called_on(other, role) == called
            for other, its_role in self._links
        )

    def _demand_kept(self, entity: str, row: Mapping[str, Any], what: str) -> None:
        """Demand that a party or item is as it was, or as Odoo says now, after another's sync."""
        if not self._kept.is_changed(entity, row):
            return
        self._kept.hold(entity, row)
        for (ref, role), qbo_id in self._links.items():
            if (ENTITIES[role], qbo_id) == (entity, str(row["Id"])):
                snapshot = self.snapshot(ref)
                expectation = expect(snapshot, role, self._policy, self._links)
                # The document has moved the stock, and may not be all that did.
                if found := unmoved(self._differing(snapshot, expectation, row)):
                    title = f"{role} {name_of(snapshot)}, changed by the sync of {what}"
                    raise Differs(found, ref=ref, qbo_id=qbo_id, title=title)

    def keyed(self, snapshot: Snapshot, role: Role) -> list[Mapping[str, Any]]:
        """Find what QuickBooks holds under a record's business key."""
        return find_keyed(self._books, self._policy, self._links, snapshot, role)

    def left(self, mirrored: Mirrored) -> Mapping[str, Any] | None:
        """Read what is left of a mirrored record; None when QuickBooks has it no more."""
        try:
            return self._books.read(mirrored.entity, mirrored.id)
        except RecordNotFound:
            return None


def may_leave(snapshot: Snapshot) -> bool:
    """Say whether a record may leave Odoo unasked: documents and payments no longer drafts."""
    match snapshot:
        case Document() | Payment():
            return snapshot.state != "draft"
        case _:
            return True


def name_of(snapshot: Snapshot) -> str:
    """Say what people call a record: a name or a number."""
    match snapshot:
        case Partner() | Product():
            return snapshot.name
        case _:
            return snapshot.number
