"""The environment of a user's own process, on the staging of this session."""

from __future__ import annotations

import json
import os

from harness.settings import Settings


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """
    Build it: nothing of pytest's own, and the same addons as here.

    With others the process would boot the staging anew, under the tests that run beside.
    """
    kept = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    addons = [str(folder.resolve()) for folder in settings.connector.addons]
    return {**kept, "HARNESS_CONNECTOR__ADDONS": json.dumps(addons), **more}
