"""
The one scrubber of secrets, for cassettes, logs, reports and the terminal.

It works in two ways. Secrets known by value (from the settings, or minted during the run)
are replaced wherever they stand, also url-encoded, JSON-escaped or inside
base64. Secrets known by shape (the key they stand under, a bearer or Basic
header, a JWT, a password in a URL) are replaced without being known. A
placeholder `<LABEL>` is never replaced again, so scrubbing twice changes nothing.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import logging
import re
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, cast
from urllib.parse import quote, quote_plus

SHORTEST = 6
"""Characters: a shorter secret would be found in innocent words and corrupt them."""

_PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_]*>")
_PLACEHOLDERS = re.compile(r"(?:(?:bearer|basic) )?<[A-Z][A-Z0-9_]*>", re.IGNORECASE)
_ENCODED_PLACEHOLDER = re.compile(r"%3C([A-Z][A-Z0-9_]*)%3E")

_KEY = (
    r"[\w-]*(?:access|refresh|id|csrf|session|auth|bearer)[_-]?token|client[_-]?secret"
    r"|[\w-]*api[_-]?key|x-sandbox-admin|admin[_-]key|[\w-]*password|passwd|[\w-]*_secret"
    r"|proxy-authorization|authorization|set-cookie|cookie|session[_-]?id|code_verifier"
)
_SECRET_KEY = re.compile(rf"(?:{_KEY})\Z", re.IGNORECASE)
_HEADER_LINE = re.compile(
    r"\b(?P<key>(?:proxy-)?authorization|(?:set-)?cookie|x-sandbox-admin)(?P<sep>[ \t]*:[ \t]*)"
    r"(?P<value>[^\r\n\"']+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    rf"(?P<head>(?P<q>\\*[\"'])(?P<key>{_KEY})(?P=q)\s*:\s*\[?\s*b?(?P<v>\\*[\"']))"
    r"(?P<value>(?:(?!(?P=v)).)+)",
    re.IGNORECASE | re.DOTALL,
)
_ASSIGNED = re.compile(
    rf"(?<![\w-])(?P<head>(?P<key>{_KEY})=[\"']?)(?P<value>[^&\s\"';,)\]}}]+)", re.IGNORECASE
)
# `code` alone is also Odoo's account code and Intuit's fault code: only a form field counts.
_OAUTH_CODE = re.compile(r"(?P<head>(?:^|[?&])code=)(?P<value>[^&\s\"'<]{6,})")
_BEARER = re.compile(r"\b(?P<head>bearer )(?P<value>(?=[^\s\"',]*\d)[\w.~+/=-]{8,})", re.IGNORECASE)
_BASIC = re.compile(r"\b(?P<head>basic )(?P<value>[A-Za-z0-9+/]{8,}={0,2})", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]+)?")
_INTUIT = re.compile(r"\bRT1-[\w-]{12,}|\bAB\d\d[0-9A-Za-z]{36,}|\bAB[0-9a-f]{46}\b")
"""Refresh tokens and authorisation codes, as Intuit writes them."""
_USERINFO = re.compile(r"(?P<head>://[^/\s:@\"']*:)(?P<value>[^/\s@\"'<]+)(?=@)")
_BASE64_TEXT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=")
_RECORD_ATTRIBUTES = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


class Scrubber:
    """
    Replaces secrets by `<LABEL>`; `secrets` maps a label to a value.

    Raises `ValueError`, naming the label only, for a secret shorter than
    `SHORTEST` characters. Not bound to a thread; learning is expected before
    or between uses.
    """

    def __init__(self, secrets: Mapping[str, str] | None = None) -> None:
        self._labels: dict[str, str] = {}
        self._base64: dict[str, str] = {}
        self._values_pattern: re.Pattern[str] | None = None
        self._base64_pattern: re.Pattern[str] | None = None
        for label, value in (secrets or {}).items():
            self.learn(label, value)

    def __repr__(self) -> str:
        return f"Scrubber({len(self._labels)} forms known)"

    def learn(self, label: str, value: str) -> None:
        """Know one more secret, such as a token minted during the run."""
        if len(value) < SHORTEST:
            raise ValueError(
                f"The secret {label} has fewer than {SHORTEST} characters: replacing it would"
                " corrupt innocent text. Use a longer one."
            )
        placeholder = f"<{_name(label)}>"
        for form in _forms(value):
            self._labels.setdefault(form, placeholder)
        for core in _base64_cores(value):
            self._base64.setdefault(core, placeholder)
        self._values_pattern = re.compile(
            f"{_PLACEHOLDER.pattern}|" + "|".join(map(re.escape, _longest_first(self._labels)))
        )
        if self._base64:
            self._base64_pattern = re.compile(
                "|".join(map(re.escape, _longest_first(self._base64)))
            )

    def text(self, text: str) -> str:
        """Scrub free text: a log line, a URL, a form body, JSON, a traceback."""
        # A replayed token is a placeholder, and a form body url-encodes it.
        text = _ENCODED_PLACEHOLDER.sub(r"<\1>", text)
        if self._values_pattern is not None:
            text = self._values_pattern.sub(lambda m: self._labels.get(m[0], m[0]), text)
        if self._base64_pattern is not None:
            text = _swallow_base64(text, self._base64_pattern, self._base64)
        return _scrub_shapes(text)

    def value(self, value: Any) -> Any:  # noqa: ANN401 - JSON has any shape
        """
        Scrub a structure: mappings (by key too), lists, tuples, text, bytes.

        Numbers, booleans and `None` stay; any other object stays unless its
        text holds a secret, then it becomes that text, scrubbed.
        """
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return self.text(value)
            case bytes():
                return self.text(value.decode("utf-8", "surrogateescape")).encode(
                    "utf-8", "surrogateescape"
                )
            case Mapping():
                return {self.value(key): self._under(key, item) for key, item in value.items()}
            case list() | tuple():
                items = [self.value(item) for item in value]
                return items if isinstance(value, list) else tuple(items)
            case _:
                text = str(value)
                scrubbed = self.text(text)
                return value if scrubbed == text else scrubbed

    def known_in(self, text: str) -> tuple[str, ...]:
        """Name the known secrets that still stand in a text, in any of their forms."""
        found = {label for form, label in self._labels.items() if form in text}
        found |= {label for core, label in self._base64.items() if core in text}
        return tuple(sorted(found))

    def processor(
        self,
        logger: object,
        method: str,
        event: MutableMapping[str, Any],
    ) -> MutableMapping[str, Any]:
        """Scrub an event as a structlog processor; the last one before the renderer."""
        del logger, method
        exception = event.pop("exc_info", None)
        if exception:
            event["exception"] = "".join(_format_exception(exception))
        return cast("MutableMapping[str, Any]", self.value(event))

    def _under(self, key: object, item: Any) -> Any:  # noqa: ANN401 - see `value`
        name = key.decode("latin-1") if isinstance(key, bytes) else str(key)
        if not _SECRET_KEY.match(name) or isinstance(item, Mapping | bool) or item is None:
            return self.value(item)
        if isinstance(item, list | tuple):
            return [self._under(key, part) for part in item]
        text = item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)
        return _hide(name, self.text(text))


class ScrubFilter(logging.Filter):
    """
    A logging filter that scrubs the message with its arguments, the traceback and extras.

    Put it on the handlers: a filter on a logger does not see its children's records.
    """

    def __init__(self, scrubber: Scrubber) -> None:
        super().__init__()
        self._scrubber = scrubber

    def filter(self, record: logging.LogRecord) -> bool:
        """Scrub the record in place; never drops one."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # wrong arguments: logging would print them all
            message = f"{record.msg} {record.args}"
        record.msg, record.args = self._scrubber.text(message), ()
        if record.exc_info:
            record.exc_text = "".join(_format_exception(record.exc_info)).rstrip()
            record.exc_info = None
        for name in ("exc_text", "stack_info"):
            if text := getattr(record, name, None):
                setattr(record, name, self._scrubber.text(text))
        for name in record.__dict__.keys() - _RECORD_ATTRIBUTES:
            setattr(record, name, self._scrubber._under(name, getattr(record, name)))  # noqa: SLF001
        return True


