/** `twitter-lite`: the older host, forms where it knows no better, JSON on a fixed list of paths. */
import assert from "node:assert/strict";
import https from "node:https";
import { after, before, test } from "node:test";
import Twitter from "twitter-lite";
import { openNetwork } from "./network.mjs";

let network;
let client;
let customer;
let usual;

before(async () => {
  network = await openNetwork();
  // It has no setting for an agent and takes the one that everybody shares.
  usual = https.globalAgent;
  https.globalAgent = network.agent;
  const { consumer_key, consumer_secret, token, token_secret } = network.keys;
  client = new Twitter({
    consumer_key,
    consumer_secret,
    access_token_key: token,
    access_token_secret: token_secret,
  });
  const truth = await network.steer("GET", "truth");
  customer = truth.find((message) => message.sender_id !== network.brand.user_id).sender_id;
});
after(async () => {
  https.globalAgent = usual;
  await network.close();
});

const message = (text) => ({
  event: {
    type: "message_create",
    message_create: { target: { recipient_id: customer }, message_data: { text } },
  },
});

test("who am I", async () => {
  const me = await client.get("account/verify_credentials");
  assert.equal(me.id_str, network.brand.user_id);
});

test("a message as JSON, with signs that must be escaped", async () => {
  const { event } = await client.post(
    "direct_messages/events/new",
    message("50 % off! (today) 'n' *"),
  );
  assert.equal(
    event.message_create.message_data.text,
    "50 % off! (today) &#39;n&#39; *".replaceAll("&#39;", "'"),
  );
});

test("a form, signed with its fields", async () => {
  const { events } = await client.get("direct_messages/events/list", { count: 50 });
  const theirs = events.find((event) => event.message_create.sender_id === customer);
  await client.post("direct_messages/mark_read", {
    last_read_event_id: theirs.id,
    recipient_id: customer,
  });
  await client.post("direct_messages/indicate_typing", { recipient_id: customer });
});

test("a persona cannot be made by a form", async () => {
  await assert.rejects(client.post("custom_profiles/new", { name: "Ana" }), (refused) => {
    assert.equal(refused.errors[0].code, 214);
    return true;
  });
});

test("a token for the app alone, and the login's first step", async () => {
  const bearer = await client.getBearerToken();
  assert.equal(bearer.token_type, "bearer");
  const { consumer_key, consumer_secret } = network.keys;
  const app = new Twitter({ consumer_key, consumer_secret });
  const answer = await app.getRequestToken("oob");
  assert.equal(answer.oauth_callback_confirmed, "true");
});

test("wrong keys are told as X tells them", async () => {
  const { consumer_key, consumer_secret, token } = network.keys;
  const stranger = new Twitter({
    consumer_key,
    consumer_secret,
    access_token_key: token,
    access_token_secret: "not this one",
  });
  await assert.rejects(stranger.get("account/verify_credentials"), (refused) => {
    assert.equal(refused.errors[0].code, 32);
    return true;
  });
});
