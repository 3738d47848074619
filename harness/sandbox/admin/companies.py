"""Companies: made, listed, reset, dropped; snapshots of them; the choices that hold in them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from aiohttp import web
from pydantic import Field

from harness.sandbox.admin.frame import Ask, Body, Problem, endpoint
from harness.sandbox.books.audit import audit as audit_of
from harness.sandbox.core.assumed import ASSUMPTIONS, AT_THE_BEGINNING
from harness.sandbox.core.faults import Fault
from harness.sandbox.service import DEFAULT_NAME
from harness.sandbox.services import sending

LONGEST = 100
NAME = re.compile(rf"[\w.-]{{1,{LONGEST}}}")
"""What a snapshot may be called."""


class Switches(Body):
    """What a fresh company is to have switched."""

    preferences: dict[str, Any] = Field(default_factory=dict)
    choices: dict[str, Any] = Field(default_factory=dict)


class Making(Switches):
    """A company to be made."""

    realm: str | None = Field(default=None, pattern=r"^[0-9]{1,20}$")
    preset: Literal["clean", "sample"] = "clean"
    company_name: str = Field(default=DEFAULT_NAME, min_length=1, max_length=1024)


class Remaking(Switches):
    """What a reset changes; without, the company is made as it was."""

    preset: Literal["clean", "sample"] | None = None
    company_name: str | None = Field(default=None, min_length=1, max_length=1024)


def make(ask: Ask) -> Mapping[str, Any]:
    """Make a company: realm, preset (clean, sample), company_name, preferences, choices."""
    making = ask.read(Making)
    if making.realm is not None and ask.service.has(making.realm):
        raise Problem(
            f"there is a company {making.realm} already",
            f"POST /admin/realms/{making.realm}/reset makes it anew; without realm one is drawn",
            409,
        )
    realm = ask.service.make(
        making.realm, making.preset, making.company_name, _chosen({}, making.choices)
    )
    return _switched(ask, realm, making)


def _switched(ask: Ask, realm: str, wanted: Switches) -> Mapping[str, Any]:
    if wanted.preferences:
        _prefer(ask, realm, wanted.preferences)
    return {"realm": realm}


def every(ask: Ask) -> Mapping[str, Any]:
    """List the companies."""
    return {"realms": [_facts(ask, realm) for realm in ask.service.realms()]}


def show(ask: Ask) -> Mapping[str, Any]:
    """Show a company: name, preset, snapshots, choices."""
    return _facts(ask, ask.realm)


def _facts(ask: Ask, realm: str) -> Mapping[str, Any]:
    service = ask.service
    return {
        "realm": realm,
        "name": service.name(realm),
        "preset": service.preset(realm),
        "snapshots": service.snapshots(realm),
        "choices": service.choices(realm),
    }


def drop(ask: Ask) -> Mapping[str, Any]:
    """Drop a company with its snapshots and its consents."""
    realm = ask.realm
    ask.service.drop(realm)
    return {"realm": realm}


def reset(ask: Ask) -> Mapping[str, Any]:
    """Make a company anew: as it was, or another preset, company_name; preferences, choices."""
    realm = ask.path["realm"]
    if not ask.service.has(realm):
        return make(Ask(service=ask.service, body={**ask.body, "realm": realm}, path={}, query={}))
    wanted = ask.read(Remaking)
    ask.service.make(
        realm,
        wanted.preset or ask.service.preset(realm),
        wanted.company_name or ask.service.name(realm),
        _chosen({}, wanted.choices),
    )
    return _switched(ask, realm, wanted)


def audit(ask: Ask) -> Mapping[str, Any]:
    """Recompute the ledger's sums; what does not agree with its entries."""
    company = ask.service.company(ask.realm)
    return {"wrong": audit_of(company) if company else []}


def snapshots(ask: Ask) -> Mapping[str, Any]:
    """List a company's snapshots."""
    return {"snapshots": ask.service.snapshots(ask.realm)}


def take(ask: Ask) -> Mapping[str, Any]:
    """Keep a company's state under a name, in place of an older one of that name."""
    name = ask.path["name"]
    if not NAME.fullmatch(name):
        raise Problem(
            f"a snapshot can't be called {name[:LONGEST]!r}",
            f"give it 1 to {LONGEST} letters, digits, dots, dashes and underscores",
        )
    ask.service.snapshot(ask.realm, name)
    return {"realm": ask.realm, "snapshot": name}


