"""Answers in their two forms: JSON of a success, and a fault of QuickBooks itself."""

from __future__ import annotations

import json

from aiohttp import web

from harness.sandbox.core import assumed
from harness.sandbox.core.faults import Fault
from harness.sandbox.service import Service

JSON = "application/json"
ANSWERED = {"Content-Type": f"{JSON};charset=utf-8"}


def success(text: str) -> web.Response:
    """Answer JSON that was written already."""
    return web.Response(body=text.encode(), headers=ANSWERED)


def fault(service: Service, refused: Fault) -> web.Response:
    """Answer a refusal; it says so when it rests on an open question."""
    body = {"Fault": refused.body(), "time": service.clock.time()}
    response = web.Response(
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
        status=refused.status,
        headers={"Content-Type": JSON},
    )
    return assumed.mark(response, refused.assumed) if refused.assumed else response
