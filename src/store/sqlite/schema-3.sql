-- A day that somebody stated moves with nothing.
ALTER TABLE task ADD COLUMN due_stated INTEGER NOT NULL DEFAULT 0 CHECK (due_stated IN (0, 1));
