"""Cleaning up what a scenario created in Odoo, found by its tag and by the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from harness.odoo.port import OdooPort
from harness.sharing.journal import Entry
from harness.sharing.removal import Gone, Way, let_go
from harness.sharing.shared import ALL, tagged

ORDER: Mapping[str, tuple[str, ...]] = {
    "account.payment": ("action_draft", "action_cancel"),
    "sale.order": ("action_cancel",),
    "purchase.order": ("button_cancel",),
    "account.move": ("button_draft", "button_cancel"),
    "product.product": (),
    "res.partner": (),
    "account.journal": (),
}
"""Documents before what they point at; the buttons that take each back, as a user would press."""

ARCHIVED = frozenset({"product.product", "res.partner", "account.journal"})


def clean_odoo(port: OdooPort, entry: Entry) -> Iterator[Gone]:
    """Delete what may be deleted, cancel or archive the rest; payments first, partners last."""
    own = {
        model: port.call(model, "search", domain=domain, context=ALL)
        for model, domain in tagged(entry.tag).items()
    }
    for model, buttons in ORDER.items():
        ids = sorted({*_found(port, model, own), *entry.made.get(model, [])}, reverse=True)
        if not ids:
            continue
        rows = port.call(
            model, "search_read", domain=[["id", "in", ids]], fields=["display_name"], context=ALL
        )
        for row in sorted(rows, key=lambda row: -int(row["id"])):
            yield _one(port, entry.tag, model, buttons, row)


def _found(port: OdooPort, model: str, own: Mapping[str, list[int]]) -> list[int]:
    """Find a model's records of the tag: its own, or those of its partners."""
    if model in own:
        return own[model]
    if model == "account.journal" or not own["res.partner"]:
        return []
    if not port.call("ir.model", "search_count", domain=[["model", "=", model]]):
        return []
    found: list[int] = port.call(
        model, "search", domain=[["partner_id", "in", own["res.partner"]]], context=ALL
    )
    return found


def _one(
    port: OdooPort, tag: str, model: str, buttons: tuple[str, ...], row: Mapping[str, Any]
) -> Gone:
    ids = [int(row["id"])]
    unlink = partial(port.call, model, "unlink", ids=ids)
    ways: list[Way] = [("deleted", unlink)]
    if buttons:
        ways.append(("deleted", partial(_taken_back, port, model, buttons[0], ids)))
        ways.append(("cancelled", partial(port.call, model, buttons[-1], ids=ids)))
    if model in ARCHIVED:
        archive = partial(port.call, model, "write", ids=ids, vals={"active": False})
        ways.append(("archived", archive))
    return let_go(tag, f"Odoo {model}({ids[0]}) {row['display_name']}", ways)


def _taken_back(port: OdooPort, model: str, button: str, ids: list[int]) -> None:
    port.call(model, button, ids=ids)
    port.call(model, "unlink", ids=ids)
