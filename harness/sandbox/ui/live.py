"""The pages about what happens: the request log as it grows, the fault rules in force."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from harness.sandbox.http import origin
from harness.sandbox.service import Service
from harness.sandbox.ui import render
from harness.sandbox.ui.door import DOOR, Door, guarded

SHOWN = 200
LONGEST = 16
PULSE = 0.5
"""Seconds between two looks at the log, which itself wakes nobody: it must stay cheap."""

ENDING = web.AppKey("ending", asyncio.Event)


def log(service: Service, request: web.Request) -> web.Response:
    """Show the latest requests, the newest first; a script adds what comes."""
    realm = request.query.get("realm") or None
    lines = list(service.journal.lines(realm))[-SHOWN:]
    return render.html(
        "log.html",
        lines=lines[::-1],
        realms=service.realms(),
        chosen=realm or "",
        last=service.journal.written,
        shown=SHOWN,
    )


async def stream(service: Service, request: web.Request) -> web.StreamResponse:
    """Send each new line as it comes, until the browser leaves or the emulator ends."""
    realm = request.query.get("realm") or None
    sent = request.query.get("after", "")
    number = sent.isascii() and sent.isdecimal() and len(sent) < LONGEST
    last = int(sent) if number else service.journal.written
    headers = {**origin.SAFE, "Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    ending = request.app[ENDING]
    with suppress(ConnectionError):
        while not ending.is_set() and request.transport is not None:
            if service.journal.written > last:
                fresh, last = list(service.journal.lines(realm, last)), service.journal.written
                for line in fresh:
                    await response.write(f"data: {json.dumps(line.facts())}\n\n".encode())
            with suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), PULSE)
    return response


def faults(service: Service, request: web.Request) -> web.Response:
    """Show the fault rules and their hits."""
    del request
    return render.html(
        "faults.html",
        rules=[
            (standing, standing.rule.match.model_dump(exclude_none=True))
            for standing in service.rules.all()
        ],
        states={standing.number: standing.state() for standing in service.rules.all()},
    )


def remove(service: Service, request: web.Request) -> web.Response:
    """Take a rule out of force."""
    service.rules.remove(request.match_info["id"])
    raise web.HTTPSeeOther("/ui/faults")


def install(app: web.Application) -> None:
    """Prepare the pages' own state; open streams end when the emulator does."""
    app[DOOR] = Door()
    app[ENDING] = asyncio.Event()

    async def end(app: web.Application) -> None:
        app[ENDING].set()

    app.on_shutdown.append(end)


ROUTES = [
    web.get("/ui/log", guarded(log)),
    web.get("/ui/log/stream", guarded(stream)),
    web.get("/ui/faults", guarded(faults)),
    web.post("/ui/faults/{id}/remove", guarded(remove, changes=True)),
]