def _scrub_shapes(text: str) -> str:
    text = _HEADER_LINE.sub(
        lambda m: m["key"] + m["sep"] + _hide(m["key"], m["value"]),
        text,
    )
    text = _QUOTED.sub(lambda m: m["head"] + _hide(m["key"], m["value"]), text)
    text = _ASSIGNED.sub(lambda m: m["head"] + _hide(m["key"], m["value"]), text)
    text = _OAUTH_CODE.sub(lambda m: f"{m['head']}<CODE>", text)
    text = _BEARER.sub(lambda m: f"{m['head']}<BEARER>", text)
    text = _BASIC.sub(lambda m: f"{m['head']}<BASIC>" if _is_pair(m["value"]) else m[0], text)
    text = _JWT.sub("<JWT>", text)
    text = _INTUIT.sub("<INTUIT_TOKEN>", text)
    return _USERINFO.sub(lambda m: f"{m['head']}<PASSWORD>", text)


def _hide(key: str, value: str) -> str:
    """Put a placeholder in place of what stands under a secret key; keep a header's scheme."""
    if not value.strip() or _PLACEHOLDERS.fullmatch(value.strip()):
        return value
    scheme, blank, rest = value.partition(" ")
    if blank and rest and scheme.lower() in {"bearer", "basic"}:
        return f"{scheme} <{_name(scheme)}>"
    if value in {"False", "True", "None", "null"}:
        return value
    return f"<{_name(key)}>"


