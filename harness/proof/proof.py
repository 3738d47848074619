"""
What a scenario demands of its records: repeated, withdrawn, refused, waiting, untouched.

A step that finds a difference raises `AssertionError`
with the table of differences; a step whose prerequisite is missing raises
`NotProven`, since it neither passed nor failed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Literal

from harness.connector.exporting import SyncFailed
from harness.errors import NotProven
from harness.odoo.fingerprint import TELLING
from harness.oracle import not_voided
from harness.proof.changes import made_anew, paid_otherwise, told
from harness.proof.keyed import ENTITIES
from harness.proof.logged import Logged
from harness.proof.mirror import Mirrored, name_of
from harness.snapshot import OdooRef, Role

SILENT = {
    "failed": "The connector refused without an error",
    "skipped": "The connector passed over",
}
"""What an export did that ended without an error, by what its log says; any other took it."""
EXPORTS_ALL = (
    "\n  A connector that exports all that waits may do so: its profile says"
    " triggers.{role}.everything = true."
)


class Proof(Logged):
    """What a scenario demands of its records, besides that they are mirrored right."""

    def repeatable(self, ref: OdooRef, role: Role, mirrored: Mirrored) -> None:
        """Sync again and demand that QuickBooks holds the very same, SyncToken included."""
        before = self._books.count(mirrored.entity)
        or_else = f"The second sync of {role} {ref} failed, though nothing had changed:"
        try:
            self.kinds[role].export(ref, role, again=True)
        except SyncFailed as error:
            raise AssertionError(f"{or_else}\n{error}") from error
        after = self._books.count(mirrored.entity)
        if after != before:
            raise AssertionError(
                f"The second sync of {role} {ref} added {after - before} {mirrored.entity}(s)"
                " to QuickBooks; nothing had changed in Odoo."
            )
        again = self._books.read(mirrored.entity, mirrored.id)
        if changed := told(mirrored.record, again):
            if made_anew(mirrored.record, again):
                changed += (
                    "\n  Only its lines were made anew: an update must send each line with the Id"
                    " that it has in QuickBooks."
                )
            raise AssertionError(
                f"The second sync of {role} {ref} changed {mirrored.entity} {mirrored.id},"
                f" though nothing had changed in Odoo:{changed}"
            )

    def at_once(self, ref: OdooRef, role: Role, times: int) -> list[str]:
        """Have a record exported several times at the same moment; what was refused."""
        return self.kinds[role].at_once(ref, role, times)

    def together(
        self,
        *refs: OdooRef,
        role: Role,
        refused: OdooRef,
        along: Sequence[tuple[OdooRef, Role]] = (),
    ) -> None:
        """
        Have several records exported by one call, one of which must be `refused`.

        Each of the others must arrive as if it had been alone, and `along` with them. People
        must see the failure, and the log must tell of each record what became of it: no row
        names the cause of another's failure. A connector may also refuse them all, if people
        see that and nothing leaves: then each must arrive when it is exported alone.
        """
        words = self.kinds[role].together(refs, role)
        as_a_whole = bool(words) and not any(self._connector.external_id(ref, role) for ref in refs)
        if as_a_whole:
            self._one_by_one(refs, role, refused)
        elif not words and not self.kinds[role].others_leave:
            raise AssertionError(
                f"Of several records exported at once the connector had to refuse {refused}, but"
                " the export ended without an error that people see."
            )
        arrived = self._all_arrived(refs, role, refused, along)
        if as_a_whole or not self._connector.keeps_log():
            return
        self.logged(refused, "failed")
        causes = {row.message for row in self.attempts(refused)}
        for ref in arrived:
            self.logged(ref, "done")
            for row in self.attempts(ref):
                if any(cause in row.message for cause in causes):
                    raise AssertionError(
                        f"The log row {row.id} of {ref} tells why another record failed,"
                        f" {refused}: {row.message}"
                    )

    def _all_arrived(
        self,
        refs: Sequence[OdooRef],
        role: Role,
        refused: OdooRef,
        along: Sequence[tuple[OdooRef, Role]],
    ) -> list[OdooRef]:
        """Demand that all but the one that is `refused` are as they must be; which those are."""
        self.never_left(refused, role)
        arrived = [ref for ref in refs if ref != refused]
        for ref in arrived:
            qbo_id = self._connector.external_id(ref, role)
            if qbo_id is None:
                raise AssertionError(
                    f"Exported together with others, one of which was refused, {role} {ref} did"
                    f" not arrive.{self._last_words(ref)}"
                )
            self._links[ref, role] = qbo_id
        for other, its_role in along:
            self._came_along(other, its_role)
        for ref in arrived:
            self.arrived(ref, role)
        return arrived

    def _one_by_one(self, refs: Sequence[OdooRef], role: Role, refused: OdooRef) -> None:
        """Demand that nothing left of what was refused together, and export each alone."""
        for ref in refs:
            snapshot = self.snapshot(ref)
            if found := self.keyed(snapshot, role):
                raise AssertionError(
                    f"Exporting {len(refs)} records at once failed, and Odoo holds no QuickBooks"
                    f" id of any, but {role} {ref} ({name_of(snapshot)}) is in QuickBooks:"
                    f" {ENTITIES[role]} {found[0]['Id']}"
                )
        self.refused(refused, role)
        for ref in refs:
            if ref != refused:
                self.synced(ref, role, or_else=f"Exported alone, {role} {ref} did not arrive:")

    def stays_in_odoo(self, draft: OdooRef, *, customer: OdooRef) -> None:
        """Demand that a draft invoice does not leave Odoo, even when its export is triggered."""
        held = self._invoices_of(customer)
        with contextlib.suppress(SyncFailed):  # refusing is the honest answer
            self.kinds["invoice"].export(draft, "invoice")
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
        failed = f"The connector did not {how} the mirror of the withdrawn {ref}:"
        failed_again = (
            f"Synced again, the withdrawn {ref} failed, though the first sync did {how} its mirror"
            " and nothing had changed since:"
        )
        for or_else in (failed, failed_again):
            self.synced(ref, role, or_else=or_else)
            left = self.left(mirrored)
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
            self.kinds[role].export(ref, role)
        self.untouched(mirrored, why)

    def untouched(self, mirrored: Mirrored, why: str) -> None:
        """Demand that a record in QuickBooks is exactly as it was."""
        left = self.left(mirrored)
        changed = " is gone." if left is None else told(mirrored.record, left)
        if left is not None and paid_otherwise(mirrored.record, left):
            changed += (
                "\n  What pays it was taken off it or put on it, by the export of another record."
            )
        if changed:
            raise AssertionError(
                f"{mirrored.entity} {mirrored.id} must stay as it was ({why}), but it"
                f"{changed if left is None else f' was changed:{changed}'}"
            )

    def refused(self, ref: OdooRef, role: Role) -> None:
        """Sync and demand that the connector refuses, and logs that it did."""
        before, words = self.kinds[role].earlier(ref), ""
        # Its users may be told of the failure; what they wrote themselves stays.
        with self.nothing_written_back(ref, but=TELLING):
            try:
                self.kinds[role].export(ref, role)
            except SyncFailed as error:
                words = f"\n  it said: {error}"
        states = [row.status for row in self.kinds[role].since(ref, role, before)]
        passed_over = self.kinds[role].others_leave and not states
        shown = ", ".join(states) or "nothing"
        if not words and not passed_over:
            raise AssertionError(
                f"{SILENT.get(shown, 'The connector took')} {role} {ref}, which it had to refuse:"
                f" its export must end with an error that people see, and its log must say failed."
                f" It ended without one, and the log says {shown}."
            )
        if states != ["failed"]:
            raise AssertionError(
                f"The connector refused {role} {ref}, but its log does not say so: it says"
                f" {shown}.{words}{'' if states else self._looked_at()}"
            )

    def declined(
        self, ref: OdooRef, role: Role, why: str, *, instead: OdooRef | None = None
    ) -> None:
        """
        Sync and demand that the record stays in Odoo; the log may call it skipped or failed.

        Where another record stands for it, the log may speak of that one `instead`.
        """
        before = self.kinds[role].earlier(ref)
        before_instead = len(self.attempts(instead)) if instead else 0
        with contextlib.suppress(SyncFailed):
            self.kinds[role].export(ref, role)
        self.never_left(ref, role)
        rows = self.kinds[role].since(ref, role, before)
        if not rows and self.kinds[role].others_leave:
            return  # what does not wait was not tried, and there is nothing to say of it
        if not rows and instead and len(self.attempts(instead)) == before_instead + 1:
            return
        if len(rows) != 1 or rows[0].status not in {"skipped", "failed"}:
            shown = ", ".join(row.status for row in rows) or "nothing"
            raise AssertionError(
                f"The {role} {ref} stays in Odoo ({why}), but the log says {shown}."
                f"{'' if rows else self._looked_at()}"
            )

    def waits(self, ref: OdooRef, role: Role, why: str) -> None:
        """Sync and demand that the record stays in Odoo, without a failure, and the log says so."""
        before = self.kinds[role].earlier(ref)
        or_else = f"The {role} {ref} has to wait ({why}); that is no failure:"
        self.synced(ref, role, or_else=or_else)
        self.never_left(ref, role)
        rows = self.kinds[role].since(ref, role, before)
        if not rows and self.kinds[role].others_leave:
            return
        if [row.status for row in rows] != ["skipped"]:
            raise AssertionError(f"The {role} {ref} waits ({why}), but the log does not say so.")

    def only_invoice_of(self, customer: OdooRef, mirrored: Mirrored) -> None:
        """Demand that QuickBooks holds no other invoice of a customer."""
        ids = self._invoices_of(customer)
        if ids != {mirrored.id}:
            raise AssertionError(
                f"QuickBooks must hold one invoice of {customer}, {mirrored.id};"
                f" it holds {', '.join(sorted(ids)) or 'none'}."
            )

    def never_left(self, ref: OdooRef, role: Role, hint: str = "") -> None:
        """Demand that a record nobody triggered is not in QuickBooks."""
        snapshot = self.snapshot(ref)
        entity = ENTITIES[role]
        found = self.keyed(snapshot, role)
        stored = self._connector.external_id(ref, role)
        if stored is not None and not found:
            raise AssertionError(
                f"Nobody exported {ref} ({name_of(snapshot)}) as a {role}, and QuickBooks holds no"
                f" {entity} of that name, but Odoo holds the id {stored} of one.\n"
                f"  looked at: {self._connector.place(role)}; does that tell {role} from other"
                f" roles?{hint}"
            )
        if found:
            raise AssertionError(
                f"Nobody exported {ref} ({name_of(snapshot)}) as a {role}, but QuickBooks holds"
                f" {len(found)} {entity} of that name (stored in Odoo: {stored}).{hint}"
            )

    def bystander(self, ref: OdooRef, role: Role) -> None:
        """
        Demand that a record nobody asked for stayed in Odoo.

        Where the connector sends all that waits, it may have left: then as right as any other.
        """
        if self.kinds[role].others_leave and self._connector.external_id(ref, role) is not None:
            self.arrived(ref, role)
        else:
            self.never_left(ref, role, EXPORTS_ALL.format(role=role))

    def beside(self, ref: OdooRef, role: Role) -> None:
        """
        Demand what the profile says of a record that waited when another was asked for.

        It stays where each is told to leave. Where all that waits leaves, it must have left: a
        profile that says so of another connector would have its strays taken for what waited.
        """
        if not self.kinds[role].others_leave:
            self.never_left(ref, role, EXPORTS_ALL.format(role=role))
        elif self._connector.external_id(ref, role) is not None:
            self.arrived(ref, role)
        else:
            raise NotProven(
                f"The profile says that all that waits leaves with the {role} that is asked"
                f" for, but {ref}, which waited, stayed in Odoo.",
                where=f"{self._connector.profile.name}: triggers.{role}.everything",
                next_step="set it to false; if it is true, find out what kept the record back",
            )

    def fails(self, ref: OdooRef, role: Role, why: str = "QuickBooks takes each name once") -> None:
        """Demand that the connector does not mirror a record."""
        with contextlib.suppress(SyncFailed):
            self.kinds[role].export(ref, role)
        stored = self._connector.external_id(ref, role)
        if stored is not None:
            raise AssertionError(
                f"The {role} {ref} ({name_of(self.snapshot(ref))}) must not be mirrored ({why}),"
                f" yet Odoo holds the QuickBooks id {stored} of it."
            )

    def _invoices_of(self, customer: OdooRef) -> set[str]:
        rows = self._books.find("Invoice", CustomerRef=self._links[customer, "customer"])
        return {str(row["Id"]) for row in rows}
