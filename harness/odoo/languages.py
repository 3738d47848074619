"""A second language in Odoo, and what products are called in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

LANGUAGE = "res.lang"


@contextmanager
def spoken(odoo: Seeder, code: str) -> Iterator[None]:
    """
    Have a language in use for the block, and out of use after it if it was so before.

    Nobody may speak it any more then: Odoo keeps the language of a user or a partner.
    """
    everything = {"active_test": False}
    found = odoo.port.call(
        LANGUAGE, "search_read", domain=[["code", "=", code]], fields=["active"], context=everything
    )
    language = OdooRef(model=LANGUAGE, id=found[0]["id"])
    if found[0]["active"]:
        yield
        return
    odoo.write(language, active=True)
    try:
        yield
    finally:
        odoo.write(language, active=False)


@contextmanager
def speaking(odoo: Seeder, partner: OdooRef, code: str) -> Iterator[None]:
    """Let a partner speak a language for the block."""
    before = odoo.port.call(partner.model, "read", ids=[partner.id], fields=["lang"])[0]["lang"]
    odoo.write(partner, lang=code)
    try:
        yield
    finally:
        odoo.write(partner, lang=before)


def translate(odoo: Seeder, product: OdooRef, code: str, **texts: str) -> None:
    """Enter what a product's texts are in another language."""
    odoo.port.call(product.model, "write", ids=[product.id], vals=texts, context={"lang": code})
