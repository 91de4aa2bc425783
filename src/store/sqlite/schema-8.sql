-- What came with version 8, one section for each part of the program.

-- Ops that name a person by number: who is in the record is asked for without reading all others. (A partial index is used
-- only where the query says its condition word for word: src/store/sqlite/privacy/naming.rs.)
CREATE INDEX op_person ON op(ord) WHERE instr(coalesce(body, instead), '"person"') > 0
  AND instr(coalesce(body, instead), '"person":null') = 0;
