"""The door of the entitlements: a path of their own, behind the API's gate."""

from __future__ import annotations

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.http import answers, gateway, xmlanswers
from harness.sandbox.service import SERVICE
from harness.sandbox.services import entitlements


async def read(request: web.Request) -> web.Response:
    """Tell what a company's plan allows, in XML whatever is accepted (that is assumed)."""
    company = gateway.admitted(request.app[SERVICE], request)
    if not isinstance(company, Company):
        return company
    text = xmlanswers.DECLARATION + entitlements.told(company)
    return web.Response(body=text.encode(), headers={"Content-Type": answers.XML})


ROUTES = [web.get("/manage/entitlements/v3/{realm}", read)]
