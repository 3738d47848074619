"""Where a connector keeps the QuickBooks ids of Odoo's records."""

from __future__ import annotations

from harness.connector.fit import MODELS
from harness.connector.pointers import Pointers, pointed_at
from harness.connector.profile import Profile, not_said
from harness.odoo.port import OdooError, OdooPort
from harness.snapshot import OdooRef, Role


class Links:
    """Reads the ids as the profile says: on the record, beyond one of its fields, or in rows."""

    def __init__(self, profile: Profile, port: OdooPort, pointers: Pointers) -> None:
        self._profile = profile
        self._port = port
        self._pointers = pointers

    def mirrored_by(self, role: Role, qbo_id: str) -> tuple[OdooRef, ...]:
        """Find the records of Odoo that hold this QuickBooks id in a role."""
        ids = self._profile.ids.get(role)
        if ids is None:
            return ()
        model, key = ids.model, ids.field
        if ids.via:
            model, key = MODELS[role], f"{ids.via}.{ids.field}"
        fields = [ids.record] if ids.record else []
        try:
            rows = self._port.call(
                model, "search_read", domain=[[key, "=", qbo_id], *ids.domain], fields=fields
            )
        except OdooError:  # a computed id that Odoo can't search for tells nothing
            return ()
        held = [pointed_at(row[ids.record or "id"]) for row in rows]
        return tuple(
            OdooRef(model=MODELS[role], id=number)
            for model, number in held
            if number and model in {"", MODELS[role]}
        )

    def external_id(self, ref: OdooRef, role: Role) -> str | None:
        """Read the QuickBooks id that Odoo holds of a record; None when there is none."""
        ids = self._profile.ids.get(role)
        if ids is None:
            raise not_said(self._profile, f"ids.{role}")
        if ids.record is None:
            record = self._pointers.beyond(ref, ids.via) if ids.via else ref.id
            rows = self._port.call(ids.model, "read", ids=[record], fields=[ids.field])
        else:
            pointer = self._pointers.written(ids.model, ids.record, ref)
            rows = self._port.call(
                ids.model,
                "search_read",
                domain=[[ids.record, "=", pointer], *ids.domain],
                fields=[ids.field],
                limit=1,
            )
        value = rows[0][ids.field] if rows else None
        return str(value) if value else None

    def place(self, role: Role) -> str:
        """Say in which field the profile says that the QuickBooks id of a role is kept."""
        ids = self._profile.ids.get(role)
        if ids is None:
            return "nowhere"
        narrowed = f", where {ids.domain}" if ids.domain else ""
        pointed = f" of the row whose {ids.record} is the record{narrowed}" if ids.record else ""
        return f"{ids.model}.{ids.field}{pointed} (ids.{role} of the profile)"
