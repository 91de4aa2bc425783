-- What came with version 3, one section for each part of the program.

-- Needs that are not presented in their turn: JSON, 後回し or 欠席 by number.
ALTER TABLE progress ADD COLUMN aside TEXT NOT NULL DEFAULT '{}';
