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
