"""Reconciling a whole company: many records of QuickBooks compared with Odoo's at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from harness.oracle.applied import (
    APPLYING,
    applied_by,
    credits_of,
    hides_payments,
    misapplied,
)
from harness.oracle.compare import NOTHING, differences
from harness.oracle.difference import Difference
from harness.oracle.expect import expect
from harness.oracle.expectation import Directory, Expectation, Links, PolicyGap
from harness.oracle.taxparts import SECTIONS as SALES
from harness.oracle.taxparts import misparted
from harness.oracle.unasked import SECTIONS
from harness.policy import Policy
from harness.snapshot import Document, OdooRef, Role, Snapshot

Record = Mapping[str, Any]
Records = Mapping[str, Mapping[str, Record]]
"""What QuickBooks holds: entity, id, record."""

Using = Mapping[tuple[str, str], list[Record]]
"""Payments by the entity and id of a credit that they use."""


def reconcile(
    snapshots: Mapping[tuple[OdooRef, Role], Snapshot],
    records: Records,
    policy: Policy,
    links: Links,
    directory: Directory,
) -> dict[tuple[OdooRef, Role], list[Difference]]:
    """
    Compare every snapshot with its mirror; a pure function, linear in their number.

    `links` name the mirrors, `records` are QuickBooks' records of them, with the payments
    that apply credits. Returns the records that differ, in the snapshots' order, among
    them those whose mirror is missing or shared and those without an answer in the rules.
    """
    found = {}
    using = using_credits(records)
    mirrors: dict[tuple[str, str], OdooRef] = {}
    for (ref, role), snapshot in snapshots.items():
        held = links.get((ref, role), "")
        try:
            expectation = expect(snapshot, role, policy, links)
        except PolicyGap as gap:
            found[ref, role] = [
                Difference(field="", rule=gap.rule, expected="an answer", found=gap.what)
            ]
            continue
        entity = expectation.entity
        record = records.get(entity, {}).get(held)
        if record is None:
            differing = [_unmirrored(entity, f"no {entity} {held}" if held else NOTHING)]
        elif (other := mirrors.setdefault((entity, held), ref)) != ref:
            differing = [_unmirrored(entity, f"{entity} {held}, which mirrors {other}")]
        else:
            differing = differing_from(
                snapshot,
                expectation,
                record,
                payments=applying(expectation.entity, record, records, using),
                policy=policy,
                links=links,
                directory=directory,
            )
        if differing:
            found[ref, role] = differing
    return found


def differing_from(
    snapshot: Snapshot,
    expectation: Expectation,
    record: Record,
    *,
    payments: Sequence[Record],
    policy: Policy,
    links: Links,
    directory: Directory,
) -> list[Difference]:
    """
    List where a mirror is not as expected.

    Of a credit also where it is applied otherwise, of what is sold how its tax is divided.

    `payments` are those that QuickBooks links with the credit.
    """
    found = differences(expectation, record, directory)
    if isinstance(snapshot, Document) and snapshot.kind in {"out_refund", "in_refund"}:
        found += misapplied(snapshot, payments, policy, links)
    if isinstance(snapshot, Document) and snapshot.kind in SALES:
        found += misparted(snapshot, record, policy)
    return found


def applying(entity: str, record: Record, records: Records, using: Using) -> list[Record]:
    """Find the payments that apply a credit among what QuickBooks holds."""
    if hides_payments(entity, record):
        return using.get((entity, str(record["Id"])), [])
    return [
        payment
        for kind, record_id in applied_by(record)
        if (payment := records.get(kind, {}).get(record_id)) is not None
    ]


def using_credits(records: Records) -> Using:
    """Gather all payments by the credits that they use."""
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for kind in dict.fromkeys(APPLYING.values()):
        for payment in records.get(kind, {}).values():
            for credit in dict.fromkeys(credits_of(payment)):
                found[credit].append(payment)
    return found


def _unmirrored(entity: str, found: str) -> Difference:
    rule = f"{SECTIONS[entity]}.mirrored"
    return Difference(field="Id", rule=rule, expected=f"one {entity} of its own", found=found)
