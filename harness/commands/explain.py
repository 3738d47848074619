"""The command `harness explain`: one record, the rules applied, and what QuickBooks holds of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.connector.loader import load_profile
from harness.errors import HarnessError
from harness.odoo.lookup import look_up
from harness.oracle import compared, expect, not_voided
from harness.policy import load_policy
from harness.proof.keyed import ENTITIES
from harness.proof.naming import Naming
from harness.quickbooks.errors import RecordNotFound
from harness.session.leased import kept
from harness.session.opening import open_target
from harness.session.run import Moment, Parts, build
from harness.settings import Settings, load_settings
from harness.snapshot import Document, OdooRef, Partner, Payment, Product, Role, Snapshot

DOCUMENTS: Mapping[str, Role] = {
    "out_invoice": "invoice",
    "out_refund": "credit_memo",
    "in_invoice": "bill",
    "in_refund": "vendor_credit",
}

MONEY: Mapping[tuple[str, str], tuple[Role, Role | None]] = {
    ("customer", "inbound"): ("payment", "write_off"),
    ("customer", "outbound"): ("refund", None),
    ("supplier", "outbound"): ("bill_payment", "bill_write_off"),
    ("supplier", "inbound"): ("bill_payment", None),
}
"""What a payment is, by whose it is and where it goes; and what stands for its write-off."""

BESIDE: tuple[Role, Role] = ("write_off", "bill_write_off")
CANCELLED = ("cancel", "canceled", "rejected")
"""Odoo's states of documents and of payments."""

WITHDRAWN: Mapping[Role, str] = {
    "invoice": "invoices.cancelled",
    "credit_memo": "credit_memos.withdrawn",
    "bill": "bills.cancelled",
    "vendor_credit": "vendor_credits.withdrawn",
    "payment": "payments.cancelled",
    "refund": "payments.cancelled",
    "bill_payment": "payments.cancelled",
}
"""The rule that says what becomes of a cancelled one."""


def explain(
    called: Annotated[
        str, typer.Argument(help="A number, a name, or model,id such as account.move,12.")
    ],
    target: Annotated[
        Literal["local", "staging"] | None,
        typer.Option(
            help="local: the company that pytest --keep left; by default staging where settings"
            " name one."
        ),
    ] = None,
    profile: Annotated[
        str | None, typer.Option(help="The connector: a profile's name or path.")
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="The file with the mapping rules.")] = None,
) -> None:
    """Print a record, the rules applied, and the expected and the found side."""
    given: dict[str, Any] = {"target": target or _usual()}
    if profile:
        given["connector"] = {"profile": profile}
    if policy:
        given["policy"] = policy
    with _opened(load_settings(given)) as parts:
        parts.connector.validate()
        console = Console(highlight=False)
        wrong = sum(
            print_explanation(parts, ref_and_role, console)
            for ref_and_role in roles_of(parts, look_up(parts.port, called))
        )
    raise typer.Exit(1 if wrong else 0)


def _usual() -> str:
    return "staging" if load_settings().odoo.url else "local"


@contextmanager
def _opened(settings: Settings) -> Iterator[Parts]:
    """Open the target that the settings name, for reading only."""
    policy, profile = load_policy(settings.policy), load_profile(settings.connector.profile)
    now = Moment(seed=0, now=datetime.now(UTC))
    if settings.target == "local":
        with kept(settings, profile) as target:
            yield build(target, now, profile, policy)
    else:
        with open_target(settings, "explain") as opened:
            yield build(opened.target, now, profile, policy)


def roles_of(parts: Parts, ref: OdooRef) -> list[tuple[OdooRef, Role]]:
    """Return the roles in which a record is mirrored; of a partner, those that QuickBooks has."""
    match parts.proof.snapshot(ref):
        case Document(kind=kind):
            return [(ref, DOCUMENTS[kind])]
        case Payment() as payment:
            own, beside = MONEY[payment.party, payment.direction]
            stands = [(ref, beside)] if beside and payment.written_off else []
            return [(ref, own), *stands]
        case Product():
            return [(ref, "product")]
        case Partner():
            both: tuple[Role, Role] = ("customer", "vendor")
            held = [(ref, role) for role in both if parts.connector.external_id(ref, role)]
            return held or [(ref, "customer")]


