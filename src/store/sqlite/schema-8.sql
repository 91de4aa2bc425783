-- What came with version 8, one section for each part of the program.

-- Ops that name a person by number: who is in the record is asked for without reading all others. (A partial index is used
-- only where the query says its condition word for word: src/store/sqlite/privacy/naming.rs.)
CREATE INDEX op_person ON op(ord) WHERE instr(coalesce(body, instead), '"person"') > 0
  AND instr(coalesce(body, instead), '"person":null') = 0;

-- What is known of a pairing that became a project: values by point, meetings after the session by day (both JSON), and
-- the organisation that worked on the need before. Folded from the ops.
ALTER TABLE pairing ADD COLUMN points TEXT NOT NULL DEFAULT '{}';
ALTER TABLE pairing ADD COLUMN met TEXT NOT NULL DEFAULT '{}';
ALTER TABLE pairing ADD COLUMN predecessor TEXT NOT NULL DEFAULT '';
