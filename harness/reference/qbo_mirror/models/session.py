"""One export run for one company: its connection, its client, its links and its log."""

import hashlib
import json
import time
from dataclasses import dataclass, field

from ..services.faults import NotConnected


@dataclass(kw_only=True)
class Attempt:
    """What one attempt came to; filled in as it goes, so that a failure tells how far it got."""

    status: str = "done"
    operation: str = "none"
    qbo_id: str = ""
    exported: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def message(self):
        return "; ".join(self.notes)


class Session:
    """
    Made once per company and run; the client is made on first use.

    Without a connection the attempts still reach the log, each with the reason.
    """

    def __init__(self, env, company):
        self.env = env(su=True)
        self.company = company
        self.connection = self.env["qbo.connection"]._for_company(company)
        # What this transaction does not see yet must not count as exported.
        self.started_at = self.env.cr.now().replace(microsecond=0)
        self._client = None

    @property
    def client(self):
        if not self.connection:
            raise NotConnected(f"{self.company.name} has no QuickBooks connection.")
        if self._client is None:
            self._client = self.connection._client()
        return self._client

    @property
    def realm_id(self):
        return self.connection.realm_id or ""

    def linked(self, record, entity):
        """The QuickBooks id that mirrors `record`, `""` if none does."""
        return self.env["qbo.link"]._find(self.realm_id, record, entity)

    def link(self, record, entity, qbo_id):
        """Remember the id at once, in a transaction of its own."""
        self.env["qbo.link"]._keep(self.realm_id, record, entity, qbo_id)

    def unlink(self, record, entity):
        """Forget the id at once: what it named was deleted."""
        self.env["qbo.link"]._forget(self.realm_id, record, entity)

    def gone(self, record, entity):
        """The QuickBooks id of `record` that this export deleted, `""` if none."""
        return self.env["qbo.link"]._gone(self.realm_id, record, entity)

    def exported(self, record, entity):
        """The fields that the last export of `record` left in QuickBooks, empty if unknown."""
        return json.loads(self.env["qbo.link"]._last(self.realm_id, record, entity) or "{}")

    def exclusive(self, record, entity):
        """Hold a lock on the record while it is exported."""
        return self.env["qbo.link"]._exclusive(self.realm_id, record, entity)

    def request_id(self, record, body):
        """
        The same id for the same version of the same record, at most 50 characters.

        QuickBooks answers a repeated id with the first answer, so a write whose
        answer was lost is not done twice, by whichever worker repeats it.
        """
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        content = json.dumps(body, sort_keys=True, default=str)
        text = "/".join((database, self.realm_id, record._name, str(record.id), content))
        return hashlib.sha256(text.encode()).hexdigest()[:40]

    def log(self, record, entity, attempt):
        """Commit the attempt's row; a done one also dates the link."""
        self.env["qbo.log"]._write_row(
            {
                "connection_id": self.connection.id,
                "company_id": self.company.id,
                "model": record._name,
                "res_id": record.id,
                "record_name": record.display_name,
                "entity": entity,
                "qbo_id": attempt.qbo_id,
                "operation": attempt.operation,
                "status": attempt.status,
                "message": self._clean(attempt.message),
                "duration_ms": round((time.monotonic() - attempt.started) * 1000),
                "intuit_tid": self._client.tid if self._client else "",
            }
        )
        if attempt.status == "done":
            self.env["qbo.link"]._exported(
                self.realm_id,
                record,
                entity,
                self.started_at,
                json.dumps(attempt.exported, default=str),
            )

    def _clean(self, text):
        secrets = self.connection._tokens().secrets() if self.connection else []
        for secret in secrets:
            text = text.replace(secret, "***")
        return text
