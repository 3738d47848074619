"""The tag on every record of a run, which tells it from records of the business."""

from __future__ import annotations

import hashlib
import re

EMAIL = re.compile(r"accounts-(?P<tag>[0-9a-f]{6})-\d+@example\.com")
"""The address of every party that the harness seeds; nobody receives mail there (RFC 2606)."""

SKU = re.compile(r"(?P<tag>[0-9A-F]{6})-\d+")


def tag_of(seed: int) -> str:
    """Make the tag of a seed: six letters and digits."""
    return hashlib.sha256(str(seed).encode()).hexdigest()[:6].upper()


def party_tag(name: str, email: str) -> str | None:
    """Read the tag of a customer or a vendor; None unless name and address agree on it."""
    found = EMAIL.fullmatch(email)
    tag = found["tag"].upper() if found else ""
    return tag if tag and tag in name else None


def product_tag(name: str, sku: str) -> str | None:
    """Read the tag of a product; None unless name and SKU agree on it."""
    found = SKU.fullmatch(sku)
    return found["tag"] if found and name.endswith(sku) else None
