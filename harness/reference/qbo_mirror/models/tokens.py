"""The tokens of a connection: always read fresh, always saved in a transaction of their own."""

from contextlib import contextmanager
from datetime import timedelta

import psycopg2.errors
from odoo import SUPERUSER_ID, api, fields

from ..services import oauth
from ..services.faults import NotConnected, QboError, Unreachable

_EARLY = timedelta(seconds=60)
"""A token this close to its end is refreshed before it is used."""
_LOCK_TIMEOUT = "40s"
_TRIES = 5


class StoredTokens:
    """
    Implements `services.client.Tokens` on a row of `qbo_connection`.

    Two workers may refresh at once: the row is locked before the refresh token
    is read, so the second finds the first one's tokens and uses those. Intuit
    ends the whole chain when an old refresh token is used again.
    """

    def __init__(self, registry, connection_id):
        self._registry = registry
        self._id = connection_id

    def current(self):
        """The access token, refreshed first if it is about to expire."""
        with self._registry.cursor() as cr:
            row = self._row(cr, lock=False)
        expires_at = row["access_expires_at"]
        if row["access_token"] and (not expires_at or expires_at > fields.Datetime.now() + _EARLY):
            return row["access_token"]
        return self.renewed(row["access_token"])

    def renewed(self, refused):
        """Another access token than `refused`: another worker's, or a new one from Intuit."""
        return self._refresh(lambda row: row["access_token"] != refused and row["access_token"])

    def refreshed(self):
        """A new access token from Intuit, whatever the stored one is worth."""
        return self._refresh(lambda _row: False)

    def keep(self, grant, *, realm_id):
        """Save the tokens of a fresh consent."""
        with self._locked() as (cr, _row):
            self._save(cr, grant)
            self._update(cr, {"realm_id": realm_id})

    def note(self, state, error):
        """Show on the connection whether it works."""
        with self._locked() as (cr, _row):
            self._update(cr, {"state": state, "last_error": error})

    def secrets(self):
        """Every value that must not appear in a text."""
        with self._registry.cursor() as cr:
            row = self._row(cr, lock=False)
        names = ("access_token", "refresh_token", "client_secret")
        return [row[name] for name in names if row[name]]

    def _refresh(self, usable):
        with self._locked() as (cr, row):
            token = usable(row)
            if token:
                return token
            if not row["refresh_token"]:
                raise NotConnected("QuickBooks is not connected: press Connect and give consent.")
            connection = api.Environment(cr, SUPERUSER_ID, {})["qbo.connection"].browse(self._id)
            try:
                grant = oauth.exchanged(
                    connection._endpoints(),
                    client_id=row["client_id"] or "",
                    client_secret=row["client_secret"] or "",
                    now=fields.Datetime.now(),
                    form={"grant_type": "refresh_token", "refresh_token": row["refresh_token"]},
                )
            except NotConnected as error:
                # The tokens stay: a wrong secret is mended without a new consent.
                refusal = NotConnected(f"{error} Mend the keys, or press Connect again.")
                self._update(cr, {"state": "error", "last_error": str(refusal)})
            else:
                self._save(cr, grant)
                return grant.access_token
        raise refusal

    @contextmanager
    def _locked(self):
        """A cursor of its own with the row locked; committed when the block ends well."""
        for _attempt in range(_TRIES):
            with self._registry.cursor() as cr:
                cr.execute("SELECT set_config('lock_timeout', %s, true)", (_LOCK_TIMEOUT,))
                try:
                    row = self._row(cr, lock=True)
                except psycopg2.errors.SerializationFailure:
                    # Someone changed the row while we waited: read it again in a new snapshot.
                    cr.rollback()
                    continue
                except psycopg2.errors.LockNotAvailable:
                    cr.rollback()
                    break
                yield cr, row
                return
        raise Unreachable("Another process holds the QuickBooks connection. Try again later.")

    def _row(self, cr, *, lock):
        # Not FOR UPDATE: log rows refer to the connection and must not wait for it.
        cr.execute(
            "SELECT client_id, client_secret, access_token, refresh_token, access_expires_at "
            "FROM qbo_connection WHERE id = %s" + (" FOR NO KEY UPDATE" if lock else ""),
            (self._id,),
            log_exceptions=False,
        )
        rows = cr.dictfetchall()
        if not rows:
            raise QboError("The QuickBooks connection was deleted.")
        return rows[0]

    def _save(self, cr, grant):
        self._update(
            cr,
            {
                "access_token": grant.access_token,
                "refresh_token": grant.refresh_token,
                "access_expires_at": grant.access_expires_at,
                "refresh_expires_at": grant.refresh_expires_at,
                "state": "connected",
                "last_error": None,
            },
        )

    def _update(self, cr, values):
        """In SQL with failures unlogged: Odoo prints a failing statement with its values."""
        assignments = ", ".join(f"{column} = %s" for column in values)
        cr.execute(
            f"UPDATE qbo_connection SET {assignments} WHERE id = %s",  # noqa: S608  our columns
            (*values.values(), self._id),
            log_exceptions=False,
        )
