"""A port that lets nobody write unseen: asked before every write, told of every record made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from harness.odoo.build import PROBE
from harness.odoo.port import OdooPort, ServerVersion

READS = frozenset(
    {
        "check_access",
        "context_get",
        "default_get",
        "fields_get",
        "formatted_read_group",
        "get_param",
        "has_access",
        "name_search",
        "read",
        "read_group",
        "search",
        "search_count",
        "search_fetch",
        "search_read",
    }
)
"""Methods that change nothing; any other may, a connector's own above all."""

READING = (PROBE, "tell")
"""Our own addon's one method; it reads."""


class Watched:
    """
    Passes calls on; before one that may write, `before` is asked and may refuse.

    `made` hears the model and the ids of what `create` made.
    """

    def __init__(
        self,
        port: OdooPort,
        *,
        before: Callable[[], None],
        made: Callable[[str, Sequence[int]], None],
    ) -> None:
        self.url = port.url
        self.database = port.database
        self._port = port
        self._before = before
        self._made = made

    def call(
        self,
        model: str,
        method: str,
        *,
        ids: Sequence[int] | None = None,
        context: Mapping[str, Any] | None = None,
        **params: Any,  # noqa: ANN401 - see OdooPort
    ) -> Any:  # noqa: ANN401 - see OdooPort
        """See `OdooPort.call`."""
        if method not in READS and (model, method) != READING:
            self._before()
        answer = self._port.call(model, method, ids=ids, context=context, **params)
        if method == "create":
            self._made(model, answer)
        return answer

    def version(self) -> ServerVersion:
        """See `OdooPort.version`."""
        return self._port.version()
