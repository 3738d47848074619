"""
The entry point of the `harness` command, which imports nothing that takes time.

Ctrl-C may come while Python still reads our modules; here it is met with a
message from the first moment on. A termination is met like Ctrl-C.
"""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

INTERRUPTED = 2
"""Our exit code for it: nothing was judged."""

BY_CTRL_C = 130
"""What typer makes of Ctrl-C before we see it."""


def main() -> None:
    """Run the command line, or pytest for it; tell of an interruption."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        if sys.argv[1:2] == ["run-pytest"]:
            _run_pytest(sys.argv[2:])
        from harness.cli import main as run  # noqa: PLC0415 - see above

        run()
    except KeyboardInterrupt:
        _tell()
    except SystemExit as ended:
        if ended.code == BY_CTRL_C:
            _tell()
        raise


def _run_pytest(arguments: list[str]) -> NoReturn:
    """Run pytest for `harness validate`, whose process tells of an interruption."""
    try:
        import pytest  # noqa: PLC0415 - see above

        # This package's root module is loaded, and holds nothing to rewrite.
        sys.exit(pytest.main([*arguments, "-W", "ignore::pytest.PytestAssertRewriteWarning"]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _tell() -> None:
    sys.stderr.write(
        "Interrupted. What this command had started was ended.\n"
        "  next: run the same command again\n"
    )
    sys.exit(INTERRUPTED)


def _terminated(number: int, frame: object) -> None:
    """End as by Ctrl-C, which cleans up; a second termination changes nothing."""
    del number, frame
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
