-- What came with version 2, one section for each part of the program.

-- What is prepared for a session is recorded thing by thing; the rows are folded anew.

DELETE FROM session;
DROP TABLE need;
DROP TABLE organisation;
DROP TABLE attendee;
DROP TABLE patent;

CREATE TABLE need(                      -- body: the whole row as JSON, as in session
  session TEXT NOT NULL, number TEXT NOT NULL, place INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  title TEXT NOT NULL, hospital TEXT NOT NULL, department TEXT NOT NULL, problem TEXT NOT NULL, wanted TEXT NOT NULL,
  presenter TEXT NOT NULL, device_class TEXT, disclosure TEXT, patent_status TEXT, body TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, number)) STRICT, WITHOUT ROWID;
CREATE TABLE organisation(
  session TEXT NOT NULL, number TEXT NOT NULL, place INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  name TEXT NOT NULL, kana TEXT NOT NULL, short TEXT NOT NULL, kinds TEXT NOT NULL, prefecture TEXT NOT NULL,
  city TEXT NOT NULL, corporate_no TEXT NOT NULL, mah_no TEXT NOT NULL, body TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, number)) STRICT, WITHOUT ROWID;
CREATE TABLE attendee(
  session TEXT NOT NULL, number TEXT NOT NULL, place INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  org TEXT NOT NULL, name TEXT NOT NULL, kana TEXT NOT NULL, dept TEXT NOT NULL, title TEXT NOT NULL, role TEXT,
  email TEXT NOT NULL, tel TEXT NOT NULL, body TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, number)) STRICT, WITHOUT ROWID;
CREATE TABLE patent(
  session TEXT NOT NULL, number TEXT NOT NULL, place INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  title TEXT NOT NULL, applicants TEXT NOT NULL, stage TEXT NOT NULL, pub_date TEXT, url TEXT NOT NULL,
  body TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, number)) STRICT, WITHOUT ROWID;

-- Who wrote it: an undo looks for the actions of one laptop.
DROP INDEX action_on;
DROP INDEX action_own;
DROP INDEX action_undo;
CREATE INDEX action_on ON action(device, actor, hlc, seq) WHERE undoable = 1 AND off = 0;
CREATE INDEX action_own ON action(device, actor, hlc, seq) WHERE undoable = 1;
CREATE INDEX action_undo ON action(device, actor, hlc, seq) WHERE undoable = 0 AND off = 0;

CREATE TABLE signature(                 -- who says that a stream is what it is up to an op: the newest one of each stream
  device BLOB NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL,
  sig    BLOB NOT NULL CHECK(length(sig) = 128),     -- both public keys and the signature
  PRIMARY KEY(device, scope)) STRICT, WITHOUT ROWID;
-- Conflicts: how far what was stated of a thing has come (src/domain/conflict.rs). Folded from the ops.
CREATE TABLE head(
  entity TEXT PRIMARY KEY, session TEXT NOT NULL,
  tips TEXT NOT NULL,                   -- JSON: the ops of each field that no other op replaces
  conflicts TEXT                        -- JSON: where people stated different things; NULL where they did not
  ) STRICT, WITHOUT ROWID;
CREATE INDEX head_conflicts ON head(session) WHERE conflicts IS NOT NULL;
