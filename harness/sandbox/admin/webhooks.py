"""Webhooks: where apps are told, what waits, and a delivery without waiting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from pydantic import Field

from harness.sandbox.admin.frame import Ask, Body, Problem, endpoint
from harness.sandbox.http.origin import is_loopback
from harness.sandbox.webhooks.outbox import ANNOUNCED, Hook
from harness.sandbox.webhooks.payload import Form


class Registration(Body):
    """A hook to be known."""

    client_id: str
    url: str
    verifier: str = Field(min_length=1, max_length=200)
    form: Form = "cloudevents"
    entities: list[str] = Field(default_factory=list)


def register(ask: Ask) -> Mapping[str, Any]:
    """Tell an app of what happens: client_id, url, verifier, form, entities (all when empty)."""
    given = ask.read(Registration)
    if ask.service.oauth.app(given.client_id) is None:
        raise Problem(f"there is no app {given.client_id}", "POST /admin/apps registers one")
    parts = urlsplit(given.url)
    if parts.scheme not in {"http", "https"} or not is_loopback(parts.hostname or ""):
        raise Problem(
            f"{given.url} is not on this machine: the emulator tells nobody else",
            "give an address such as http://127.0.0.1:8069/webhook",
        )
    unknown = sorted(set(given.entities) - ANNOUNCED)
    if unknown:
        raise Problem(
            f"nobody is told of {', '.join(unknown)}", f"known: {', '.join(sorted(ANNOUNCED))}"
        )
    ask.service.webhooks.outbox.register(
        Hook(
            client_id=given.client_id,
            url=given.url,
            verifier=given.verifier,
            form=given.form,
            entities=tuple(given.entities),
            blocked=False,
        )
    )
    return {"client_id": given.client_id}


def every(ask: Ask) -> Mapping[str, Any]:
    """List the hooks, without their verifiers, and how much each is still to be told."""
    outbox = ask.service.webhooks.outbox
    return {
        "webhooks": [
            {
                "client_id": hook.client_id,
                "url": hook.url,
                "form": hook.form,
                "entities": list(hook.entities),
                "blocked": hook.blocked,
                "waiting": outbox.waiting(hook.client_id),
            }
            for hook in outbox.hooks()
        ]
    }


def drop(ask: Ask) -> Mapping[str, Any]:
    """Forget a hook."""
    client_id = ask.path["client_id"]
    if not ask.service.webhooks.outbox.drop(client_id):
        raise Problem(f"{client_id} has no webhook", "GET /admin/webhooks lists them", 404)
    return {"client_id": client_id}


def hurry(ask: Ask) -> Mapping[str, Any]:
    """Deliver all that waits now, however long its pause; what became of it."""
    del ask
    return {}


async def delivered(ask: Ask) -> Mapping[str, Any]:
    """Deliver, and wait for it."""
    return {"delivered": await ask.service.webhooks.deliver(at_once=True)}


def delivery(ask: Ask) -> Mapping[str, Any]:
    """Show how events are delivered."""
    return ask.service.webhooks.outbox.delivery.model_dump()


def set_delivery(ask: Ask) -> Mapping[str, Any]:
    """Change it: pauses (seconds), gives_up, order (kept, shuffled), seed, twice, companies."""
    ask.service.webhooks.outbox.delivery = ask.merge(ask.service.webhooks.outbox.delivery)
    return delivery(ask)


ROUTES = [
    web.get("/admin/webhooks", endpoint(every)),
    web.post("/admin/webhooks", endpoint(register)),
    web.get("/admin/webhooks/delivery", endpoint(delivery)),
    web.patch("/admin/webhooks/delivery", endpoint(set_delivery)),
    web.delete("/admin/webhooks/{client_id}", endpoint(drop)),
    web.post("/admin/webhooks/deliver", endpoint(hurry, delivered)),
]
