"""The pages for people: what the companies hold, what is asked, which faults are in force."""

from __future__ import annotations

from harness.sandbox.ui import door, live, pages

ROUTES = [*door.ROUTES, *pages.ROUTES, *live.ROUTES, *pages.ELSEWHERE]
install = live.install
