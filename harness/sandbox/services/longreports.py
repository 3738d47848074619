"""
Long reports beside the other calls: from a copy of the store, in a thread of its own.

One at a time, since each has a copy. A report is of the moment that its turn
comes; what is written later is not in it. Copying holds up the others for a moment.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping

from harness.sandbox import reports
from harness.sandbox.company import Company

SHARE = 0.0005
"""Seconds after which the thread lets the others go on; each of their statements waits for it."""


class Gone(Exception):
    """The company was deleted before its report's turn came."""


class LongReports:
    """Whose turn it is."""

    def __init__(self, open_company: Callable[[str], Company | None]) -> None:
        self._open = open_company
        self._turn = asyncio.Lock()

    async def answer(self, company: Company, name: str, query: Mapping[str, str]) -> str:
        """Return the JSON of a report as of its turn, while others are served."""
        async with self._turn:
            now = self._open(company.realm)  # reset meanwhile, or deleted
            if now is None:
                raise Gone
            apart = now.copied()
            try:
                return await asyncio.to_thread(_answer, apart, name, dict(query))
            finally:
                company.assumed |= apart.assumed


def _answer(company: Company, name: str, query: Mapping[str, str]) -> str:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SHARE)
    try:
        return reports.answer(company, name, query)
    finally:
        sys.setswitchinterval(usual)
        company.store.close()
