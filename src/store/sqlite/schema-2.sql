-- What came with version 2, one section for each part of the program.

-- Conflicts: how far what was stated of a thing has come (src/domain/conflict.rs). Folded from the ops.
CREATE TABLE head(
  entity TEXT PRIMARY KEY, session TEXT NOT NULL,
  tips TEXT NOT NULL,                   -- JSON: the ops of each field that no other op replaces
  conflicts TEXT                        -- JSON: where people stated different things; NULL where they did not
  ) STRICT, WITHOUT ROWID;
CREATE INDEX head_conflicts ON head(session) WHERE conflicts IS NOT NULL;
