"""What goes wrong with QuickBooks, as exceptions whose text is safe to show and store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOT_FOUND = "610"
STALE = "5010"
DUPLICATE_NAME = "6240"

_AUTHENTICATION_STATUS = (401, 403)


class QboError(Exception):
    """Anything that kept QuickBooks from doing what was asked."""


class Unreachable(QboError):
    """No usable answer: refused, timed out, or still failing after the last attempt."""


class NotConnected(QboError):
    """There is no connection, or its consent is gone: a person has to connect again."""


class Fault(QboError):
    """QuickBooks answered with a fault: its first code, all its texts, the call's intuit_tid."""

    def __init__(self, message: str, *, code: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


def fault_in(body: object, status: int) -> Fault | None:
    """
    The fault an answer carries, in either of Intuit's two forms, or None.

    The service writes `Fault.Error[].Message`, the gateway in front of it
    `fault.error[].message`. The gateway's detail quotes the beginning of the
    access token, so it is left out.
    """
    if not isinstance(body, Mapping):
        return None
    fault: Any = body.get("Fault") or body.get("fault")
    if not isinstance(fault, Mapping):
        return None
    errors = fault.get("Error") or fault.get("error") or []
    texts = []
    for error in errors:
        message = error.get("Message") or error.get("message") or ""
        detail = error.get("Detail") or error.get("detail") or ""
        if status in _AUTHENTICATION_STATUS or not detail or detail == message:
            texts.append(f"{error.get('code', '')}: {message}")
        else:
            texts.append(f"{error.get('code', '')}: {message} - {detail}")
    code = str(errors[0].get("code", "")) if errors else ""
    return Fault("; ".join(texts) or "a fault without text", code=code, status=status)
