"""Periods of reports: explicit dates, Intuit's date macros, fiscal years; pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK, QUARTER, YEAR = 7, 3, 12
BEGINNING = date(1, 1, 1)
SUNDAY_FIRST = 1
"""Weeks begin on Sundays; Python counts from Monday."""


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both of them in it; `macro` names it, if a macro was asked for."""

    start: date
    end: date
    macro: str = ""


def first_of(day: date, months: int, first: int = 1) -> date:
    """Return the first day of the span of `months` months, counted from month `first`, around."""
    back = (day.month - first) % months
    return shifted(day.replace(day=1), -back)


def shifted(day: date, months: int) -> date:
    """Move the first of a month by months; the calendar ends where Python's does."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def last_of(start: date, months: int) -> date:
    """Return the last day of the span of `months` months that begins on `start`."""
    following = shifted(start, months)
    return following - DAY if following > start else date.max


def _months(months: int, first: Callable[[int], int]) -> Callable[[date, int, int], Period]:
    def span(today: date, fiscal: int, offset: int) -> Period:
        start = shifted(first_of(today, months, first(fiscal)), offset * months)
        return Period(start, last_of(start, months))

    return span


def _week(today: date, fiscal: int, offset: int) -> Period:
    del fiscal
    start = today - DAY * ((today.weekday() + SUNDAY_FIRST) % WEEK) + DAY * WEEK * offset
    return Period(start, start + DAY * (WEEK - 1))


SPANS: dict[str, Callable[[date, int, int], Period]] = {
    "week": _week,
    "month": _months(1, lambda _: 1),
    "fiscal quarter": _months(QUARTER, lambda fiscal: fiscal),
    "fiscal year": _months(YEAR, lambda fiscal: fiscal),
    "calendar quarter": _months(QUARTER, lambda _: 1),
    "calendar year": _months(YEAR, lambda _: 1),
}
OFFSETS = {"this": 0, "last": -1, "next": 1}


def of_macro(macro: str, today: date, fiscal: int) -> Period | None:
    """Return the period of a macro, in any case of letters; None if there is no such macro."""
    name = macro.strip().lower()
    if name in {"today", "yesterday"}:
        day = today if name == "today" else today - DAY
        return Period(day, day, name)
    if name == "all":
        return Period(BEGINNING, date.max, name)
    if name == "next 4 weeks":
        return Period(today + DAY, today + DAY * WEEK * 4, name)
    which, _, rest = name.partition(" ")
    span = SPANS.get(rest.removesuffix("-to-date"))
    if span is None or which not in OFFSETS:
        return None
    offset = OFFSETS[which]
    found = span(today, fiscal, offset)
    if not rest.endswith("-to-date"):
        return Period(found.start, found.end, name)
    passed = today - span(today, fiscal, 0).start
    return Period(found.start, min(found.start + passed, found.end), name)


def fiscal_start(day: date, fiscal: int) -> date:
    """Return the first day of the fiscal year that a day lies in."""
    return first_of(day, YEAR, fiscal)


def split(period: Period, by: str, fiscal: int) -> Iterator[Period]:
    """Split a period into the days, weeks, months, quarters or years that it touches."""
    start = period.start
    while start <= period.end:
        if by == "Days":
            end = start
        elif by == "Week":
            end = _week(start, fiscal, 0).end
        else:
            months = {"Month": 1, "Quarter": QUARTER, "Year": YEAR}[by]
            end = last_of(first_of(start, months, fiscal if months > 1 else 1), months)
        end = min(end, period.end)
        yield Period(start, end)
        if end == date.max:
            return
        start = end + DAY


def title(period: Period) -> str:
    """Write a column's title as Intuit does: `Jan 2020`, `Jan - Mar, 2020`, `Jan 1 - 15, 2020`."""
    start, end = period.start, period.end
    whole = start.day == 1 and (end == date.max or (end + DAY).day == 1)
    if start == end:
        return f"{start:%b} {start.day}, {start.year}"
    if whole and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b} {start.year}"
    if whole and start.year == end.year:
        return f"{start:%b} - {end:%b}, {end.year}"
    if whole:
        return f"{start:%b} {start.year} - {end:%b} {end.year}"
    if start.year != end.year:
        return f"{start:%b} {start.day}, {start.year} - {end:%b} {end.day}, {end.year}"
    if start.month != end.month:
        return f"{start:%b} {start.day} - {end:%b} {end.day}, {end.year}"
    return f"{start:%b} {start.day} - {end.day}, {end.year}"
