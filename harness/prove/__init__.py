"""Seeded connector bugs, the scenarios that must catch them, and the score."""
