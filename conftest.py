"""Tests that need the local staging run only where there is one."""

from __future__ import annotations

import pytest

from harness.plugin.options import settings_of


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, visibly, what needs a local staging when the target is another."""
    if settings_of(config).target == "local":
        return
    needs = [item for item in items if item.get_closest_marker("local")]
    if needs:
        config.hook.pytest_deselected(items=needs)
        items[:] = [item for item in items if item not in needs]
