"""`python -m harness.sandbox serve`: the emulator alone."""

from __future__ import annotations

from harness.sandbox.command import app

if __name__ == "__main__":
    app()
