-- What came with version 6, one section for each part of the program.

-- Counterpart, document and days of a task: JSON.
ALTER TABLE task ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

-- Rules that somebody set aside for a need or a pairing, and why. Folded from the ops.
CREATE TABLE waiver(
  session TEXT NOT NULL, need TEXT NOT NULL, org TEXT NOT NULL, rule TEXT NOT NULL,
  reason TEXT NOT NULL, waived INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, need, org, rule)) STRICT, WITHOUT ROWID;
