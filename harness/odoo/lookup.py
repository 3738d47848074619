"""Finding a record by what a person calls it: its number, its name, or `model,id`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harness.errors import HarnessError
from harness.odoo.port import OdooNotFound, OdooPort
from harness.snapshot import OdooRef

PLACES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("account.move", ("name", "ref")),
    ("account.payment", ("name",)),
    ("res.partner", ("name",)),
    ("product.product", ("default_code", "name")),
)
"""Where to look, and at which fields."""

SHOWN = 10
_REFERENCE = re.compile(r"(?P<model>[a-z_.]+),(?P<id>\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A record that was found."""

    ref: OdooRef
    name: str


def look_up(port: OdooPort, called: str) -> OdooRef:
    """Find the one record called so, archived ones too; raise `HarnessError` for none or many."""
    given = _REFERENCE.fullmatch(called)
    if given:
        model, record_id = given["model"], int(given["id"])
        if model not in dict(PLACES):
            raise HarnessError(
                f"Nothing of {model} is mirrored.",
                expected=", ".join(model for model, _ in PLACES),
                found=called,
            )
        found = _search(port, model, [["id", "=", record_id]])
    else:
        found = [
            match
            for model, fields in PLACES
            for match in _search(
                port, model, ["|"] * (len(fields) - 1) + [[name, "=", called] for name in fields]
            )
        ]
    if len(found) == 1:
        return found[0].ref
    if not found:
        raise HarnessError(
            f"Odoo has no record called {called}.",
            where=f"database {port.database}",
            next_step="give its number, its name, or model,id such as account.move,12",
        )
    rows = "; ".join(f"{match.ref.model},{match.ref.id} ({match.name})" for match in found[:SHOWN])
    raise HarnessError(
        f"{len(found)} records of Odoo are called {called}.",
        found=rows,
        where=f"database {port.database}",
        next_step="name one of them as model,id",
    )


def _search(port: OdooPort, model: str, domain: list[object]) -> list[Match]:
    rows = port.call(
        model,
        "search_read",
        domain=domain,
        fields=["display_name"],
        context={"active_test": False},
        limit=SHOWN + 1,
    )
    return [
        Match(ref=OdooRef(model=model, id=row["id"]), name=str(row["display_name"])) for row in rows
    ]


def by_xmlid(port: OdooPort, xmlid: str, model: str) -> int:
    """Find a record of a model by its xmlid, such as `base.group_user`; or `OdooNotFound`."""
    module, _, name = xmlid.partition(".")
    found = port.call(
        "ir.model.data",
        "search_read",
        domain=[["module", "=", module], ["name", "=", name], ["model", "=", model]],
        fields=["res_id"],
    )
    if not found:
        raise OdooNotFound(xmlid, model, f"no {model} {xmlid}")
    return int(found[0]["res_id"])
