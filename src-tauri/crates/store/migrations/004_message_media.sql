-- Pictures and films that came with messages: where each is, and our copy of it.
-- Messages that were kept before have none here; their `attachment` names what
-- they carry.
CREATE TABLE message_media (
    account_id TEXT    NOT NULL,
    event_id   TEXT    NOT NULL,
    media_id   TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('photo', 'animated_gif', 'video')),
    address    TEXT,
    picture_id TEXT    REFERENCES pictures (id),
    width      INTEGER,          -- of our copy, in pixels
    height     INTEGER,
    fetched_at INTEGER,          -- set without a picture: there was none to be had
    PRIMARY KEY (account_id, event_id),
    FOREIGN KEY (account_id, event_id) REFERENCES messages (account_id, event_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX media_to_fetch ON message_media (account_id, event_id) WHERE fetched_at IS NULL;
