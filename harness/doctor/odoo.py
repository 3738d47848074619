"""The checks of the Odoo build and of the connector on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from harness.connector.driver import Connector
from harness.connector.profile import Profile
from harness.doctor.finding import Check, Untold, Wrong
from harness.guard import Vouched, prove_build, prove_connector, prove_odoo_address
from harness.odoo.build import BuildReader
from harness.odoo.facts import MODULES, RIGHTS, missing_rights
from harness.odoo.port import OdooPort
from harness.odoo.wake import wake
from harness.session.target import Target
from harness.waiting import Patience, Tell

SERIES = "19.0"
SKEW = timedelta(minutes=5)
"""A clock further off than this dates documents wrongly around midnight."""

STUCK = timedelta(minutes=10)
"""A job that nobody took up for so long waits for a worker that does not exist."""

MORE_RIGHTS = (("ir.config_parameter", "read"), ("ir.config_parameter", "create"))
"""The production guard reads system parameters, and runs on one database take turns by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooSide:
    """The checks of one Odoo, and what they need."""

    target: Target
    port: OdooPort
    profile: Profile
    vouched: Vouched
    commit: str | None
    patience: Patience
    tell: Tell

    def checks(self) -> Iterator[Check]:
        """List the checks in the order in which people would fix things."""
        awake = ("Odoo build awake",)
        let_in = (*awake, "API key")
        yield Check(name="Odoo address", look=self._address)
        yield Check(name="Odoo build awake", look=self._awake, needs=("Odoo address",))
        yield Check(name="Odoo clock", look=self._clock, needs=awake)
        yield Check(name="Odoo version", look=self._version, needs=awake)
        yield Check(name="API key", look=self._key, needs=awake)
        yield Check(name="neutralised copy", look=self._copy, needs=let_in)
        yield Check(name="commit", look=self._commit, needs=let_in)
        yield Check(name="API user's rights", look=self._rights, needs=let_in)
        yield Check(name="Odoo modules", look=self._modules, needs=let_in)
        yield Check(name="connector", look=self._connector, needs=let_in)
        whole = (*let_in, "connector")
        yield Check(name="connector's company", look=self._company, needs=whole)
        yield Check(name="scheduled actions", look=self._crons, needs=whole)
        yield Check(name="queue workers", look=self._queue, needs=whole)

    def _address(self) -> str:
        odoo = self.target.odoo
        prove_odoo_address(odoo.url, vouched=self.vouched.database == odoo.database)
        return odoo.url

    def _awake(self) -> str:
        wake(self.target.odoo.url, self.tell, self.patience)
        return "answers"

    def _clock(self) -> str:
        return judged_clock(wake(self.target.odoo.url, self.tell, self.patience))

    def _version(self) -> str:
        version = self.port.version()
        if version.series != SERIES:
            raise Wrong(f"Odoo {version.full}", f"point odoo.url at an Odoo {SERIES}")
        return version.full

    def _key(self) -> str:
        self.port.call("res.users", "context_get", ids=[])
        return f"valid for {self.target.odoo.database}"

    def _copy(self) -> str:
        odoo = self.target.odoo
        build = BuildReader(self.port).read()
        prove_build(build, url=odoo.url, database=odoo.database, vouched=self.vouched)
        if not build.neutralised:
            return "not one, but named on the command line"
        return f"yes, stage {build.stage}" if build.stage else "yes"

    def _commit(self) -> str:
        build = BuildReader(self.port).read()
        if build.commit is None:
            raise Untold(
                "the build does not tell its commit",
                "install the addon harness_probe on it: lay it beside your addons (it comes with"
                " the harness, in harness/reference)",
            )
        if self.commit is None:
            raise Untold(
                f"it runs {build.commit[:12]}; nobody said which it should",
                "let CI set HARNESS_ODOO__COMMIT, or give --commit",
            )
        if not _same_commit(build.commit, self.commit):
            raise Wrong(
                f"it runs {build.commit[:12]}, under test is {self.commit[:12]}",
                "wait until Odoo.sh has built the commit, and take the new build's address",
            )
        return build.commit[:12]

    def _rights(self) -> str:
        wanted = [*RIGHTS, *MORE_RIGHTS]
        if any(trigger.on == "cron" for trigger in self.profile.triggers.values()):
            wanted.append(("ir.cron", "write"))
        missing = missing_rights(self.port, wanted)
        if missing:
            raise Wrong(
                f"may not {', nor '.join(missing)}",
                "give the API user these rights, or use an administrator's key",
            )
        return "all that the loop needs"

    def _modules(self) -> str:
        rows = self.port.call(
            "ir.module.module",
            "search_read",
            domain=[["name", "in", list(MODULES)], ["state", "=", "installed"]],
            fields=["name"],
        )
        missing = sorted(set(MODULES) - {row["name"] for row in rows})
        if missing:
            raise Wrong(f"not installed: {', '.join(missing)}", "install them on the build")
        return ", ".join(MODULES)

    def _connector(self) -> str:
        connector = Connector(self.profile, self.port)
        installation = connector.installation()
        problems = installation.problems()
        if problems:
            raise Wrong("; ".join(problems), "see the build's install.log; push a mended commit")
        connector.validate()
        return ", ".join(f"{item.name} {item.version}" for item in installation.modules)

    def _company(self) -> str:
        realm = Connector(self.profile, self.port).realm()
        expected = self.target.quickbooks.realm
        prove_connector(realm=realm, expected=expected, vouched=self.vouched)
        if realm == "":
            raise Wrong(
                "the connector is not connected to QuickBooks",
                "open the connector's settings in Odoo, connect it to the sandbox company",
            )
        return f"realm {realm}"

    def _crons(self) -> str:
        """Check that no scheduled action runs: only the harness may trigger the connector."""
        data = self.port.call(
            "ir.model.data",
            "search_read",
            domain=[["model", "=", "ir.cron"], ["module", "in", self.profile.modules]],
            fields=["res_id"],
        )
        rows = self.port.call(
            "ir.cron",
            "search_read",
            domain=[["id", "in", [row["res_id"] for row in data]], ["active", "=", True]],
            fields=["cron_name"],
        )
        if rows:
            raise Wrong(
                f"active: {', '.join(str(row['cron_name']) for row in rows)}",
                "deactivate them in Odoo (Settings, Technical, Scheduled Actions): what they export"
                " was not triggered by any check",
            )
        return f"none of the connector's {len(data)} is active"

    def _queue(self) -> str:
        """Check that somebody runs the connector's jobs, without which every export would wait."""
        wait = self.profile.wait
        if wait.kind == "inline" or wait.model is None:
            return "none needed: exports run at once"
        owner = self.port.call(
            "ir.model", "search_read", domain=[["model", "=", wait.model]], fields=["modules"]
        )
        if not owner:
            raise Wrong(f"there is no model {wait.model}", "correct wait.model in the profile")
        whose = f"{wait.model} of {owner[0]['modules']}"
        waiting = self.port.call(
            wait.model,
            "search_read",
            domain=[[wait.state, "in", wait.pending], *wait.domain],
            fields=["create_date"],
            order="create_date",
            limit=1,
        )
        if waiting and _since(waiting[0]["create_date"]) > STUCK:
            raise Wrong(
                f"{whose}: jobs wait since {waiting[0]['create_date']} UTC; nobody runs them",
                "OCA's queue_job needs server_wide_modules and a channel in the build's odoo.conf;"
                " a connector's own queue needs its scheduled action run by the profile's trigger",
            )
        done = self.port.call(
            wait.model,
            "search_count",
            domain=[[wait.state, "not in", [*wait.pending, *wait.failed]], *wait.domain],
        )
        if not done:
            raise Untold(f"{whose}: no job was ever done", "export one record by hand and look")
        return f"{whose}: {done} jobs done, none stuck"


def judged_clock(ahead: timedelta) -> str:
    """Describe how far a clock is off; raise `Wrong` if documents would be dated wrongly."""
    seconds = round(ahead.total_seconds())
    said = f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} ours" if seconds else "ours"
    if abs(ahead) > SKEW:
        raise Wrong(said, "set this machine's clock (timedatectl); a cloud's clock is right")
    return said


def _same_commit(one: str, other: str) -> bool:
    """Compare hashes; CI may give a short one."""
    return min(len(one), len(other)) >= 7 and (one.startswith(other) or other.startswith(one))  # noqa: PLR2004 - git's own


def _since(stamp: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(stamp).replace(tzinfo=UTC)
