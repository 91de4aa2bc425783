-- What came with version 5, one section for each part of the program.

-- Meetings of a need with an organisation: when, where, what came of them. Folded from the ops.
CREATE TABLE meeting(
  session TEXT NOT NULL, need TEXT NOT NULL, org TEXT NOT NULL,
  seat TEXT NOT NULL,                   -- JSON: time, table, badges; null where it has no place
  fixed INTEGER NOT NULL, because TEXT NOT NULL,
  outcome TEXT, absent TEXT NOT NULL,   -- JSON: the side that did not come, or null
  note TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, need, org)) STRICT, WITHOUT ROWID;
