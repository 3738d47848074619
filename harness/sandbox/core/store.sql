-- Everything the emulator remembers. A company's tables have its realm first,
-- so that dropping, copying and resetting a company need no list of their columns.

CREATE TABLE IF NOT EXISTS realm (
  id TEXT PRIMARY KEY, preset TEXT NOT NULL, choices TEXT NOT NULL DEFAULT '{}');

-- The records as they are answered. `sort` is the default order of a list,
-- `updated` (seconds) that of transactions, `number` the id where it is one.
CREATE TABLE IF NOT EXISTS record (
  realm TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL,
  sort TEXT, active INTEGER NOT NULL, updated INTEGER NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS record_id ON record (realm, entity, id);
CREATE INDEX IF NOT EXISTS record_number ON record (realm, entity, number);
CREATE INDEX IF NOT EXISTS record_sort ON record (realm, entity, sort);
CREATE INDEX IF NOT EXISTS record_updated ON record (realm, entity, updated, number);

-- Where a record is found by the value of an indexed field.
CREATE TABLE IF NOT EXISTS entry (
  realm TEXT NOT NULL, entity TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
  id TEXT NOT NULL, PRIMARY KEY (realm, entity, field, value, id)) WITHOUT ROWID;

-- What was deleted, for change data capture.
CREATE TABLE IF NOT EXISTS removed (
  realm TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, updated INTEGER NOT NULL,
  stamp TEXT NOT NULL, PRIMARY KEY (realm, entity, id)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sequence (
  realm TEXT NOT NULL, name TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (realm, name));

-- The answers that a repeated requestid gets again; `sent` is a hash of what was
-- asked, `made` the second of it.
CREATE TABLE IF NOT EXISTS answer (
  realm TEXT NOT NULL, requestid TEXT NOT NULL, sent TEXT NOT NULL, body TEXT NOT NULL,
  made INTEGER NOT NULL,
  PRIMARY KEY (realm, requestid));

-- The double-entry ledger: cents of the home currency, debits positive. The
-- rows of one transaction sum to zero; `own` is the same in its currency, `customer`
-- whose cost a purchase's line is.
CREATE TABLE IF NOT EXISTS posting (
  realm TEXT NOT NULL, txn TEXT NOT NULL, seq INTEGER NOT NULL, entity TEXT NOT NULL,
  date TEXT NOT NULL, account TEXT NOT NULL, cents INTEGER NOT NULL, name_type TEXT NOT NULL,
  name TEXT NOT NULL, item TEXT NOT NULL, quantity TEXT NOT NULL, department TEXT NOT NULL,
  class TEXT NOT NULL, memo TEXT NOT NULL, rate TEXT NOT NULL, base INTEGER NOT NULL,
  own INTEGER NOT NULL, customer TEXT NOT NULL,
  PRIMARY KEY (realm, txn, seq)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS posting_account ON posting (realm, account, date, cents);
CREATE INDEX IF NOT EXISTS posting_item ON posting (realm, item, date) WHERE item <> '';

-- Which entries move stock: units in at the entry's cost ('in'), or units whose
-- cost is found first in, first out, and stands in the entry behind ('priced').
CREATE TABLE IF NOT EXISTS movement (
  realm TEXT NOT NULL, item TEXT NOT NULL, date TEXT NOT NULL, txn TEXT NOT NULL,
  seq INTEGER NOT NULL, quantity TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (realm, item, date, txn, seq)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS movement_txn ON movement (realm, txn);

-- Running sums of the ledger: of accounts, and of names over A/R and A/P.
CREATE TABLE IF NOT EXISTS balance (
  realm TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, cents INTEGER NOT NULL,
  PRIMARY KEY (realm, kind, id)) WITHOUT ROWID;

-- Which transaction settles which, in cents of the transactions' currency; a
-- link that moves nothing (an estimate's invoice) has zero. `shown` is the
-- TxnType under which the target shows the source.
CREATE TABLE IF NOT EXISTS link (
  realm TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, source_entity TEXT NOT NULL,
  target_entity TEXT NOT NULL, shown TEXT NOT NULL, cents INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (realm, source, target)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_target ON link (realm, target, seq);

-- What was sent by e-mail, or would have been.
CREATE TABLE IF NOT EXISTS mail (
  realm TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, recipient TEXT NOT NULL,
  entity TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (realm, number));

-- The bytes of attachments.
CREATE TABLE IF NOT EXISTS blob (
  realm TEXT NOT NULL, id TEXT NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY (realm, id)) WITHOUT ROWID;

-- Webhooks: where an app is told of what happens, and what it is still to be told.
CREATE TABLE IF NOT EXISTS hook (
  client_id TEXT PRIMARY KEY, url TEXT NOT NULL, verifier TEXT NOT NULL, form TEXT NOT NULL,
  entities TEXT NOT NULL, blocked INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS event (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- never twice: clients know events by it
  client_id TEXT NOT NULL, realm TEXT NOT NULL, entity TEXT NOT NULL,
  id TEXT NOT NULL, operation TEXT NOT NULL, stamp TEXT NOT NULL, due REAL NOT NULL,
  attempts INTEGER NOT NULL);

-- OAuth: the apps, what a person consented to, and the codes and tokens of a
-- consent; a refresh token that was `replaced` is good for its grace only.
CREATE TABLE IF NOT EXISTS app (
  client_id TEXT PRIMARY KEY, secret TEXT NOT NULL, redirects TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS consent (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL, realm TEXT NOT NULL, scopes TEXT NOT NULL,
  started REAL NOT NULL, hard_expires REAL NOT NULL);
CREATE TABLE IF NOT EXISTS credential (
  value TEXT PRIMARY KEY, kind TEXT NOT NULL, consent TEXT NOT NULL, issued REAL NOT NULL,
  expires REAL NOT NULL, replaced REAL, redirect TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS credential_consent ON credential (consent);
