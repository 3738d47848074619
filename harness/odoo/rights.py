"""Acting with fewer rights than the API user has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from harness.odoo.lookup import by_xmlid
from harness.odoo.seed import Seeder
from harness.snapshot import OdooRef

USERS, GROUPS = "res.users", "res.groups"


@contextmanager
def demoted(odoo: Seeder, made: OdooRef, *, group: str, to: str) -> Iterator[None]:
    """
    Replace a group of the API user by a lesser one for the block; both are given by xmlid.

    The user is found as the creator of `made`: Odoo lets nobody act as another user.
    """
    port = odoo.port
    user = port.call(made.model, "read", ids=[made.id], fields=["create_uid"])[0]["create_uid"][0]
    held = port.call(USERS, "read", ids=[user], fields=["group_ids"])[0]["group_ids"]
    changed = [[3, by_xmlid(port, group, GROUPS)], [4, by_xmlid(port, to, GROUPS)]]
    port.call(USERS, "write", ids=[user], vals={"group_ids": changed})
    try:
        yield
    finally:
        port.call(USERS, "write", ids=[user], vals={"group_ids": [[6, 0, sorted(held)]]})
