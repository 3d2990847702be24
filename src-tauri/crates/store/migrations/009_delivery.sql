-- How an account delivers (JSON, what was never chosen is left out), and what
-- its pace depends on: when its last attempt began, and when the network last
-- took it for automation.
ALTER TABLE accounts ADD COLUMN delivery TEXT NOT NULL DEFAULT '{}';
ALTER TABLE accounts ADD COLUMN attempted_at INTEGER;
ALTER TABLE accounts ADD COLUMN suspected_at INTEGER;

-- Marks of what was kept of a conversation, in the order of keeping: they say
-- what somebody had seen, whatever the clocks said. They only grow.
ALTER TABLE conversations ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN kept_mark INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_from_elsewhere ON messages (account_id, customer_id, kept_mark) WHERE reply_id IS NULL;

-- The place in a lane: the order of pressing Send, unless a person let others go
-- first, or the reply joined at a time of its own. How far its author had seen
-- the conversation, and since when it counts as looked at.
ALTER TABLE replies ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE replies ADD COLUMN seen_mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE replies ADD COLUMN looked_at INTEGER NOT NULL DEFAULT 0;
UPDATE replies SET place = seq, looked_at = released_at,
    seen_mark = coalesce((SELECT c.kept FROM conversations c
        WHERE c.account_id = replies.account_id AND c.customer_id = replies.customer_id), 0);
DROP INDEX unsettled;
CREATE INDEX unsettled ON replies (place) WHERE state_name NOT IN ('sent', 'discarded', 'draft');
CREATE INDEX places ON replies (place);

-- Budgets that all accounts of one app share; the app by a fingerprint.
ALTER TABLE spends ADD COLUMN app TEXT;
CREATE INDEX spends_of_app ON spends (app, route, at) WHERE app IS NOT NULL;

-- What the network itself said last about a route of an account: so many uses
-- are left before it counts anew.
CREATE TABLE route_words (
    account_id TEXT    NOT NULL REFERENCES accounts (id),
    route      TEXT    NOT NULL,
    remaining  INTEGER NOT NULL,
    resets_at  INTEGER NOT NULL,
    heard_at   INTEGER NOT NULL,
    PRIMARY KEY (account_id, route)
) STRICT, WITHOUT ROWID;

-- When the replies to a customer stop being free: who is nearest to it goes
-- first. The last moment there is, where none is free.
ALTER TABLE replies ADD COLUMN free_until INTEGER NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX replies_by_state ON replies (state_name, free_until, place);
CREATE INDEX lanes_in_order ON replies (account_id, customer_id, place) WHERE state_name NOT IN ('sent', 'discarded', 'draft');
CREATE INDEX due_replies ON replies (due_at) WHERE due_at IS NOT NULL;

-- Customers who were forgotten, so that what the network still lists of them is
-- not kept again: a salted hash of the id, and up to when they are not heard.
-- The marks go after forty days.
CREATE TABLE forgotten (
    account_id TEXT    NOT NULL,
    mark       TEXT    NOT NULL,
    until      INTEGER NOT NULL,
    PRIMARY KEY (account_id, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE forgetting_salt (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    salt BLOB    NOT NULL
) STRICT;

-- What was read back of attempts in doubt (JSON), the messages that may be it,
-- and what the readings taught: the network's word for this desk's app, and when
-- another desk of it spoke last.
CREATE TABLE doubt_reads (
    attempt_id TEXT    NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    nth        INTEGER NOT NULL,
    reading    TEXT    NOT NULL,
    candidates INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, nth)
) STRICT, WITHOUT ROWID;
CREATE TABLE doubt_candidates (
    attempt_id TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    event_id   TEXT NOT NULL,
    seen       TEXT NOT NULL,
    PRIMARY KEY (attempt_id, event_id)
) STRICT, WITHOUT ROWID;
ALTER TABLE accounts ADD COLUMN own_app TEXT;
ALTER TABLE accounts ADD COLUMN neighbour_at INTEGER;

-- What of an account's list of messages was not read, newest first: everything
-- up to read_top was read or lies in one of these spans (both ends included).
-- A reading that an older Byline left goes on from the top.
ALTER TABLE accounts ADD COLUMN read_top INTEGER;
CREATE TABLE read_gaps (
    account_id   TEXT    NOT NULL REFERENCES accounts (id),
    nth          INTEGER NOT NULL,
    newer        INTEGER NOT NULL,
    older        INTEGER NOT NULL,
    cursor       TEXT,
    beyond_reach INTEGER NOT NULL,
    PRIMARY KEY (account_id, nth)
) STRICT, WITHOUT ROWID;
UPDATE accounts SET read_top = (SELECT max(m.at) FROM messages m WHERE m.account_id = accounts.id AND m.reply_id IS NULL)
    WHERE read_at IS NOT NULL AND backlog IS NULL;
