"""Answers: a success, and a fault of QuickBooks itself; each as JSON or as XML."""

from __future__ import annotations

import json

from aiohttp import web
from multidict import CIMultiDict

from harness.sandbox.core import assumed
from harness.sandbox.core.faults import Fault
from harness.sandbox.http import xmlanswers
from harness.sandbox.service import Service

JSON = "application/json"
ANSWERED = CIMultiDict({"Content-Type": f"{JSON};charset=utf-8"})
XML = "application/xml;charset=UTF-8"
"""Of answers and faults; Intuit's PHP SDK shows both in logs of 2024."""


def success(text: str, *, xml: bool = False) -> web.Response:
    """Answer JSON that was written already, or the XML of it."""
    if xml:
        return web.Response(body=xmlanswers.written(text).encode(), headers={"Content-Type": XML})
    return web.Response(body=text.encode(), headers=ANSWERED.copy())


def fault(service: Service, refused: Fault, *, xml: bool = False) -> web.Response:
    """Answer a refusal; it says so when it rests on an open question."""
    time = service.clock.time()
    if xml:
        body, kind = xmlanswers.refused(refused, time), XML
    else:
        said = {"Fault": refused.body(), "time": time}
        body, kind = json.dumps(said, ensure_ascii=False, separators=(",", ":")), JSON
    response = web.Response(
        body=body.encode(), status=refused.status, headers={"Content-Type": kind}
    )
    return assumed.mark(response, refused.assumed) if refused.assumed else response
