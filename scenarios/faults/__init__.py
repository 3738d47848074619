"""Faults on the way to QuickBooks: lost answers, refusals, outages; nothing doubles or is lost."""
