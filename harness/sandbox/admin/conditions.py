"""What the service is like right now: its clock, throttling, fault rules and the request log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from pydantic import AwareDatetime, Field

from harness.sandbox.admin import aim
from harness.sandbox.admin.frame import Ask, Body, Problem, endpoint
from harness.sandbox.core.clock import FASTEST
from harness.sandbox.traffic.faultrules import Rule, Standing
from harness.sandbox.traffic.throttle import Limits
from harness.sandbox.webhooks.outbox import Delivery

PAGE = 1000


class Turning(Body):
    """How the clock is turned, in this order."""

    reset: bool = False
    now: AwareDatetime | None = None
    seconds: float = Field(default=0, allow_inf_nan=False)
    frozen: bool | None = None
    factor: float | None = Field(default=None, ge=0, le=FASTEST)


def clock(ask: Ask) -> Mapping[str, Any]:
    """Show the clock."""
    held = ask.service.clock
    return {"now": held.time(), "frozen": not held.factor, "factor": held.factor}


def turn(ask: Ask) -> Mapping[str, Any]:
    """Turn the clock: reset, now (a moment with zone), seconds (on), frozen, factor (speed)."""
    turning, held = ask.read(Turning), ask.service.clock
    if turning.reset:
        held.reset()
    try:
        if turning.now is not None:
            held.set(turning.now)
        held.advance(turning.seconds)
    except (ValueError, OverflowError) as error:
        step = 'send a moment such as {"now": "2026-01-31T08:00:00-08:00"}, or fewer seconds'
        raise Problem(str(error), step) from None
    if turning.frozen is not None:
        held.run(0 if turning.frozen else 1)
    if turning.factor is not None:
        held.run(turning.factor)
    return clock(ask)


def throttle(ask: Ask) -> Mapping[str, Any]:
    """Show the limits, the calls under way and how many were refused."""
    return ask.service.throttle.state()


def set_throttle(ask: Ask) -> Mapping[str, Any]:
    """Change the limits: on, per_minute, at_once, batches_per_minute, ...; null is no limit."""
    ask.service.throttle.set(ask.merge(ask.service.throttle.limits))
    return throttle(ask)


def rules(ask: Ask) -> Mapping[str, Any]:
    """List the fault rules with their hits."""
    return {"faults": [standing.state() for standing in ask.service.rules.all()]}


def add_rule(ask: Ask) -> Mapping[str, Any]:
    """Put a fault rule in force: match, act, times, after, probability, seed."""
    rule = ask.read(Rule)
    aim.demand(rule.match)
    return ask.service.rules.add(rule).state()


def show_rule(ask: Ask) -> Mapping[str, Any]:
    """Show a fault rule with its hits."""
    return _rule(ask).state()


def remove_rule(ask: Ask) -> Mapping[str, Any]:
    """Take a fault rule out of force."""
    standing = _rule(ask)
    ask.service.rules.remove(ask.path["id"])
    return standing.state()


def clear_rules(ask: Ask) -> Mapping[str, Any]:
    """Take all fault rules out of force."""
    return {"removed": ask.service.rules.clear()}


def _rule(ask: Ask) -> Standing:
    found = ask.service.rules.get(ask.path["id"])
    if found is None:
        raise Problem(f"there is no rule {ask.path['id']}", "GET /admin/faults lists them", 404)
    return found


def requests(ask: Ask) -> Mapping[str, Any]:
    """Read the request log, the oldest first: after (a number), limit; masked."""
    return _lines(ask, None)


def company_requests(ask: Ask) -> Mapping[str, Any]:
    """Read a company's part of the request log: after (a number), limit."""
    return _lines(ask, ask.path["realm"])


def _lines(ask: Ask, realm: str | None) -> Mapping[str, Any]:
    lines = list(ask.service.journal.lines(realm, ask.number("after", 0)))
    return {"requests": [line.facts() for line in lines[: ask.number("limit", 10 * PAGE)]]}


def clear_requests(ask: Ask) -> Mapping[str, Any]:
    """Forget a company's part of the request log."""
    ask.service.journal.clear(ask.realm)
    return {"realm": ask.realm}


def fair(ask: Ask) -> Mapping[str, Any]:
    """Fair weather: no rules or throttling, the machine's clock, tokens and deliveries as begun."""
    service = ask.service
    service.rules.clear()
    service.throttle.set(Limits())
    service.oauth.policy = service.oauth.begun
    service.webhooks.outbox.delivery = Delivery()
    service.clock.reset()
    return clock(ask)


PART = ("after", "limit")
RULE = "/admin/faults/{id}"
ROUTES = [
    web.get("/admin/clock", endpoint(clock)),
    web.post("/admin/clock", endpoint(turn)),
    web.get("/admin/throttle", endpoint(throttle)),
    web.patch("/admin/throttle", endpoint(set_throttle)),
    web.get("/admin/faults", endpoint(rules)),
    web.post("/admin/faults", endpoint(add_rule)),
    web.delete("/admin/faults", endpoint(clear_rules)),
    web.get(RULE, endpoint(show_rule)),
    web.delete(RULE, endpoint(remove_rule)),
    web.get("/admin/requests", endpoint(requests, takes=PART)),
    web.get("/admin/realms/{realm}/requests", endpoint(company_requests, takes=PART)),
    web.delete("/admin/realms/{realm}/requests", endpoint(clear_requests)),
    web.post("/admin/fair", endpoint(fair)),
]
