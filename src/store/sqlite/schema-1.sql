-- The ops are the truth (src/store/chain.rs has the hash format). UUIDs are 16 bytes, clocks are
-- milliseconds since 1970 times 65536 plus a counter, words are the codes of src/domain/code.rs.

CREATE TABLE stream(                    -- one hash chain per incarnation of a laptop and compartment
  sid    INTEGER PRIMARY KEY,
  device BLOB NOT NULL CHECK(length(device) = 16),
  scope  TEXT NOT NULL,                 -- session id, or '' for what belongs to no session
  seq    INTEGER NOT NULL,              -- its newest op
  hash   BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(device, scope)) STRICT;

CREATE TABLE op(
  ord    INTEGER PRIMARY KEY,           -- order of arrival in this file; no identity
  sid    INTEGER NOT NULL REFERENCES stream(sid),
  seq    INTEGER NOT NULL CHECK(seq > 0),
  v      INTEGER NOT NULL,              -- format of the op
  id     BLOB NOT NULL CHECK(length(id) = 16),
  hlc    INTEGER NOT NULL CHECK(hlc >= 0),
  actor  TEXT NOT NULL,
  action BLOB NOT NULL CHECK(length(action) = 16),
  entity TEXT NOT NULL,
  kind   TEXT NOT NULL,
  salt   BLOB CHECK(length(salt) = 16),
  body   TEXT,                          -- JSON; NULL after an erasure
  instead TEXT,                         -- JSON that stands in for an erased body, without the person
  body_hash BLOB NOT NULL CHECK(length(body_hash) = 32),
  hash   BLOB NOT NULL CHECK(length(hash) = 32),
  CHECK((salt IS NULL) = (body IS NULL)),
  UNIQUE(sid, seq)) STRICT;
CREATE INDEX op_entity ON op(entity, hlc);
CREATE INDEX op_action ON op(action);
CREATE INDEX op_hlc ON op(hlc);
CREATE INDEX op_undo ON op(kind) WHERE kind = 'action-undone';

CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE note(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;  -- drafts; not shared

CREATE TABLE waiting(                   -- ops that came before the one they follow; taken in when that one comes
  device BLOB NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY(device, scope, seq, hash)) STRICT, WITHOUT ROWID;

-- From here on everything is folded from the ops and may be rebuilt at any time.

CREATE TABLE action(                    -- one key press of a user
  id     BLOB PRIMARY KEY,
  actor  TEXT NOT NULL,
  hlc    INTEGER NOT NULL, device BLOB NOT NULL, seq INTEGER NOT NULL,   -- its first op
  undoable INTEGER NOT NULL,
  off    INTEGER NOT NULL               -- switched off by an undo
  ) STRICT, WITHOUT ROWID;
CREATE INDEX action_on ON action(actor, hlc, device, seq) WHERE undoable = 1 AND off = 0;
CREATE INDEX action_own ON action(actor, hlc, device, seq) WHERE undoable = 1;
CREATE INDEX action_undo ON action(actor, hlc, device, seq) WHERE undoable = 0 AND off = 0;

CREATE TABLE undoing(                   -- which action switches which one off
  target BLOB NOT NULL, action BLOB NOT NULL,
  PRIMARY KEY(target, action)) STRICT, WITHOUT ROWID;
CREATE INDEX undoing_action ON undoing(action);

CREATE TABLE erasure(                   -- which payloads are gone; applied again to whatever brings them back
  device BLOB NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL, instead TEXT NOT NULL,
  PRIMARY KEY(device, scope, seq)) STRICT, WITHOUT ROWID;

CREATE TABLE session(
  id TEXT PRIMARY KEY, title TEXT NOT NULL, held_on TEXT NOT NULL, venue TEXT NOT NULL,
  body TEXT NOT NULL,                   -- all that was prepared, as JSON
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE need(
  session TEXT NOT NULL, position INTEGER NOT NULL, no TEXT NOT NULL, title TEXT NOT NULL,
  hospital TEXT NOT NULL, department TEXT NOT NULL, problem TEXT NOT NULL, wanted TEXT NOT NULL,
  presenter TEXT NOT NULL, device_class TEXT, disclosure TEXT, patent_status TEXT,
  PRIMARY KEY(session, position)) STRICT, WITHOUT ROWID;
CREATE TABLE organisation(
  session TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kana TEXT NOT NULL,
  short TEXT NOT NULL, kinds TEXT NOT NULL, prefecture TEXT NOT NULL, city TEXT NOT NULL,
  corporate_no TEXT NOT NULL, mah_no TEXT NOT NULL,
  PRIMARY KEY(session, position)) STRICT, WITHOUT ROWID;
CREATE TABLE attendee(
  session TEXT NOT NULL, position INTEGER NOT NULL, badge TEXT NOT NULL, org TEXT NOT NULL, name TEXT NOT NULL,
  kana TEXT NOT NULL, dept TEXT NOT NULL, title TEXT NOT NULL, role TEXT, email TEXT NOT NULL, tel TEXT NOT NULL,
  PRIMARY KEY(session, position)) STRICT, WITHOUT ROWID;
CREATE TABLE patent(
  session TEXT NOT NULL, position INTEGER NOT NULL, doc_no TEXT NOT NULL, title TEXT NOT NULL,
  applicants TEXT NOT NULL, stage TEXT NOT NULL, pub_date TEXT, url TEXT NOT NULL,
  PRIMARY KEY(session, position)) STRICT, WITHOUT ROWID;

CREATE TABLE progress(
  session TEXT PRIMARY KEY, current TEXT, since TEXT, presented TEXT NOT NULL,   -- JSON list of need numbers
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE pairing(
  id TEXT PRIMARY KEY, session TEXT NOT NULL, need TEXT NOT NULL, org TEXT NOT NULL,
  level TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, status_on TEXT, note TEXT NOT NULL,
  next_hospital TEXT NOT NULL, next_hospital_on TEXT, next_company TEXT NOT NULL, next_company_on TEXT,
  recorded_at TEXT NOT NULL, coordinator TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX pairing_session ON pairing(session, need);
CREATE TABLE pairing_person(
  pairing TEXT NOT NULL, position INTEGER NOT NULL, badge TEXT NOT NULL,
  PRIMARY KEY(pairing, position)) STRICT, WITHOUT ROWID;

CREATE TABLE task(
  id TEXT PRIMARY KEY, session TEXT NOT NULL, need TEXT NOT NULL, org TEXT NOT NULL, template TEXT NOT NULL,
  title_ja TEXT NOT NULL, title_en TEXT NOT NULL, owner_side TEXT NOT NULL, status TEXT NOT NULL,
  due_on TEXT NOT NULL, note TEXT NOT NULL, done_on TEXT, opened_at TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX task_session ON task(session);
CREATE INDEX task_open_due ON task(due_on) WHERE status NOT IN ('完了', '不要', '中止');
CREATE TABLE task_dependency(
  task TEXT NOT NULL, position INTEGER NOT NULL, depends_on TEXT NOT NULL,
  PRIMARY KEY(task, position)) STRICT, WITHOUT ROWID;

CREATE TABLE memo(
  session TEXT NOT NULL, id TEXT NOT NULL, need TEXT, text TEXT NOT NULL, written_at TEXT NOT NULL, actor TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, id)) STRICT, WITHOUT ROWID;
CREATE TABLE tie(
  session TEXT NOT NULL, need TEXT NOT NULL, doc TEXT NOT NULL, relation TEXT NOT NULL, title TEXT NOT NULL,
  tied_at TEXT NOT NULL,
  rev_hlc INTEGER NOT NULL, rev_device BLOB NOT NULL, rev_seq INTEGER NOT NULL,
  PRIMARY KEY(session, need, doc)) STRICT, WITHOUT ROWID;
