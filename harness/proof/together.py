"""Doing something several times at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from harness.cassette.recorder import listening

Result = TypeVar("Result")


def together(times: int, call: Callable[[], Result]) -> list[Result]:
    """
    Make a call several times at once, and give what each returned.

    Under a cassette they are made one after the other: vcrpy exchanges the
    connections of the whole process for a moment at each call, and another
    thread's call would pass it by.
    """
    with ThreadPoolExecutor(1 if listening() else times) as pool:
        return [made.result() for made in [pool.submit(call) for _ in range(times)]]
