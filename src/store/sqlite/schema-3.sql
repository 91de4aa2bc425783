-- Tasks whose day somebody stated: it moves with nothing.
CREATE TABLE task_due_stated (
    task TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
