"""
Long reports beside the other calls: from a copy of the store, in a thread of its own.

What is written meanwhile is not in them, as it would not be if they were
computed at once. Copying holds up the others for a moment; one at a time.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping

from harness.sandbox import reports
from harness.sandbox.company import Company

SHARE = 0.0005
"""Seconds after which the thread lets the others go on; each of their statements waits for it."""


class LongReports:
    """Whose turn it is."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def answer(self, company: Company, name: str, query: Mapping[str, str]) -> str:
        """Return the JSON of a report as of now, while others are served."""
        async with self._turn:
            apart = company.copied()
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
