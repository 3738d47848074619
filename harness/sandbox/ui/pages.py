"""The pages about companies: all of them, one, a list, a document, the trial balance."""

from __future__ import annotations

import re

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.entities import ENTITIES
from harness.sandbox.service import Service
from harness.sandbox.ui import books, render
from harness.sandbox.ui.door import NotHere, guarded

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LAST_PAGE = 10**6


def companies(service: Service, request: web.Request) -> web.Response:
    """Show every company, and what the service is like."""
    del request
    rows = [
        (realm, name, service.preset(realm), _company(service, realm), service.snapshots(realm))
        for realm, name in service.realms().items()
    ]
    return render.html(
        "companies.html",
        companies=[
            (realm, name, preset, sum(books.counts(company).values()), snapshots)
            for realm, name, preset, company, snapshots in rows
        ],
        clock=service.clock,
        throttle=service.throttle.state(),
        rules=service.rules.all(),
        policy=service.oauth.policy,
    )


def company(service: Service, request: web.Request) -> web.Response:
    """Show a company: its lists and how many each holds."""
    found = _company(service, request.match_info["realm"])
    counts = books.counts(found)
    kinds: dict[str, list[tuple[str, int]]] = {"Transactions": [], "Lists": []}
    for name in sorted({*counts, *ENTITIES}):
        entity = ENTITIES.get(name)
        kind = "Transactions" if entity is not None and "TxnDate" in entity.fields else "Lists"
        kinds[kind].append((name, counts.get(name, 0)))
    return render.html(
        "company.html",
        **_head(service, found),
        kinds=kinds,
        preset=service.preset(found.realm),
        snapshots=service.snapshots(found.realm),
        choices=service.choices(found.realm),
    )


def listing(service: Service, request: web.Request) -> web.Response:
    """Show a page of a list."""
    found = _company(service, request.match_info["realm"])
    entity = _entity(request)
    number = request.query.get("page", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1  # noqa: PLR2004
    total = books.counts(found).get(entity, 0)
    pages = max(1, -(-total // books.ROWS))
    page = min(max(1, page), pages)
    return render.html(
        "listing.html",
        **_head(service, found),
        entity=entity,
        rows=books.page(found, entity, page),
        total=total,
        page=page,
        pages=pages,
    )


def document(service: Service, request: web.Request) -> web.Response:
    """Show a record: as it is stored and answered, its postings, what it is linked to."""
    found = _company(service, request.match_info["realm"])
    entity, record_id = _entity(request), request.match_info["id"]
    stored = found.store.text(found.realm, entity, record_id)
    if stored is None:
        raise NotHere(f"There is no {entity} {record_id} in this company.")
    record = found.store.load(found.realm, entity, record_id) or {}
    is_account = entity == "Account"
    posted = ENTITIES[entity].posts is not None
    sides = books.register(found, record_id) if is_account else []
    if posted:
        sides = books.postings(found, record_id)
    return render.html(
        "document.html",
        **_head(service, found),
        entity=entity,
        record=record,
        title=books.title(record) or f"{entity} {record_id}",
        stored=books.pretty(stored),
        answered=books.pretty(found.text(ENTITIES[entity], record_id)),
        sides=sides,
        posted=posted,
        is_account=is_account,
        links=books.links(found, record_id) if posted else [],
    )


def trial_balance(service: Service, request: web.Request) -> web.Response:
    """Show the trial balance at a day."""
    found = _company(service, request.match_info["realm"])
    asked = request.query.get("until", "")
    until = asked if DAY.fullmatch(asked) else service.clock.today()
    return render.html(
        "trial_balance.html",
        **_head(service, found),
        until=until,
        totals=books.trial_balance(found, until),
    )


def nowhere(service: Service, request: web.Request) -> web.Response:
    """Say that there is no such page."""
    del service
    raise NotHere(f"There is no page {request.path} here.")


def _company(service: Service, realm: str) -> Company:
    found = service.company(realm) if service.has(realm) else None
    if found is None:
        raise NotHere(f"There is no company {realm} here.")
    return found


def _entity(request: web.Request) -> str:
    entity = request.match_info["entity"]
    if entity not in ENTITIES:
        raise NotHere(f"The emulator knows no {entity}.")
    return entity


def _head(service: Service, found: Company) -> dict[str, str]:
    return {"realm": found.realm, "company": service.name(found.realm)}


async def _home(request: web.Request) -> web.StreamResponse:
    del request
    raise web.HTTPSeeOther("/ui/")


ONE = "/ui/realms/{realm}"
ROUTES = [
    web.get("/ui", _home),
    web.get("/ui/", guarded(companies)),
    web.get(f"{ONE}/", guarded(company)),
    web.get(f"{ONE}/trial-balance", guarded(trial_balance)),
    web.get(f"{ONE}/lists/{{entity}}", guarded(listing)),
    web.get(f"{ONE}/lists/{{entity}}/{{id}}", guarded(document)),
]

ELSEWHERE = [web.get("/ui/{tail:.*}", guarded(nowhere))]
"""Behind all other pages."""
