"""
One record through the line: Odoo, connector, QuickBooks, oracle.

The scenarios' steps. A step that finds a difference raises `AssertionError`
with the table of differences; a step whose prerequisite is missing raises
`NotProven`, since it neither passed nor failed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from harness.connector.driver import Connector, SyncFailed
from harness.connector.log import LogRow
from harness.errors import NotProven
from harness.keyed import ENTITIES, keyed
from harness.naming import Naming
from harness.odoo.fingerprint import business_fields, fingerprint
from harness.odoo.port import OdooPort
from harness.odoo.snapshots import Reader
from harness.oracle import (
    Difference,
    Drift,
    Expectation,
    Known,
    differences,
    drifts,
    expect,
    misapplied,
    not_voided,
    strays,
    table,
    tolerated,
)
from harness.policy import Policy
from harness.quickbooks.books import Books
from harness.quickbooks.errors import RecordNotFound
from harness.snapshot import Document, OdooRef, Partner, Product, Role, Snapshot

PAYMENTS = {"Payment": "Payment", "BillPaymentCheck": "BillPayment"}
"""What QuickBooks calls the payments that it links with a credit, and what they are."""

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


class Proof:
    """Carries records through the connector and holds the mirror against the oracle."""

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
        self._reader = Reader(port)
        self._connector = connector
        self._books = books
        self._policy = policy
        self._naming = Naming(books, policy)
        self._since = since
        self._links: dict[tuple[OdooRef, Role], str] = {}
        self._names: set[str] = set()
        self._along: dict[str, set[str]] = {}
        self.tolerated: list[str] = []
        """What differed and a rule allowed: it is told at the end, whatever passed."""
        self._then: dict[tuple[OdooRef, Role], Expectation] = {}

    def carry(self, ref: OdooRef, role: Role) -> str:
        """
        Mirror a record that another check is about; its id in QuickBooks.

        Raises `NotProven` if it does not arrive: what depends on it can't be judged.
        """
        try:
            self._connector.sync(ref, role)
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
                f"The {role} this check builds on has no QuickBooks id in Odoo.",
                where=str(ref),
                next_step=f"first mend the check of the {role}",
            )
        self._links[ref, role] = qbo_id
        return qbo_id

    def mirrored(
        self, ref: OdooRef, role: Role, *, along: Sequence[tuple[OdooRef, Role]] = ()
    ) -> Mirrored:
        """
        Sync once and demand exactly one record, right in every field.

        Found twice over: by business key, and by the id stored in Odoo; both
        must name the same record. `along` are records that this sync must carry
        with it, since this one points at them.
        """
        try:
            self._connector.sync(ref, role)
        except SyncFailed as error:
            raise AssertionError(
                f"The connector refused to mirror {role} {ref}:\n{error}"
            ) from error
        for other, its_role in along:
            self._came_along(other, its_role)
        snapshot = self.snapshot(ref)
        if isinstance(snapshot, Partner | Product):
            self._names.add(snapshot.name)
        qbo_id = self._connector.external_id(ref, role)
        assert qbo_id is not None, (  # noqa: S101 - a step asserts
            f"After the sync of {role} {ref} ({_name(snapshot)}), Odoo holds no id of it."
        )
        self._links[ref, role] = qbo_id
        expectation = expect(snapshot, role, self._policy, self._links)
        record = self._books.read(expectation.entity, qbo_id)
        directory = self._naming.of(self._links, [record])
        found = differences(expectation, record, directory)
        if isinstance(snapshot, Document) and role in {"credit_memo", "vendor_credit"}:
            found += misapplied(snapshot, self._applying(record), self._policy, self._links)
        if found:
            raise AssertionError(
                table(found, ref=ref, qbo_id=qbo_id, title=f"{role} {_name(snapshot)}")
            )
        keyed = self._keyed(snapshot, role)
        ids = [record["Id"] for record in keyed]
        if ids != [qbo_id]:
            raise AssertionError(
                f"Exactly one {expectation.entity} in QuickBooks must mirror {role} {ref}"
                f" ({_name(snapshot)}).\n"
                f"  by business key: {len(ids)} found, ids {', '.join(ids) or 'none'}\n"
                f"  by the id stored in Odoo: {qbo_id}"
            )
        self._demand_nothing_else(f"{role} {ref} ({_name(snapshot)})")
        self._then[ref, role] = expectation
        allowed = tolerated(expectation, record)
        self.tolerated += [
            f"{item.rule}: {item.field} of {_name(snapshot)} is {item.found}, not {item.expected}"
            for item in allowed
        ]
        return Mirrored(
            entity=expectation.entity, id=qbo_id, record=record, tolerated=tuple(allowed)
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

    def _applying(self, record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Read the payments that QuickBooks links with a credit; they are no strays."""
        found = []
        for link in record.get("LinkedTxn", []):
            entity = PAYMENTS.get(str(link.get("TxnType")))
            if entity:
                self._along.setdefault(entity, set()).add(str(link["TxnId"]))
                found.append(self._books.read(entity, str(link["TxnId"])))
        return found

    def _came_along(self, ref: OdooRef, role: Role) -> None:
        qbo_id = self._connector.external_id(ref, role)
        if qbo_id is None:
            rule = CARRIED_BY.get(role, "payments.unmirrored")
            raise AssertionError(f"The {role} {ref} had to be carried along ({rule}), and was not.")
        self._links[ref, role] = qbo_id

    def nothing_more(self, what: str) -> None:
        """Demand that nothing speaks of our records but their mirrors, whatever Odoo did since."""
        self._demand_nothing_else(what)

    def _demand_nothing_else(self, what: str) -> None:
        """Demand that nothing came along which speaks of our records and was not asked for."""
        ours = {entity: set(ids) for entity, ids in self._along.items()}
        for (_, role), qbo_id in self._links.items():
            ours.setdefault(ENTITIES[role], set()).add(qbo_id)
        found = strays(self._books.changed(WATCHED, self._since), ours, self._names)
        if found:
            raise AssertionError(
                f"With {what} more arrived in QuickBooks than was asked for:\n  "
                + "\n  ".join(found)
            )

    def repeatable(self, ref: OdooRef, role: Role, mirrored: Mirrored) -> None:
        """Sync again and demand that QuickBooks holds the very same, SyncToken included."""
        before = self._books.count(mirrored.entity)
        try:
            self._connector.sync(ref, role)
        except SyncFailed as error:
            raise AssertionError(
                f"The second sync of {role} {ref} failed, though nothing had changed:\n{error}"
            ) from error
        after = self._books.count(mirrored.entity)
        if after != before:
            raise AssertionError(
                f"The second sync of {role} {ref} added {after - before} {mirrored.entity}(s)"
                " to QuickBooks; nothing had changed in Odoo."
            )
        again = self._books.read(mirrored.entity, mirrored.id)
        changed = sorted(
            key for key in {*again, *mirrored.record} if again.get(key) != mirrored.record.get(key)
        )
        if changed:
            raise AssertionError(
                f"The second sync of {role} {ref} changed {mirrored.entity} {mirrored.id},"
                f" though nothing had changed in Odoo: {', '.join(changed)}."
            )

    def stays_in_odoo(self, draft: OdooRef, *, customer: OdooRef) -> None:
        """Demand that a draft invoice does not leave Odoo, even when its export is triggered."""
        held = self._invoices_of(customer)
        with contextlib.suppress(SyncFailed):  # refusing is the honest answer
            self._connector.sync(draft, "invoice")
        leaked = self._invoices_of(customer) - held
        stored = self._connector.external_id(draft, "invoice")
        if leaked or stored is not None:
            raise AssertionError(
                f"The draft {draft} must never leave Odoo, but after a trigger QuickBooks holds"
                f" {len(leaked)} more invoice(s) of its customer"
                f" (ids {', '.join(sorted(leaked)) or 'none'}; stored in Odoo: {stored})."
            )

    def withdrawn(
        self,
        ref: OdooRef,
        mirrored: Mirrored,
        how: Literal["void", "delete"],
        rule: str = "invoices.cancelled",
        *,
        role: Role = "invoice",
    ) -> None:
        """
        Sync what is posted no more in Odoo, and demand that its mirror is gone.

        Voided, it keeps its number, day and party, and nothing else counts;
        deleted, QuickBooks has no record of that id. Syncing again changes nothing.
        """
        for _ in range(2):
            try:
                self._connector.sync(ref, role)
            except SyncFailed as error:
                raise AssertionError(
                    f"The connector did not {how} the mirror of the withdrawn {ref}:\n{error}"
                ) from error
            left = self._left(mirrored)
            if how == "delete":
                problems = ["it is still there"] if left is not None else []
            else:
                problems = not_voided(left, mirrored.record)
            if problems:
                raise AssertionError(
                    f"{mirrored.entity} {mirrored.id} mirrors {ref}, which is posted no more, and"
                    f" the rules say {how} ({rule}), but {'; '.join(problems)}."
                )

    def left_alone(
        self, ref: OdooRef, mirrored: Mirrored, why: str, *, role: Role = "invoice"
    ) -> None:
        """Sync a record that must wait in Odoo, and demand that its mirror stays as it was."""
        with contextlib.suppress(SyncFailed):  # refusing is an honest answer too
            self._connector.sync(ref, role)
        self.untouched(mirrored, why)

    def untouched(self, mirrored: Mirrored, why: str) -> None:
        """Demand that a record in QuickBooks is exactly as it was."""
        left = self._left(mirrored)
        if left != mirrored.record:
            raise AssertionError(
                f"{mirrored.entity} {mirrored.id} must stay as it was ({why}), but it"
                f" {'was changed' if left else 'is gone'}."
            )

    def refused(self, ref: OdooRef, role: Role) -> None:
        """Sync and demand that the connector refuses, and logs that it did."""
        before = len(self.attempts(ref))
        try:
            self._connector.sync(ref, role)
        except SyncFailed:
            rows = self.attempts(ref)[before:]
            if [row.status for row in rows] != ["failed"]:
                raise AssertionError(
                    f"The connector refused {role} {ref}, but its log does not say so."
                ) from None
        else:
            raise AssertionError(f"The connector took {role} {ref}, which it had to refuse.")

    def waits(self, ref: OdooRef, role: Role, why: str) -> None:
        """Sync and demand that the record stays in Odoo, without a failure, and the log says so."""
        before = len(self.attempts(ref))
        try:
            self._connector.sync(ref, role)
        except SyncFailed as error:
            raise AssertionError(
                f"The {role} {ref} has to wait ({why}); that is no failure:\n{error}"
            ) from error
        self.never_left(ref, role)
        rows = self.attempts(ref)[before:]
        if [row.status for row in rows] != ["skipped"]:
            raise AssertionError(f"The {role} {ref} waits ({why}), but the log does not say so.")

    def _left(self, mirrored: Mirrored) -> Mapping[str, Any] | None:
        """Read what is left of a mirrored record; None when QuickBooks has it no more."""
        try:
            return self._books.read(mirrored.entity, mirrored.id)
        except RecordNotFound:
            return None

    def only_invoice_of(self, customer: OdooRef, mirrored: Mirrored) -> None:
        """Demand that QuickBooks holds no other invoice of a customer."""
        ids = self._invoices_of(customer)
        if ids != {mirrored.id}:
            raise AssertionError(
                f"QuickBooks must hold one invoice of {customer}, {mirrored.id};"
                f" it holds {', '.join(sorted(ids)) or 'none'}."
            )

    def never_left(self, ref: OdooRef, role: Role) -> None:
        """Demand that a record nobody triggered is not in QuickBooks."""
        snapshot = self.snapshot(ref)
        entity = ENTITIES[role]
        found = self._keyed(snapshot, role)
        stored = self._connector.external_id(ref, role)
        if found or stored is not None:
            raise AssertionError(
                f"Nobody exported {ref} ({_name(snapshot)}) as a {role}, but QuickBooks holds"
                f" {len(found)} {entity} of that name (stored in Odoo: {stored})."
            )

    def fails(self, ref: OdooRef, role: Role) -> None:
        """Demand that the connector does not mirror a record that QuickBooks must refuse."""
        with contextlib.suppress(SyncFailed):
            self._connector.sync(ref, role)
        stored = self._connector.external_id(ref, role)
        if stored is not None:
            raise AssertionError(
                f"QuickBooks can't hold {role} {ref} ({_name(self.snapshot(ref))}), yet Odoo holds"
                f" the QuickBooks id {stored} of it."
            )

    def logged(self, ref: OdooRef, status: str) -> None:
        """
        Demand one new terminal log row of a record's only attempt, with this status.

        A row that says done must name the record in QuickBooks, a failed one a cause.
        """
        rows = self.attempts(ref)
        if [row.status for row in rows] != [status]:
            shown = "; ".join(f"{row.status} ({row.message})" for row in rows)
            raise AssertionError(
                f"One attempt was made for {ref}, so its log must hold one row, {status}.\n"
                f"  found {len(rows)}: {shown or 'nothing'}"
            )
        row = rows[0]
        if status == "done" and (not row.external_id or not row.entity):
            raise AssertionError(f"The log row {row.id} of {ref} says done, but not what was made.")
        if status == "done":
            self._books.read(row.entity, row.external_id)
        if status == "failed" and not row.message:
            raise AssertionError(f"The log row {row.id} of {ref} says failed, but not why.")

    @contextmanager
    def nothing_written_back(self, *refs: OdooRef) -> Iterator[None]:
        """Demand that the block changes no business field of the given records in Odoo."""
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
            for field in sorted({*before[ref], *after[ref]})
            if before[ref].get(field) != after[ref].get(field)
        ]
        if changed:
            raise AssertionError(
                "Odoo is the source of truth, yet the sync changed it:\n" + "\n".join(changed)
            )

    def attempts(self, ref: OdooRef) -> tuple[LogRow, ...]:
        """The connector's log rows about one record, oldest first."""
        return tuple(row for row in self._connector.logs(refs=[ref]) if row.ref == ref)

    def snapshot(self, ref: OdooRef) -> Snapshot:
        """Read one record from Odoo as it stands now."""
        reader = self._reader
        read: Mapping[OdooRef, Snapshot]
        match ref.model:
            case "res.partner":
                read = reader.partners([ref])
            case "product.product":
                read = reader.products([ref])
            case "account.move":
                read = reader.documents([ref])
            case "account.payment":
                read = reader.payments([ref])
            case _:
                raise ValueError(f"no snapshot is taken of {ref.model}")
        return read[ref]

    def _keyed(self, snapshot: Snapshot, role: Role) -> list[Mapping[str, Any]]:
        return keyed(self._books, self._policy, self._links, snapshot, role)

    def _invoices_of(self, customer: OdooRef) -> set[str]:
        rows = self._books.find("Invoice", CustomerRef=self._links[customer, "customer"])
        return {str(row["Id"]) for row in rows}


def _name(snapshot: Snapshot) -> str:
    match snapshot:
        case Partner() | Product():
            return snapshot.name
        case _:
            return snapshot.number
