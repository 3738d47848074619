"""Checking a request's parameters and content negotiation."""

from __future__ import annotations

from aiohttp import web

from harness.sandbox import reports
from harness.sandbox.company import Company
from harness.sandbox.core import faults
from harness.sandbox.core.faults import Fault

PARAMETERS = frozenset(
    {
        "minorversion",
        "requestid",
        "operation",
        "include",
        "query",
        "format",
        "sourcecurrencycode",
        "asofdate",
        "sendTo",
        "entities",
        "changedSince",
    }
)
"""`format=json` is what node-quickbooks adds to every call; Accept decides."""
INCLUDES = frozenset(
    {
        "void",
        "allowautodocnum",
        "allowduplicatedocnum",
        "invoiceLink",
        "donotupdateaccountontxns",
    }
)
"""The last keeps what was posted where it is when an item's account changes, as we always do."""
NEWEST = 75
"""The minor version that everything is served as since August 2025 (Intuit)."""

JSON = "application/json"
XML = frozenset({"application/xml", "text/xml"})
UNASKED = "no-accept"
BODIED = frozenset({"upload", "query"})
"""Paths whose bodies are neither JSON nor XML."""


def check(company: Company, request: web.Request) -> None:
    """Refuse wrong parameters and content types, and mark those whose answer is unknown."""
    if request.query_string:
        _parameters(company, request)
    if request.method == "POST" and request.body_exists:
        _content(company, request)


def wants_xml(company: Company, request: web.Request) -> bool:
    """
    Whether the answer is to be XML: when it is asked for, and when nothing is.

    Intuit answers XML to a client that does not ask for JSON. A company may
    choose JSON for those that ask for nothing.
    """
    asked = asks_xml(request)
    return company.choice(UNASKED) == "xml" if asked is None else asked


def asks_xml(request: web.Request) -> bool | None:
    """Whether XML is asked for, or JSON; None for neither."""
    accepted = request.headers.get("Accept", "").lower()
    if JSON in accepted:
        return False
    return True if any(kind in accepted for kind in XML) else None


def sent_xml(request: web.Request) -> bool:
    """Whether the body is XML."""
    said = request.headers.get("Content-Type", "").lower()
    return "xml" in said and request.content_type in XML  # which takes the header apart


def sent_json(request: web.Request) -> bool:
    """Whether the body says that it is JSON; a client without a body often says nothing."""
    return JSON in request.headers.get("Content-Type", "").lower()


def _content(company: Company, request: web.Request) -> None:
    """1050 for a body that says neither that it is JSON nor that it is XML."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == JSON or kind in XML or request.match_info["tail"].strip("/") in BODIED:
        return
    if request.match_info["tail"].endswith("/send") or not request.content_length:
        return  # a form is sent with an empty body of any type (SDK)
    if company.choice("content-type") == "refused":
        raise faults.invalid(
            "1050",
            "Invalid Content Type",
            f"Only {JSON} and application/xml are supported. Supplied value:{kind or 'none'}",
        ).resting_on("content-type")


def _parameters(company: Company, request: web.Request) -> None:
    query = request.query
    known = PARAMETERS
    if request.match_info["tail"].startswith("reports/"):
        known |= reports.PARAMETERS
    unknown = sorted(set(query) - known)
    if unknown and company.choice("unknown-parameter") == "refused":
        raise _unknown(f"no query parameter {', '.join(unknown)}").resting_on("unknown-parameter")
    strange = sorted(company.includes - INCLUDES)
    if strange and company.choice("unknown-parameter") == "refused":
        raise _unknown(f"no include={strange[0]}").resting_on("unknown-parameter")
    if len(query) != len(set(query)) and company.choice("repeated-parameter") == "refused":
        raise faults.invalid(
            "2600",
            "Invalid Request Conflict Element in Request",
            "A query parameter comes more than once",
        ).resting_on("repeated-parameter")
    version = query.get("minorversion")
    if version is None or _served(version):
        return
    if company.choice("minor-version") == "refused":
        raise faults.invalid(
            "2090",
            "Invalid Number",
            f"minorversion must be a number from 1 to {NEWEST}. Supplied value:{version}",
        ).resting_on("minor-version")


def _served(version: str) -> bool:
    return version.isascii() and version.isdecimal() and 1 <= int(version[:4]) <= NEWEST


def _unknown(what: str) -> Fault:
    return faults.invalid(
        "2010",
        "Request has invalid or unsupported property",
        f"The emulator knows {what}",
    )
