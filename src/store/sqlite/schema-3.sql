-- What came with version 3.

-- Erasures are looked for at every start and every commit that names somebody. (A partial index is used only where the
-- query says its condition word for word.)
CREATE INDEX op_erasure ON op(kind) WHERE kind = 'content-erased';
-- The list of sessions counts the open tasks of each.
CREATE INDEX task_open ON task(session) WHERE status NOT IN ('完了', '不要', '中止');
