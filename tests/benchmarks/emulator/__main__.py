"""`python -m tests.benchmarks.emulator [measure...]`: prints figures, judges nothing."""

from __future__ import annotations

import os
import platform
import sys

import psutil

from tests.benchmarks.emulator.measures import MEASURES


def main() -> None:
    """Run the measures that are named, or all."""
    named = sys.argv[1:] or list(MEASURES)
    unknown = [name for name in named if name not in MEASURES]
    if unknown:
        raise SystemExit(f"no measure {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    memory = psutil.virtual_memory().total / 2**30
    print(
        f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()},"
        f" load {os.getloadavg()[0]:.1f}"
    )
    for name in named:
        MEASURES[name]()


if __name__ == "__main__":
    main()
