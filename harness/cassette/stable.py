"""
Normalising recorded traffic: what varies from run to run is replaced by placeholders.

Addresses, database and realm become fixed names; every secret becomes a
numbered one, so that two tokens that differed still differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from harness.cassette.pretty import pretty
from harness.scrub import Scrubber

MINTED = re.compile(r'"(?P<key>access_token|refresh_token|client_secret)": ?"(?P<value>[^"]{6,})"')
"""Secrets that appear during a run, in answers of either system."""

TRACEBACK = re.compile(r'"debug": ?"(?:[^"\\]|\\.)*"')
"""Odoo's errors carry the server's traceback: paths of one machine, perhaps values."""

STAMPS = re.compile(
    r'"(?P<key>CreateTime|LastUpdatedTime|CompanyStartDate|time|create_date|write_date|created'
    r"|date_order|date_planned|date_approve|date_calendar_start|date_deadline|date_done"
    r"|effective_date|scheduled_date|validity_date)"
    r'": ?"\d{4}-\d\d-\d\d(?P<mark>[T ]?)[^"]*"'
)
"""When a server did something, or plans to: another time with every recording, and no scenario's
subject."""
ASKED = re.compile(r'\[\{"id": ?\d+, ?"create_date": ?"[^"]*"\}\]')
"""A record of which only the stamp was read: that is how Odoo is asked for the time."""
STAMPED: Mapping[str, str] = {
    "T": "2026-01-01T00:00:00-08:00",
    " ": "2026-01-01 00:00:00",
    "": "2026-01-01",
}
PSEUDONYM = re.compile(r'("V4IDPseudonym": ?)"[^"]*"')
"""What Intuit's other services call a person: another mark for every new one."""
OWNER = re.compile(r'("LastModifiedByRef": ?\{"value": ?)"[^"]*"')
"""Who changed a record: a number near the company's, which nobody is to know."""
CALLED = "1-00000000-"
TOOK = re.compile(r'"duration_ms": ?\d+')
CALL_MARK = re.compile(r"\b1-[0-9a-f]{8}-[0-9a-f]{24}\b")
"""What Intuit names a call by (`intuit_tid`), also where a connector's log repeats it."""

DROPPED_PARAMETERS = frozenset({"requestid"})
SINCE = "changedSince"
"""From when on changes are asked for: the scenario's moment, less a margin."""
KEPT_HEADERS = frozenset({"content-type", "intuit_tid", "location"})


class Stabiliser:
    """Applied to every request and answer, when recording and when replaying."""

    def __init__(self, names: Mapping[str, str], scrubber: Scrubber) -> None:
        # Whole words only: a database may be called like a common word.
        self._names = [
            (re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])"), placeholder)
            for name, placeholder in sorted(names.items(), key=lambda item: -len(item[0]))
        ]
        self._scrubber = scrubber
        self._seen: dict[str, str] = {}
        self._calls: dict[str, str] = {}

    def url(self, url: str) -> str:
        """Replace what varies in an address, and put its parameters in order."""
        parts = urlsplit(self.text(url))
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        kept = sorted(
            (name, STAMPED["T"] if name == SINCE else value)
            for name, value in pairs
            if name not in DROPPED_PARAMETERS
        )
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))

    def body(self, body: bytes | str | None, *, answer: bool = False) -> str:
        """
        Replace what varies in a body; JSON is laid out, a JSON-RPC id becomes 0.

        Only an answer brings new secrets: what we send was given, or learnt before.
        """
        if not body:
            return ""
        text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
        if answer:
            text = TRACEBACK.sub('"debug": ""', text)
            if not ASKED.search(text):
                text = STAMPS.sub(_stamped, text)
            text = TOOK.sub('"duration_ms": 0', text)
            for found in MINTED.finditer(text):
                self._learn(found["key"], found["value"])
        text = OWNER.sub(r'\1"1"', PSEUDONYM.sub(r'\1"-"', text))
        text = self.text(text)
        return pretty(_without_call_id(text))

    def headers(self, headers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Keep the few headers of an answer that matter, and none of a request's."""
        kept = {}
        for name, value in sorted(headers.items()):
            if name.lower() in KEPT_HEADERS:
                values = value if isinstance(value, list) else [value]
                kept[name] = [self.text(str(item)) for item in values]
        return kept

    def text(self, text: str) -> str:
        """Replace names and secrets in any text."""
        for pattern, placeholder in self._names:
            text = pattern.sub(placeholder, text)
        text = CALL_MARK.sub(lambda found: self._call(found[0]), text)
        return self._scrubber.text(text)

    def _call(self, mark: str) -> str:
        """Number the calls' marks in the order in which they are first seen."""
        if not mark.startswith(CALLED):
            self._calls.setdefault(mark, f"{CALLED}{len(self._calls) + 1:024x}")
        return self._calls.get(mark, mark)

    def _learn(self, key: str, value: str) -> None:
        if value in self._seen or value.startswith("<"):
            return
        label = f"{key.upper()}_{len(self._seen) + 1}"
        self._seen[value] = label
        self._scrubber.learn(label, value)


def _stamped(found: re.Match[str]) -> str:
    return f'"{found["key"]}": "{STAMPED[found["mark"]]}"'


def _without_call_id(text: str) -> str:
    """OdooRPC numbers its calls at random."""
    if '"jsonrpc"' not in text:
        return text
    try:
        call = json.loads(text)
    except ValueError:
        return text
    return json.dumps({**call, "id": 0}) if isinstance(call, dict) and "id" in call else text
