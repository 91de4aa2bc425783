-- What is known of a pairing that became a project: values by point, meetings after the session by day (both JSON), and
-- the organisation that worked on the need before. Folded from the ops.
ALTER TABLE pairing ADD COLUMN points TEXT NOT NULL DEFAULT '{}';
ALTER TABLE pairing ADD COLUMN met TEXT NOT NULL DEFAULT '{}';
ALTER TABLE pairing ADD COLUMN predecessor TEXT NOT NULL DEFAULT '';
