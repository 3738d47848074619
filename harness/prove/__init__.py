"""Seeded connector bugs, the scenarios that must see them, and how well they do."""
