-- What came with version 4, one section for each part of the program.

-- The day itself: who came, what everybody wants, what the hospitals answer. Folded from the ops.
CREATE TABLE attendance(
  session TEXT NOT NULL, badge TEXT NOT NULL,
  presence TEXT NOT NULL, arrived_at TEXT, left_at TEXT,
  papers TEXT NOT NULL,                 -- JSON: by name, whether it is done and since when
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, badge)) STRICT, WITHOUT ROWID;
CREATE TABLE interest(
  session TEXT NOT NULL, badge TEXT NOT NULL, need TEXT NOT NULL,
  level TEXT, source TEXT NOT NULL, at TEXT NOT NULL, comment TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, badge, need)) STRICT, WITHOUT ROWID;
CREATE TABLE reply(
  session TEXT NOT NULL, need TEXT NOT NULL, org TEXT NOT NULL,
  verdict TEXT, reason TEXT NOT NULL, by TEXT, at TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, need, org)) STRICT, WITHOUT ROWID;
-- Needs presented together with the current one: JSON.
ALTER TABLE progress ADD COLUMN together TEXT NOT NULL DEFAULT '[]';
-- What each person of a pairing was recorded with: JSON, level and time by badge.
ALTER TABLE pairing ADD COLUMN said TEXT NOT NULL DEFAULT '{}';

-- Keys of things that stand under another number now, and the key they have. Folded from the ops (src/domain/meaning.rs).
CREATE TABLE moved(
  session TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, now TEXT NOT NULL,
  PRIMARY KEY(session, kind, number)) STRICT, WITHOUT ROWID;
