"""The emulator, for what a stub can't answer."""

from __future__ import annotations

from tests.sandbox.conftest import emulator

__all__ = ["emulator"]
