"""A port that asks before every write and reports every record that is created."""

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
"""Methods that change nothing; any other is taken for a write, a connector's own above all."""

READING = (PROBE, "tell")
"""The only method of our own addon, which reads too."""


class Watched:
    """
    Passes calls on; `before` is called ahead of any that may write, and raises to refuse it.

    `made` is called with the model and the ids of the records that `create` made.
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
