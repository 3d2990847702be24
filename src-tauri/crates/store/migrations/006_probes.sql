-- What the network answered when it was asked what an account may do: the last
-- twenty times of each account.
CREATE TABLE probes (
    seq        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- the order of asking
    account_id TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    answers    TEXT    NOT NULL -- JSON: who, what the app may do, an answer a question
) STRICT;
CREATE INDEX probes_of_account ON probes (account_id, seq);
