"""Reading a text file that people wrote, with an error that they can act on."""

from __future__ import annotations

from pathlib import Path

from harness.errors import SettingsError


def read_text(path: Path, what: str) -> str:
    """Read a file of `what` as UTF-8; raise `SettingsError`, or `FileNotFoundError`."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SettingsError(
            f"The {what} can't be read as text.",
            expected="a text file in UTF-8",
            found=f"line {line}: {error.reason}",
            where=str(path),
            next_step="save it as UTF-8, or name another file",
        ) from None
    except OSError as error:
        raise SettingsError(
            f"The {what} can't be read.",
            found=error.strerror or type(error).__name__,
            where=str(path),
            next_step="name a file that you may read",
        ) from None
