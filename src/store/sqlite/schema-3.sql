-- What came with version 3, one section for each part of the program.

-- Numbers of files: what each laptop means by one. Folded from the ops (src/domain/meaning.rs).
ALTER TABLE op ADD COLUMN said TEXT;    -- the entity as its author wrote it, where the key in `entity` is another
CREATE TABLE meaning(
  session TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
  device BLOB NOT NULL, mark TEXT NOT NULL,
  hlc INTEGER NOT NULL, seq INTEGER NOT NULL,    -- with the device: when its files first said so
  shared INTEGER NOT NULL,                       -- 1: another laptop means another thing
  PRIMARY KEY(session, kind, number, device)) STRICT, WITHOUT ROWID;
CREATE INDEX meaning_shared ON meaning(session) WHERE shared = 1;

-- Erasures are looked for at every start and every commit that names somebody. (A partial index is used only where the
-- query says its condition word for word.)
CREATE INDEX op_erasure ON op(kind) WHERE kind = 'content-erased';
-- The list of sessions counts the open tasks of each.
CREATE INDEX task_open ON task(session) WHERE status NOT IN ('完了', '不要', '中止');
-- Needs that are not presented in their turn: JSON, 後回し or 欠席 by number.
ALTER TABLE progress ADD COLUMN aside TEXT NOT NULL DEFAULT '{}';
-- Ops whose date is not the one of their clock: a log asks for those of its streams.
CREATE INDEX op_dated ON op(sid, seq) WHERE instr(coalesce(body, instead), '"at":') > 0;

-- Tasks whose day somebody stated: it moves with nothing.
CREATE TABLE task_due_stated (task TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
