-- What came with version 3, one section for each part of the program.

-- Ops whose date is not the one of their clock: a log asks for those of its streams.
CREATE INDEX op_dated ON op(sid, seq) WHERE instr(coalesce(body, instead), '"at":') > 0;
