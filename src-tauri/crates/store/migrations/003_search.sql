-- Finding messages by what is in them. The index holds no second copy of a text;
-- `message_numbers` leads from its rows back to the messages. Trigrams find a
-- part of a word, and words of languages that are written without spaces.
CREATE TABLE message_numbers (
    number     INTEGER NOT NULL PRIMARY KEY,
    account_id TEXT    NOT NULL,
    event_id   TEXT    NOT NULL,
    UNIQUE (account_id, event_id)
) STRICT;
CREATE VIRTUAL TABLE message_words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');

INSERT INTO message_numbers (account_id, event_id) SELECT account_id, event_id FROM messages;
INSERT INTO message_words (rowid, text)
SELECT n.number, m.text FROM message_numbers n JOIN messages m USING (account_id, event_id);

CREATE TRIGGER new_messages_are_found AFTER INSERT ON messages
BEGIN
    INSERT INTO message_numbers (account_id, event_id) VALUES (new.account_id, new.event_id);
    INSERT INTO message_words (rowid, text)
    SELECT number, new.text FROM message_numbers WHERE account_id = new.account_id AND event_id = new.event_id;
END;
CREATE TRIGGER changed_messages_are_found AFTER UPDATE OF text ON messages
BEGIN
    UPDATE message_words SET text = new.text
     WHERE rowid = (SELECT number FROM message_numbers WHERE account_id = old.account_id AND event_id = old.event_id);
END;
CREATE TRIGGER removed_messages_are_not_found AFTER DELETE ON messages
BEGIN
    DELETE FROM message_words
     WHERE rowid = (SELECT number FROM message_numbers WHERE account_id = old.account_id AND event_id = old.event_id);
    DELETE FROM message_numbers WHERE account_id = old.account_id AND event_id = old.event_id;
END;

-- The language in which one writes here, as a BCP 47 tag; NULL: the system's.
ALTER TABLE conversations ADD COLUMN language TEXT;
