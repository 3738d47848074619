"""Templates, escaped; and the headers that keep a page to itself."""

from __future__ import annotations

from importlib import resources

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.sandbox.http import origin

POLICY = "Content-Security-Policy"
HEADERS = {**origin.SAFE, POLICY: f"{origin.SAFE[POLICY]}; form-action 'self'"}
STATIC = {"ui.css": "text/css", "ui.js": "text/javascript"}
CONTENT = {
    name: resources.files("harness.sandbox.ui").joinpath("static", name).read_text("utf-8")
    for name in STATIC
}


def money(cents: int) -> str:
    """Write cents as people read them."""
    return f"{cents // 100:,}.{cents % 100:02}"


TEMPLATES = Environment(
    loader=PackageLoader("harness.sandbox.ui"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["money"] = money


def html(template: str, status: int = 200, /, **values: object) -> web.Response:
    """Render a page."""
    return web.Response(
        text=TEMPLATES.get_template(template).render(values),
        content_type="text/html",
        status=status,
        headers=HEADERS,
    )


async def static(request: web.Request) -> web.Response:
    """Send a style sheet or a script of ours; they tell nothing, so they need no key."""
    name = request.match_info["name"]
    return web.Response(text=CONTENT[name], content_type=STATIC[name], headers=origin.SAFE)


ROUTES = [web.get("/ui/static/{name:ui.css|ui.js}", static)]
