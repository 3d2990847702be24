-- What a portrait was cut from, so that it can be cut again: the working copy
-- (at most 1,600 px, without metadata) and the square, in its pixels.
ALTER TABLE looks ADD COLUMN source_id TEXT REFERENCES pictures (id);
ALTER TABLE looks ADD COLUMN crop TEXT; -- JSON: x, y, size

-- A look's own, shorter line for one network.
CREATE TABLE look_lines (
    look_id TEXT NOT NULL REFERENCES looks (id),
    network TEXT NOT NULL,
    line    TEXT NOT NULL,
    PRIMARY KEY (look_id, network)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER own_lines_are_immutable BEFORE UPDATE ON look_lines
BEGIN SELECT RAISE(ABORT, 'a look never changes'); END;

-- What the brand notes about a persona; no customer sees it.
ALTER TABLE personas ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE personas ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE personas ADD COLUMN consent TEXT NOT NULL DEFAULT '';
ALTER TABLE personas ADD COLUMN speakers TEXT NOT NULL DEFAULT '{"who":"everybody"}';
ALTER TABLE personas ADD COLUMN archived_at INTEGER;

-- When the request left that is to create it: by this and its line a look whose
-- publishing is in doubt is found in the network's list.
ALTER TABLE published_looks ADD COLUMN begun_at INTEGER;
UPDATE published_looks SET begun_at = updated_at;

-- When a complete list was first read in which a look in doubt was missing.
ALTER TABLE published_looks ADD COLUMN missed_at INTEGER;

-- What customers saw of a look.
CREATE INDEX messages_of_look ON messages (look_id) WHERE look_id IS NOT NULL;

-- What was chosen for this desk, one JSON value a key.
CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
