-- Times are milliseconds since the epoch, UTC. Keys of our own are UUIDv7 text;
-- ids of a network are its text. Rows that several desks would share carry the
-- desk that made them and a revision.

CREATE TABLE operators (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    desk_id    TEXT    NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- One row: this data folder.
CREATE TABLE desk (
    id          TEXT    NOT NULL PRIMARY KEY,
    created_at  INTEGER NOT NULL,
    operator_id TEXT    REFERENCES operators (id)
) STRICT;

CREATE TABLE pictures (
    id         TEXT    NOT NULL PRIMARY KEY,
    jpeg       BLOB    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id              TEXT    NOT NULL PRIMARY KEY,
    network         TEXT    NOT NULL,
    network_user_id TEXT    NOT NULL,
    handle          TEXT    NOT NULL,
    display_name    TEXT    NOT NULL,
    verified        TEXT    NOT NULL,
    place           TEXT    NOT NULL, -- JSON: the network, practice, or an address
    access          TEXT    NOT NULL, -- JSON: may it use personas?
    stopped         TEXT,             -- JSON: the network's words
    read_at         INTEGER,          -- NULL while older messages are still to be read
    backlog         TEXT,             -- the network's cursor to those
    created_at      INTEGER NOT NULL,
    desk_id         TEXT    NOT NULL,
    revision        INTEGER NOT NULL DEFAULT 1,
    UNIQUE (network, network_user_id, place)
) STRICT;

CREATE TABLE personas (
    id         TEXT    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL CHECK (kind IN ('human', 'automated', 'guest', 'team')),
    created_at INTEGER NOT NULL,
    desk_id    TEXT    NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A kind is chosen once.
CREATE TRIGGER kind_is_fixed BEFORE UPDATE OF kind ON personas
BEGIN SELECT RAISE(ABORT, 'the kind of a persona never changes'); END;

CREATE TABLE looks (
    id          TEXT    NOT NULL PRIMARY KEY,
    persona_id  TEXT    NOT NULL REFERENCES personas (id),
    line        TEXT    NOT NULL,
    portrait_id TEXT    NOT NULL REFERENCES pictures (id),
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX looks_of_persona ON looks (persona_id, id);

CREATE TRIGGER looks_are_immutable BEFORE UPDATE ON looks
BEGIN SELECT RAISE(ABORT, 'a look never changes'); END;

CREATE TABLE published_looks (
    account_id TEXT    NOT NULL REFERENCES accounts (id),
    look_id    TEXT    NOT NULL REFERENCES looks (id),
    state      TEXT    NOT NULL, -- JSON: publishing, live with its id, in doubt, refused
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, look_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE customers (
    account_id   TEXT    NOT NULL REFERENCES accounts (id),
    id           TEXT    NOT NULL,
    handle       TEXT,
    name         TEXT,
    looked_up_at INTEGER,
    PRIMARY KEY (account_id, id)
) STRICT, WITHOUT ROWID;

-- Pictures of people and brands on a network: where each is, and our copy.
CREATE TABLE avatars (
    account_id TEXT    NOT NULL REFERENCES accounts (id),
    user_id    TEXT    NOT NULL, -- a customer, or the account itself
    address    TEXT    NOT NULL,
    picture_id TEXT    REFERENCES pictures (id),
    fetched_at INTEGER,          -- set without a picture: there was none to be had
    PRIMARY KEY (account_id, user_id)
) STRICT, WITHOUT ROWID;

-- What the list shows, kept in step with `messages` by the store.
CREATE TABLE conversations (
    account_id    TEXT    NOT NULL,
    customer_id   TEXT    NOT NULL,
    last_at       INTEGER NOT NULL,
    last_from     TEXT    NOT NULL CHECK (last_from IN ('customer', 'brand')),
    last_text     TEXT    NOT NULL,
    waiting_since INTEGER,
    seen_at       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, customer_id),
    FOREIGN KEY (account_id, customer_id) REFERENCES customers (account_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE replies (
    seq         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- the order of pressing Send
    id          TEXT    NOT NULL UNIQUE,
    account_id  TEXT    NOT NULL REFERENCES accounts (id),
    customer_id TEXT    NOT NULL,
    operator_id TEXT    REFERENCES operators (id),          -- NULL: automation
    persona_id  TEXT    NOT NULL REFERENCES personas (id),
    look_id     TEXT    NOT NULL REFERENCES looks (id),
    text        TEXT    NOT NULL,
    released_at INTEGER NOT NULL,
    state       TEXT    NOT NULL,                           -- JSON
    state_name  TEXT    NOT NULL,
    due_at      INTEGER,
    FOREIGN KEY (account_id, customer_id) REFERENCES customers (account_id, id)
) STRICT;
CREATE INDEX lanes ON replies (account_id, customer_id, seq);
CREATE INDEX unsettled ON replies (seq) WHERE state_name NOT IN ('sent', 'discarded', 'draft');

CREATE TABLE attempts (
    id             TEXT    NOT NULL PRIMARY KEY,
    reply_id       TEXT    NOT NULL REFERENCES replies (id),
    number         INTEGER NOT NULL,
    started_at     INTEGER NOT NULL,
    server_offset  INTEGER NOT NULL, -- seconds that the server's clock was ahead
    newest_event   TEXT,             -- the newest known message of the conversation
    ended_at       INTEGER,
    outcome        TEXT,             -- JSON
    UNIQUE (reply_id, number)
) STRICT;

CREATE TABLE messages (
    account_id  TEXT    NOT NULL,
    event_id    TEXT    NOT NULL,
    customer_id TEXT    NOT NULL,
    direction   TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
    text        TEXT    NOT NULL,
    attachment  TEXT,
    at          INTEGER NOT NULL,
    look_id     TEXT    REFERENCES looks (id),
    reply_id    TEXT    UNIQUE REFERENCES replies (id),
    PRIMARY KEY (account_id, event_id),
    FOREIGN KEY (account_id, customer_id) REFERENCES customers (account_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_of_conversation ON messages (account_id, customer_id, at);

CREATE TABLE drafts (
    account_id  TEXT    NOT NULL,
    customer_id TEXT    NOT NULL,
    operator_id TEXT    NOT NULL REFERENCES operators (id),
    text        TEXT    NOT NULL,
    persona_id  TEXT    REFERENCES personas (id),
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (account_id, customer_id, operator_id),
    FOREIGN KEY (account_id, customer_id) REFERENCES customers (account_id, id)
) STRICT, WITHOUT ROWID;

-- Uses of a route's budget; free replies are not written here. An attempt that
-- surely did not arrive has used nothing: its row goes again.
CREATE TABLE spends (
    account_id TEXT    NOT NULL REFERENCES accounts (id),
    route      TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    attempt_id TEXT    UNIQUE REFERENCES attempts (id)
) STRICT;
CREATE INDEX spends_of_route ON spends (account_id, route, at);

CREATE TABLE ledger (
    seq   INTEGER NOT NULL PRIMARY KEY,
    entry TEXT    NOT NULL, -- JSON, exactly as hashed
    hash  TEXT    NOT NULL
) STRICT;

CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_is_not_shortened BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;

-- Outside the chain, so that a customer can be forgotten.
CREATE TABLE ledger_salts (
    attempt_id TEXT NOT NULL PRIMARY KEY,
    salt       BLOB NOT NULL
) STRICT;
CREATE TABLE pseudonyms (
    account_id  TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    pseudonym   TEXT NOT NULL UNIQUE,
    PRIMARY KEY (account_id, customer_id)
) STRICT, WITHOUT ROWID;
