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

-- How many messages of a customer nobody has seen, kept in step: a list of
-- conversations, and the opening of a long one, count nothing.
ALTER TABLE conversations ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET unread = (SELECT count(*) FROM messages m WHERE m.account_id = conversations.account_id
    AND m.customer_id = conversations.customer_id AND m.direction = 'in' AND m.at > conversations.seen_at);
CREATE TRIGGER what_comes_is_unread AFTER INSERT ON messages WHEN new.direction = 'in'
BEGIN
    UPDATE conversations SET unread = unread + 1
     WHERE account_id = new.account_id AND customer_id = new.customer_id AND seen_at < new.at;
END;
CREATE TRIGGER what_goes_is_not_unread AFTER DELETE ON messages WHEN old.direction = 'in'
BEGIN
    UPDATE conversations SET unread = unread - 1
     WHERE account_id = old.account_id AND customer_id = old.customer_id AND seen_at < old.at;
END;
CREATE TRIGGER a_new_conversation_is_counted AFTER INSERT ON conversations
BEGIN
    UPDATE conversations SET unread = (SELECT count(*) FROM messages m WHERE m.account_id = new.account_id
        AND m.customer_id = new.customer_id AND m.direction = 'in' AND m.at > new.seen_at)
     WHERE account_id = new.account_id AND customer_id = new.customer_id;
END;
CREATE TRIGGER what_was_seen_is_not_unread AFTER UPDATE OF seen_at ON conversations
BEGIN
    UPDATE conversations SET unread = (SELECT count(*) FROM messages m WHERE m.account_id = new.account_id
        AND m.customer_id = new.customer_id AND m.direction = 'in' AND m.at > new.seen_at)
     WHERE account_id = new.account_id AND customer_id = new.customer_id;
END;
