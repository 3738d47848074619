"""Reading what `/web/version` and `common.version` answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harness.odoo.port import ServerVersion

ENTERPRISE_MARK = "e"
"""Enterprise servers append `+e` to the version and put `e` last in `version_info`."""


def read_version(answer: Mapping[str, Any]) -> ServerVersion:
    """Parse the answer: `version` (`19.0`, `saas~19.1+e`) and `version_info`."""
    full = str(answer.get("version") or answer.get("server_version"))
    info: Sequence[Any] = answer.get("version_info") or answer.get("server_version_info") or ()
    series = (
        ".".join(str(part) for part in info[:2])
        if len(info) > 1
        else full.split("+", maxsplit=1)[0]
    )
    return ServerVersion(
        series=series, full=full, enterprise=full.endswith("+e") or ENTERPRISE_MARK in info[5:]
    )