def _name(label: str) -> str:
    name = re.sub(r"\W+", "_", label, flags=re.ASCII).strip("_").upper()
    return name if name[:1].isalpha() else f"SECRET_{name}"


def _forms(value: str) -> set[str]:
    escaped = json.dumps(value)[1:-1]
    return {
        value,
        quote(value, safe=""),
        quote(value),
        quote_plus(value),
        escaped,
        json.dumps(escaped)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        repr(value)[1:-1],
        html.escape(value),
    }


def _base64_cores(value: str) -> set[str]:
    """
    Give the part of a secret's base64 that does not depend on its neighbours.

    Base64 works on three bytes at a time, so a secret inside a longer text
    (`id:secret` of a Basic header) looks different at each of three offsets.
    """
    raw = value.encode()
    cores = set()
    for offset in range(3):
        encoded = base64.b64encode(bytes(offset) + raw).decode().rstrip("=")
        start = (0, 2, 3)[offset]
        whole = (offset + len(raw)) // 3 * 4
        core = encoded[start:whole]
        if len(core) >= SHORTEST:
            cores |= {core, core.replace("+", "-").replace("/", "_")}
    return cores


def _swallow_base64(text: str, pattern: re.Pattern[str], labels: Mapping[str, str]) -> str:
    """Replace the whole base64 word around a secret's core, not only the core."""
    pieces, at = [], 0
    for found in pattern.finditer(text):
        if found.start() < at:
            continue
        start, end = found.span()
        while start > at and text[start - 1] in _BASE64_TEXT - {"="}:
            start -= 1
        while end < len(text) and text[end] in _BASE64_TEXT:
            end += 1
        pieces += [text[at:start], labels[found[0]]]
        at = end
    return "".join([*pieces, text[at:]])


def _is_pair(value: str) -> bool:
    """Whether a word is the base64 of `user:password`, not just a word after *basic*."""
    try:
        return b":" in base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False


def _longest_first(texts: Mapping[str, str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))


def _format_exception(exception: object) -> list[str]:
    """Format what logging and structlog accept as `exc_info`: True, an exception, a triple."""
    match exception:
        case BaseException():
            return traceback.format_exception(exception)
        case (_, BaseException() as error, _):
            return traceback.format_exception(error)
        case _:
            return [traceback.format_exc()]