def print_explanation(parts: Parts, record: tuple[OdooRef, Role], console: Console) -> int:
    """Print a record and every rule with its two values; return how many differ."""
    ref, role = record
    snapshot = parts.proof.snapshot(ref)
    console.print(_odoo_side(snapshot, f"Odoo {ref} as a {role.replace('_', ' ')}"))
    held = parts.connector.external_id(ref, role)
    if getattr(snapshot, "state", "") in CANCELLED:
        return _print_withdrawn(parts, role, held, console)
    pointed_at = {
        other: parts.connector.external_id(*other) for other in _pointed_at(snapshot, role)
    }
    known = {other: its_id for other, its_id in (pointed_at | {record: held}).items() if its_id}
    waiting = {other: f"{other[1]} {other[0]}, not exported" for other in pointed_at}
    if held and (missing := [other for other in pointed_at if other not in known]):
        raise _not_there(parts, *missing[0])
    expectation = expect(snapshot, role, parts.policy, waiting | known)
    found = parts.quickbooks.read(expectation.entity, held) if held else {}
    directory = Naming(parts.quickbooks, parts.policy).of(known, [found])
    rows = compared(expectation, found, directory)
    title = f"QuickBooks {expectation.entity} {held or '(never exported)'}"
    table = Table(title=title, title_justify="left")
    for heading in ("rule", "field", "expected", "found"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        style = "" if row.agrees else "bold red"
        mark = "" if row.agrees else " ≠"
        table.add_row(row.rule, row.field, row.expected, Text(row.found + mark), style=style)
    console.print(table)
    if held is None:
        raise HarnessError(
            f"QuickBooks has no {role} that mirrors {ref}: it was never exported.",
            where=f"database {parts.port.database}",
            next_step="export it, or see the connector's log why it was not",
        )
    wrong = sum(not row.agrees for row in rows)
    console.print(f"{len(rows)} fields by rule, {wrong} not as expected")
    return wrong


def _print_withdrawn(parts: Parts, role: Role, held: str | None, console: Console) -> int:
    """Print what is left of a cancelled record and what the rules say; return 1 if they differ."""
    rule, entity = WITHDRAWN.get(role, ""), ENTITIES[role]
    answer = parts.policy.answers().get(rule, "delete")  # a write-off goes with its payment
    left = None
    with contextlib.suppress(RecordNotFound):
        left = parts.quickbooks.read(entity, held) if held else None
    problems = not_voided(left, left or {})
    state = "nothing" if left is None else "; ".join(problems) or "a voided one"
    wrong = {"void": bool(problems), "delete": left is not None}.get(answer, False)
    console.print(
        f"Odoo cancelled it ({rule or 'write_offs'} = {answer}). QuickBooks holds of {entity}"
        f" {held or ''}: {state}.",
        style="bold red" if wrong else None,
    )
    return int(wrong)


def _odoo_side(snapshot: Snapshot, title: str) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for field in fields(snapshot):
        value = getattr(snapshot, field.name)
        if field.name == "lines":
            value = "\n".join(
                f"{line.description!r} {line.quantity} x {line.unit_price} = {line.subtotal}"
                for line in value
            )
        elif isinstance(value, tuple):
            value = ", ".join(map(str, value))
        if value not in ("", None):
            table.add_row(field.name, Text(str(value)))
    return table


def _not_there(parts: Parts, ref: OdooRef, role: Role) -> HarnessError:
    return HarnessError(
        f"The {role} {ref}, at which this record points, is not in QuickBooks.",
        where=f"database {parts.port.database}",
        next_step="export it first",
    )


def _pointed_at(snapshot: Snapshot, role: Role) -> Iterator[tuple[OdooRef, Role]]:
    match snapshot:
        case Document():
            bought = role in {"bill", "vendor_credit"}
            yield snapshot.partner, "vendor" if bought else "customer"
            for line in snapshot.lines:
                if line.product is not None:
                    yield line.product, "product"
            for part in snapshot.settled:
                yield part.document, DOCUMENTS[part.kind]
        case Payment() if role == "refund":
            for note in snapshot.given_back:
                yield from _pointed_at(replace(note, settled=()), "credit_memo")
        case Payment():
            yield snapshot.partner, "customer" if snapshot.party == "customer" else "vendor"
            if role not in BESIDE:
                for part in snapshot.applied:
                    yield part.document, DOCUMENTS[part.kind]
                if snapshot.written_off:
                    yield snapshot.ref, BESIDE[snapshot.party == "supplier"]
        case _:
            return
