"""Documents for people: as PDF, and behind the link that a customer is sent."""

from __future__ import annotations

import hmac
from importlib import resources

from aiohttp import web
from jinja2 import Environment

from harness.sandbox.company import Company
from harness.sandbox.core import faults
from harness.sandbox.core.faults import Fault
from harness.sandbox.entities import BY_PATH
from harness.sandbox.http import answers, gateway
from harness.sandbox.http.origin import SAFE
from harness.sandbox.parts.selling import links
from harness.sandbox.service import SERVICE
from harness.sandbox.services import printing

PAGE = Environment(autoescape=True).from_string(
    resources.files("harness.sandbox.http").joinpath("invoice.html").read_text("utf-8")
)


async def pdf(request: web.Request) -> web.Response:
    """Answer a document as PDF, whatever the client accepts (SDK)."""
    service = request.app[SERVICE]
    company = gateway.admitted(service, request)
    if not isinstance(company, Company):
        return company
    entity = BY_PATH.get(request.match_info["entity"])
    try:
        if entity is None or entity.name not in printing.PRINTED:
            raise faults.no_resource(request.path)
        record = company.read(entity, request.match_info["id"])
    except Fault as fault:
        return answers.fault(service, fault)
    return web.Response(body=printing.pdf(company, entity, record), content_type="application/pdf")


async def linked(request: web.Request) -> web.Response:
    """Show an invoice to whoever has its link."""
    company = request.app[SERVICE].company(request.match_info["realm"])
    record_id = request.match_info["id"]
    record = None
    if company is not None and hmac.compare_digest(
        links.sign(company, record_id), request.match_info["signature"]
    ):
        record = company.get("Invoice", record_id)
    if company is None or record is None:
        return web.Response(status=404, text="There is no such invoice.")
    info = company.get("CompanyInfo", "1") or {}
    text = PAGE.render(invoice=record, company=info.get("CompanyName", ""))
    return web.Response(text=text, content_type="text/html", headers=SAFE)


ROUTES = [
    web.get("/v3/company/{realm}/{entity}/{id}/pdf", pdf),
    web.get("/link/{realm}/{id}/{signature}", linked),
]
