-- What came with version 7, one section for each part of the program.

-- Letters that were written to somebody. Folded from the ops.
CREATE TABLE letter(
  session TEXT NOT NULL, template TEXT NOT NULL, org TEXT NOT NULL, person TEXT NOT NULL,
  dated TEXT NOT NULL, times INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, template, org, person)) STRICT, WITHOUT ROWID;
