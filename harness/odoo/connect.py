"""Choosing the transport."""

from __future__ import annotations

from typing import Literal

from harness.odoo.json2 import Json2
from harness.odoo.port import OdooPort
from harness.odoo.rpc import OdooRpc


def connect(
    transport: Literal["json2", "odoorpc"], *, url: str, database: str, user: str, api_key: str
) -> OdooPort:
    """Make a port; contacts nobody yet."""
    if transport == "json2":
        return Json2(url=url, database=database, api_key=api_key)
    return OdooRpc(url=url, database=database, user=user, api_key=api_key)
