-- Portraits and avatars as small as lists show them, made when first asked for.
CREATE TABLE small_pictures (
    picture_id TEXT NOT NULL PRIMARY KEY REFERENCES pictures (id) ON DELETE CASCADE,
    jpeg       BLOB NOT NULL
) STRICT;
