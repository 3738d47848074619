"""Files over HTTP: the address of a download, and the short-lived address itself."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from harness.sandbox.company import Company
from harness.sandbox.core import faults
from harness.sandbox.core.assumed import mark
from harness.sandbox.http import answers, gateway
from harness.sandbox.parts.files import attachments
from harness.sandbox.service import SERVICE


async def download(request: web.Request) -> web.Response:
    """
    Answer a temporary address as plain text; that it is the body is documented, not recorded.

    Images have a thumbnail, at whose address the image itself is (ours).
    """
    company = gateway.admitted(request.app[SERVICE], request)
    if not isinstance(company, Company):
        return company
    record_id = request.match_info["id"]
    record = dict(company.get("Attachable", record_id) or {})
    attachments.show_addresses(company, record)
    if request.path not in (record.get("FileAccessUri"), record.get("ThumbnailFileAccessUri")):
        return answers.fault(request.app[SERVICE], faults.not_found())
    text = attachments.temporary(company, record_id)
    if company.choice("download-body") == "redirect":
        return mark(web.Response(status=302, headers={"Location": text}), "download-body")
    return mark(web.Response(text=text, content_type="text/plain"), "download-body")


async def temporary(request: web.Request) -> web.Response:
    """Give a file's bytes as they came, to whoever has its signed address; 403 else."""
    service, realm = request.app[SERVICE], request.match_info["realm"]
    company = service.company(realm)
    record_id = request.match_info["id"]
    record = attachments.file_at(company, record_id, request.query) if company else None
    content = attachments.content(company, record_id) if company and record else None
    if record is None or content is None:
        return web.Response(status=403, text="The address is wrong or has expired.")
    name = quote(str(record.get("FileName", "attachment")), safe="")
    return web.Response(
        body=content,
        headers={
            # Never shown in a page: a file may be anything.
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "X-Content-Type-Options": "nosniff",
        },
    )


ROUTES = [
    web.get("/v3/company/{realm}/download/{id}", download),
    web.get("/v3/company/{realm}/attachable-thumbnail/{id}", download),
    web.get("/files/{realm}/{id}", temporary),
]
