-- Applications for access to custom profiles: what a brand writes, version by
-- version, and what became of it.
CREATE TABLE applications (
    id         TEXT    NOT NULL PRIMARY KEY,
    account_id TEXT    REFERENCES accounts (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    desk_id    TEXT    NOT NULL,
    revision   INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX applications_of_account ON applications (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE application_versions (
    application_id TEXT    NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    version        INTEGER NOT NULL, -- from 1
    saved_at       INTEGER NOT NULL,
    given_at       INTEGER,          -- when it was first handed in or written out
    PRIMARY KEY (application_id, version)
) STRICT, WITHOUT ROWID;

-- A field without a text has no row.
CREATE TABLE application_texts (
    application_id TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    field          TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    origin         TEXT    NOT NULL CHECK (origin IN ('written', 'account', 'roster', 'earlier')),
    PRIMARY KEY (application_id, version, field),
    FOREIGN KEY (application_id, version) REFERENCES application_versions (application_id, version) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Personas as they were when they were chosen. One that came in a file has no
-- look here, and may be on no roster of this desk.
CREATE TABLE application_samples (
    application_id TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    persona_id     TEXT    NOT NULL,
    look_id        TEXT    REFERENCES looks (id),
    kind           TEXT    NOT NULL CHECK (kind IN ('human', 'automated', 'guest', 'team')),
    line           TEXT    NOT NULL,
    PRIMARY KEY (application_id, version, position),
    FOREIGN KEY (application_id, version) REFERENCES application_versions (application_id, version) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX samples_of_look ON application_samples (look_id) WHERE look_id IS NOT NULL;

CREATE TABLE application_diary (
    id             TEXT    NOT NULL PRIMARY KEY,
    application_id TEXT    NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    version        INTEGER NOT NULL, -- the newest when it was written down
    event          TEXT    NOT NULL,
    at             INTEGER NOT NULL, -- when it happened
    author         TEXT    NOT NULL, -- who wrote it down, by the name of that day
    place          TEXT    NOT NULL,
    case_number    TEXT    NOT NULL,
    note           TEXT    NOT NULL,
    remind_at      INTEGER,
    reminded_at    INTEGER,          -- when the system was asked to tell it
    done_at        INTEGER,          -- when it was ticked off
    desk_id        TEXT    NOT NULL,
    revision       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX diary_of_application ON application_diary (application_id, at, id);
CREATE INDEX reminders_to_tell ON application_diary (remind_at)
    WHERE remind_at IS NOT NULL AND reminded_at IS NULL AND done_at IS NULL;