def restore(ask: Ask) -> Mapping[str, Any]:
    """Bring a company back to a snapshot; tokens, clock, rules and log are left alone."""
    _known(ask)
    ask.service.restore(ask.realm, ask.path["name"])
    return {"realm": ask.realm, "snapshot": ask.path["name"]}


def forget(ask: Ask) -> Mapping[str, Any]:
    """Drop a snapshot."""
    _known(ask)
    ask.service.forget(ask.realm, ask.path["name"])
    return {"snapshots": ask.service.snapshots(ask.realm)}


def _known(ask: Ask) -> None:
    if ask.path["name"] not in ask.service.snapshots(ask.realm):
        raise Problem(
            f"company {ask.realm} has no snapshot {ask.path['name']}",
            f"PUT /admin/realms/{ask.realm}/snapshots/{ask.path['name']} takes one",
            404,
        )


def questions(ask: Ask) -> Mapping[str, Any]:
    """List what no public source settles: each question, its choices, the first the default."""
    del ask
    return {
        name: {"question": found.question, "choices": list(found.choices)}
        for name, found in ASSUMPTIONS.items()
    }


def choices(ask: Ask) -> Mapping[str, Any]:
    """Show what a company chose."""
    return {"choices": ask.service.choices(ask.realm)}


def choose(ask: Ask) -> Mapping[str, Any]:
    """Choose for a company, by name of the question; null goes back to the default."""
    late = sorted(AT_THE_BEGINNING & set(ask.body))
    if late:
        raise Problem(
            f"{late[0]} is chosen when a company is made",
            f"POST /admin/realms/{ask.realm}/reset with these choices makes it anew",
        )
    chosen = _chosen(ask.service.choices(ask.realm), ask.body)
    ask.service.choose(ask.realm, chosen)
    return {"choices": chosen}


def _chosen(held: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, str]:
    """Lay the choices that are given over those held; a name or value that is none is refused."""
    chosen = dict(held)
    for name, choice in given.items():
        if name not in ASSUMPTIONS:
            raise Problem(f"there is no choice {name}", "GET /admin/choices lists them")
        if choice is None:
            chosen.pop(name, None)
            continue
        known = ASSUMPTIONS[name].choices
        if choice not in known:
            raise Problem(f"{name} can't be {choice!r}", f"choose one of: {', '.join(known)}")
        chosen[name] = choice
    return chosen


def preferences(ask: Ask) -> Mapping[str, Any]:
    """Change a company's preferences as its owner would: groups as in the API, merged."""
    return _prefer(ask, ask.realm, ask.body)


def _prefer(ask: Ask, realm: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    company = ask.service.company(realm)
    assert company is not None  # noqa: S101 - the caller has seen it
    company.by_owner = True
    held = company.preferences()
    sent = {**given, "Id": held["Id"], "SyncToken": held["SyncToken"], "sparse": True}
    try:
        company.update(company.entities["Preferences"], sent)
    except Fault as fault:
        raise Problem(str(fault), f"GET /v3/company/{realm}/preferences shows the groups") from None
    shown: Mapping[str, Any] = json.loads(company.text(company.entities["Preferences"], held["Id"]))
    return {group: values for group, values in shown.items() if group in given}


def mail(ask: Ask) -> Mapping[str, Any]:
    """List the e-mails that a company would have sent."""
    company = ask.service.company(ask.realm)
    assert company is not None  # noqa: S101 - the frame has seen it
    return {"mail": sending.outbox(company)}


ONE = "/admin/realms/{realm}"
SNAPSHOT = ONE + "/snapshots/{name}"
ROUTES = [
    web.get("/admin/realms", endpoint(every)),
    web.post("/admin/realms", endpoint(make)),
    web.get(ONE, endpoint(show)),
    web.delete(ONE, endpoint(drop)),
    web.post(f"{ONE}/reset", endpoint(reset)),
    web.get(f"{ONE}/audit", endpoint(audit)),
    web.get(f"{ONE}/mail", endpoint(mail)),
    web.get(f"{ONE}/snapshots", endpoint(snapshots)),
    web.put(SNAPSHOT, endpoint(take)),
    web.delete(SNAPSHOT, endpoint(forget)),
    web.post(f"{SNAPSHOT}/restore", endpoint(restore)),
    web.get("/admin/choices", endpoint(questions)),
    web.get(f"{ONE}/choices", endpoint(choices)),
    web.patch(f"{ONE}/choices", endpoint(choose)),
    web.patch(f"{ONE}/preferences", endpoint(preferences)),
]
