"""Reconciling a whole company: many records of QuickBooks compared with Odoo's at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from harness.oracle.applied import misapplied
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

APPLYING: Mapping[str, str] = {"Payment": "Payment", "BillPaymentCheck": "BillPayment"}
"""What QuickBooks calls the payments that it links with a credit, and what they are."""


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
                payments=applying(record, records),
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


def applied_by(record: Record) -> Iterator[tuple[str, str]]:
    """Return the payments that QuickBooks links with a credit, by entity and id."""
    for link in record.get("LinkedTxn", []):
        if entity := APPLYING.get(str(link.get("TxnType"))):
            yield entity, str(link["TxnId"])


def applying(record: Record, records: Records) -> list[Record]:
    """Find those payments among what QuickBooks holds."""
    return [
        payment
        for entity, record_id in applied_by(record)
        if (payment := records.get(entity, {}).get(record_id)) is not None
    ]


def _unmirrored(entity: str, found: str) -> Difference:
    rule = f"{SECTIONS[entity]}.mirrored"
    return Difference(field="Id", rule=rule, expected=f"one {entity} of its own", found=found)
