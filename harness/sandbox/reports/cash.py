"""
The cash basis: a document counts as it is settled, by the links, in proportion and to the cent.

Every link makes the lines of what it settles count on the later of the two
days, in the share that it settles; what a payment moves counts on its own day.
Both meet in an account for unapplied money instead of receivables and payables,
so that every event is balanced whatever happens, and the account is empty once
all is applied. A journal or deposit that touches a control account counts on
its own day (assumed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from harness.sandbox.books.ledger import PAYABLE, RECEIVABLE
from harness.sandbox.reports.chart import Chart

if TYPE_CHECKING:
    from harness.sandbox.company import Company

DEFERRED = ("Invoice", "CreditMemo", "Bill", "VendorCredit")
TABLE = "temp.cash_posting"
ADVANCE = """
CREATE TEMP TABLE cash_advance AS
SELECT p.txn AS txn, p.cents AS cents, p.own AS own
FROM record r JOIN posting p ON p.realm = r.realm AND p.txn = r.id AND p.seq = 1
WHERE r.realm = ?1 AND r.entity = 'Invoice' AND json_extract(r.body, '$.Deposit') > 0
"""
"""What was paid with an invoice itself: the entry behind the receivable."""
CONTROL = """
CREATE TEMP TABLE cash_control AS
SELECT p.txn AS txn, p.entity AS entity, p.date AS date, SUM(p.cents) AS cents,
  SUM(p.own) AS own, c.unapplied AS unapplied, coalesce(a.own, 0) AS advance,
  coalesce(a.cents, 0) AS advanced
FROM posting p JOIN temp.cash_account c ON c.account = p.account
LEFT JOIN temp.cash_advance a ON a.txn = p.txn
WHERE p.realm = ?1 AND p.entity IN ({deferred}) GROUP BY p.txn HAVING SUM(p.own) <> 0
"""
EVENT = """
CREATE TEMP TABLE cash_event AS
SELECT txn, date, whole + advance AS whole, unapplied, upto + advance AS upto, part,
  {until} - {before} AS moved
FROM (SELECT l.target AS txn, max(t.date, s.date) AS date, abs(t.own) AS whole,
  t.advance AS advance, t.cents AS cents, t.unapplied AS unapplied,
  SUM(l.cents) OVER (PARTITION BY l.target ORDER BY max(t.date, s.date), l.seq
    ROWS UNBOUNDED PRECEDING) AS upto,
  l.cents AS part
FROM link l JOIN temp.cash_control t ON t.txn = l.target
JOIN (SELECT entity, id, json_extract(body, '$.TxnDate') AS date FROM record WHERE realm = ?1
      AND entity IN (SELECT DISTINCT source_entity FROM link WHERE realm = ?1)
     ) s ON s.entity = l.source_entity AND s.id = l.source
WHERE l.realm = ?1 AND l.cents <> 0) AS e
UNION ALL
SELECT txn, date, abs(own) + advance, '', advance, advance, advanced
FROM temp.cash_control WHERE advance <> 0
"""
"""
Each makes `part` of `whole` count, after which `upto` of it has; `moved` stands against it.

