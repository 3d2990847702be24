-- What the first Byline had written into its file, with the keys of `made.rs`.
INSERT INTO operators (id, name, created_at, desk_id) VALUES
    ('00000000-0000-0000-0000-000000000002', 'Ana', 1, '00000000-0000-0000-0000-000000000001');
INSERT INTO desk (id, created_at, operator_id) VALUES
    ('00000000-0000-0000-0000-000000000001', 1, '00000000-0000-0000-0000-000000000002');
INSERT INTO accounts (id, network, network_user_id, handle, display_name, verified, place, access, created_at, desk_id) VALUES
    ('00000000-0000-0000-0000-000000000003', 'x', '1', 'northwind', 'Northwind', 'business',
     '{"at":"practice"}', '{"access":"open"}', 2, '00000000-0000-0000-0000-000000000001');
INSERT INTO pictures (id, jpeg, created_at) VALUES ('00000000-0000-0000-0000-000000000006', x'FFD8', 3);
INSERT INTO personas (id, kind, created_at, desk_id) VALUES
    ('00000000-0000-0000-0000-000000000004', 'human', 3, '00000000-0000-0000-0000-000000000001');
INSERT INTO looks (id, persona_id, line, portrait_id, created_at) VALUES
    ('00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-000000000004', 'Ana Ruiz, Care Team',
     '00000000-0000-0000-0000-000000000006', 3);
INSERT INTO published_looks (account_id, look_id, state, updated_at) VALUES
    ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000005', '{"state":"live","id":"1893"}', 5);
INSERT INTO customers (account_id, id) VALUES ('00000000-0000-0000-0000-000000000003', '900719925474099312345');
INSERT INTO replies (id, account_id, customer_id, operator_id, persona_id, look_id, text, released_at, state, state_name) VALUES
    ('00000000-0000-0000-0000-000000000007', '00000000-0000-0000-0000-000000000003', '900719925474099312345',
     '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000004',
     '00000000-0000-0000-0000-000000000005', '  Hello' || char(10) || char(129505) || ' ', 10,
     '{"state":"queued"}', 'queued');
INSERT INTO messages (account_id, event_id, customer_id, direction, text, at, look_id) VALUES
    ('00000000-0000-0000-0000-000000000003', '77', '900719925474099312345', 'out', 'Hello', 6,
     '00000000-0000-0000-0000-000000000005');
PRAGMA user_version = 1;
