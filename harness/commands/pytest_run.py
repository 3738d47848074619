"""Running pytest for a command of ours."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence

from harness.errors import HarnessError


def run_pytest(arguments: Sequence[str]) -> int:
    """Run pytest in a process of its own; 0 or 1 when it judged, else 2."""
    code = pytest_code(arguments)
    # pytest has more codes of its own, and a signal has another: none of them judges.
    return code if code in {0, 1} else HarnessError.exit_code


def pytest_code(arguments: Sequence[str]) -> int:
    """
    Run pytest in a process of its own; its exit code, negative when a signal ended it.

    An interruption reaches it, and it is given the time to clean up.
    """
    told: list[int] = []
    command = [sys.executable, "-m", "harness", "run-pytest", *arguments]
    with subprocess.Popen(command) as child:

        def pass_on(number: int, _frame: object) -> None:
            told.append(number)
            if number == signal.SIGTERM:  # a terminal's Ctrl-C reaches the child by itself
                child.terminate()

        before = {
            number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            code = child.wait()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
    if told:
        raise KeyboardInterrupt
    return code