What was paid with the form counts on the form's own day; it is in an account
of its own, and nothing of it is unapplied.
"""


def build(company: Company, chart: Chart) -> None:
    """Make the table of the cash basis, for one report; `drop` it afterwards."""
    store, realm = company.store, company.realm
    drop(company)
    store.rows("CREATE TEMP TABLE cash_account (account TEXT PRIMARY KEY, unapplied TEXT)")
    store.many(
        "INSERT INTO temp.cash_account VALUES (?, ?)",
        [
            (account, chart.unapplied[kind])
            for kind in (RECEIVABLE, PAYABLE)
            for account in chart.ids(kind)
        ],
    )
    deferred = ", ".join(f"'{name}'" for name in DEFERRED)
    store.rows(ADVANCE, realm)
    store.rows(CONTROL.format(deferred=deferred), realm)
    store.rows("CREATE INDEX temp.cash_control_txn ON cash_control (txn)")
    until, before = (_until("e.cents", upto) for upto in ("e.upto", "e.upto - e.part"))
    store.rows(EVENT.format(until=until, before=before), realm)
    advance = "p.seq = 1 AND p.txn IN (SELECT txn FROM temp.cash_advance)"
    kept = f"c.account IS NULL AND NOT ({advance})"
    store.rows(
        "CREATE TEMP TABLE cash_posting AS SELECT p.realm, p.txn, p.seq, p.entity, p.date,"  # noqa: S608 - our own text
        " coalesce(c.unapplied, p.account) AS account, p.cents, p.name_type, p.name, p.item,"
        " p.quantity, p.department, p.class, p.memo, p.rate, p.base, p.own, p.customer"
        " FROM posting p LEFT JOIN temp.cash_account c ON c.account = p.account"
        " WHERE p.realm = ?1 AND (p.txn NOT IN (SELECT txn FROM temp.cash_control)"
        f" OR {advance})",
        realm,
    )
    # The first line takes what rounding leaves, so that the lines come to the control's share.
    share = _share("p.cents")
    store.rows(
        "INSERT INTO temp.cash_posting"  # noqa: S608 - our own text
        " SELECT p.realm, p.txn, p.seq, p.entity, e.date, p.account,"
        f" {share} + CASE WHEN p.seq = f.seq THEN"
        f" - e.moved - (SELECT SUM({share}) FROM posting p"
        " LEFT JOIN temp.cash_account c ON c.account = p.account"
        f" WHERE p.realm = ?1 AND p.txn = e.txn AND {kept}) ELSE 0 END,"
        " p.name_type, p.name, p.item, p.quantity, p.department, p.class, p.memo, p.rate,"
        f" {_share('p.base')}, {_share('p.own')}, p.customer"
        " FROM temp.cash_event e JOIN posting p ON p.realm = ?1 AND p.txn = e.txn"
        " JOIN (SELECT p.txn, MIN(p.seq) AS seq FROM temp.cash_control k"
        "   JOIN posting p ON p.realm = ?1 AND p.txn = k.txn"
        f"   LEFT JOIN temp.cash_account c ON c.account = p.account WHERE {kept}"
        "   GROUP BY p.txn) f ON f.txn = e.txn"
        f" LEFT JOIN temp.cash_account c ON c.account = p.account WHERE {kept}",
        realm,
    )
    store.rows(
        "INSERT INTO temp.cash_posting"
        " SELECT p.realm, p.txn, p.seq, p.entity, e.date, e.unapplied,"
        " e.moved, p.name_type, p.name, '', '', p.department, p.class, p.memo, '',"
        " 0, 0, ''"
        " FROM temp.cash_event e JOIN posting p ON p.realm = ?1 AND p.txn = e.txn AND p.seq ="
        " (SELECT MIN(q.seq) FROM posting q JOIN temp.cash_account c ON c.account = q.account"
        "  WHERE q.realm = ?1 AND q.txn = e.txn) AND e.unapplied <> ''",
        realm,
    )


def shares(company: Company) -> Mapping[str, list[tuple[str, Decimal]]]:
    """Return what share of each form counts on which day, of those that count as they settle."""
    found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for txn, day, part, whole in company.store.rows(
        "SELECT txn, date, part, whole FROM temp.cash_event"
    ):
        found[txn].append((day, Decimal(part) / whole))
    return found


def drop(company: Company) -> None:
    """Forget the tables."""
    for table in ("cash_posting", "cash_event", "cash_control", "cash_advance", "cash_account"):
        company.store.rows(f"DROP TABLE IF EXISTS temp.{table}")


def _share(amount: str) -> str:
    """SQL for the part of an amount that an event adds: what is settled, less what was before."""
    return f"({_until(amount, 'e.upto')} - {_until(amount, 'e.upto - e.part')})"


def _until(amount: str, settled: str) -> str:
    return (
        f"CASE WHEN {settled} >= e.whole THEN {amount}"
        f" ELSE CAST(round({amount} * 1.0 * ({settled}) / e.whole) AS INTEGER) END"
    )
