"""Connectors as data: profiles say how one is driven, the driver does it."""
