-- The picture that goes along with a reply, or is to, with its size in pixels.
ALTER TABLE replies ADD COLUMN picture_id TEXT REFERENCES pictures (id);
ALTER TABLE replies ADD COLUMN picture_width INTEGER;
ALTER TABLE replies ADD COLUMN picture_height INTEGER;
ALTER TABLE drafts ADD COLUMN picture_id TEXT REFERENCES pictures (id);
ALTER TABLE drafts ADD COLUMN picture_width INTEGER;
ALTER TABLE drafts ADD COLUMN picture_height INTEGER;

-- How far a reply's picture has come to the network: how often that went wrong in
-- a row, and the medium that may be used, in the way in which it was uploaded.
CREATE TABLE uploads (
    reply_id    TEXT    NOT NULL PRIMARY KEY REFERENCES replies (id) ON DELETE CASCADE,
    failures    INTEGER NOT NULL,
    media_id    TEXT,
    way         TEXT,
    uploaded_at INTEGER,
    is_ready    INTEGER CHECK (is_ready IN (0, 1)),
    CHECK ((media_id IS NULL) = (way IS NULL) AND (way IS NULL) = (uploaded_at IS NULL) AND (uploaded_at IS NULL) = (is_ready IS NULL))
) STRICT, WITHOUT ROWID;

-- The medium that an attempt carried: what was sent has to be known to be found
-- again.
ALTER TABLE attempts ADD COLUMN media_id TEXT;

-- What a reading left stands in read_gaps.
ALTER TABLE accounts DROP COLUMN backlog;

-- Who may leave next is read off this index alone.
DROP INDEX replies_by_state;
CREATE INDEX replies_by_state ON replies (state_name, free_until, place, account_id, customer_id);

-- Messages that were read by themselves, before the list of all messages came to
-- them: no sign of how far the list was read. The list takes them out again.
CREATE TABLE read_ahead (
    account_id TEXT NOT NULL,
    event_id   TEXT NOT NULL,
    PRIMARY KEY (account_id, event_id),
    FOREIGN KEY (account_id, event_id) REFERENCES messages (account_id, event_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
