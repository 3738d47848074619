"""Cassettes: what both systems answered, recorded once and replayed offline."""
