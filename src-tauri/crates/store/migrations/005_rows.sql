-- What the list of conversations asks of each: how many messages nobody has
-- seen, and in which look the brand spoke last. Both are answered from an index.
CREATE INDEX messages_by_direction ON messages (account_id, customer_id, direction, at);
CREATE INDEX looks_in_conversation ON messages (account_id, customer_id, at, look_id) WHERE look_id IS NOT NULL;
