/** `twitter-api-v2` as its users know it; only its agent is ours. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { TwitterApi } from "twitter-api-v2";
import { openNetwork } from "./network.mjs";

const PHOTO = readFileSync(new URL("../src/simulated/ana.png", import.meta.url));
let network;
let client;
let customer;

before(async () => {
  network = await openNetwork();
  const { consumer_key, consumer_secret, token, token_secret } = network.keys;
  client = new TwitterApi(
    {
      appKey: consumer_key,
      appSecret: consumer_secret,
      accessToken: token,
      accessSecret: token_secret,
    },
    { httpAgent: network.agent },
  );
  const truth = await network.steer("GET", "truth");
  customer = truth.find((message) => message.sender_id !== network.brand.user_id).sender_id;
});
after(() => network.close());

test("who am I, in both versions", async () => {
  const me = await client.v2.me({ "user.fields": ["verified", "profile_image_url"] });
  assert.equal(me.data.id, network.brand.user_id);
  const old = await client.v1.verifyCredentials();
  assert.equal(old.id_str, network.brand.user_id);
});

test("a message is sent, listed, shown and taken from one's own view, v1.1", async () => {
  const { event } = await client.v1.sendDm({ recipient_id: customer, text: "Hello & welcome" });
  const shown = await client.v1.getDmEvent(event.id);
  assert.equal(shown.event.message_create.message_data.text, "Hello &amp; welcome");
  const list = await client.v1.listDmEvents({ count: 5 });
  assert.ok(list.events.some((listed) => listed.id === event.id));
  await client.v1.deleteDm(event.id);
  const after = await client.v1.listDmEvents({ count: 5 });
  assert.ok(!after.events.some((listed) => listed.id === event.id));
});

test("a picture is uploaded in pieces by v1.1 and sent", async () => {
  const media = await client.v1.uploadMedia(PHOTO, { mimeType: "image/png", target: "dm" });
  const { event } = await client.v1.sendDm({
    recipient_id: customer,
    text: "Here it is",
    attachment: { type: "media", media: { id: media } },
  });
  assert.equal(event.message_create.message_data.attachment.media.id_str, media);
});

test("a picture is uploaded in pieces by v2", async () => {
  const media = await client.v2.uploadMedia(PHOTO, {
    media_type: "image/png",
    media_category: "dm_image",
  });
  assert.match(media, /^\d+$/);
});

test("seen and typing", async () => {
  const { events } = await client.v1.listDmEvents({ count: 50 });
  const theirs = events.find((event) => event.message_create.sender_id === customer);
  await client.v1.markDmAsRead(theirs.id, customer);
  await client.v1.indicateDmTyping(customer);
});

test("a welcome message and its rule", async () => {
  const made = await client.v1.newWelcomeDm("hello", { text: "Welcome!" });
  const id = made.welcome_message.id;
  const rule = await client.v1.newWelcomeDmRule(id);
  assert.equal(rule.welcome_message_rule.welcome_message_id, id);
  const rules = await client.v1.listWelcomeDmRules();
  assert.equal(rules.welcome_message_rules.length, 1);
  await client.v1.updateWelcomeDm(id, { text: "Welcome back!" });
  await client.v1.deleteWelcomeDmRule(rule.welcome_message_rule.id);
  await client.v1.deleteWelcomeDm(id);
});

test("a message is sent and read back, v2", async () => {
  // The library's types leave out the `data` that its answers have.
  const { data: sent } = await client.v2.sendDmToParticipant(customer, { text: "The newer way" });
  const { data: next } = await client.v2.sendDmInConversation(sent.dm_conversation_id, {
    text: "And on",
  });
  assert.equal(next.dm_conversation_id, sent.dm_conversation_id);
  const wanted = { max_results: 1, "dm_event.fields": ["sender_id", "created_at"] };
  const events = await client.v2.listDmEventsWithParticipant(customer, wanted);
  assert.deepEqual(
    events.events.map((event) => event.id),
    [next.dm_event_id],
  );
  await events.fetchNext(1);
  assert.equal(events.events[1].id, sent.dm_event_id);
  assert.equal(events.events[1].sender_id, network.brand.user_id);
  const of = await client.v2.listDmEventsOfConversation(sent.dm_conversation_id);
  assert.ok(of.events.some((event) => event.id === sent.dm_event_id));
  const listed = await client.v1.listDmEvents({ count: 5 });
  assert.ok(listed.events.some((event) => event.id === sent.dm_event_id));
});

test("several people at once, v2", async () => {
  const neighbours = await network.steer("GET", "customers");
  const others = neighbours.slice(0, 2).map((one) => one.user_id);
  const { data: opened } = await client.v2.createDmConversation({
    conversation_type: "Group",
    participant_ids: others,
    message: { text: "Hello both" },
  });
  const group = await client.v2.listDmEventsOfConversation(opened.dm_conversation_id, {
    event_types: ["MessageCreate"],
  });
  assert.equal(group.events[0].text, "Hello both");
});

test("a look-up of people", async () => {
  const users = await client.v2.users([customer], { "user.fields": ["profile_image_url"] });
  assert.equal(users.data[0].id, customer);
});

test("a refusal comes as the library's own error, with X's code", async () => {
  await assert.rejects(client.v1.sendDm({ recipient_id: "1", text: "Nobody" }), (error) => {
    assert.equal(error.constructor.name, "ApiResponseError");
    assert.ok(error.hasErrorCode(50) || error.hasErrorCode(17));
    return true;
  });
});

test("how much may still be asked", async () => {
  const status = await client.v1.get("application/rate_limit_status.json", {
    resources: "direct_messages,custom_profiles",
  });
  assert.equal(status.resources.direct_messages["/direct_messages/events/list"].limit, 15);
});

test("the whole login with a PIN", async () => {
  const { consumer_key, consumer_secret } = network.keys;
  const app = new TwitterApi(
    { appKey: consumer_key, appSecret: consumer_secret },
    { httpAgent: network.agent },
  );
  const link = await app.generateAuthLink("oob", { linkMode: "authorize" });
  assert.match(link.url, /^https:\/\/api\.(x|twitter)\.com\/oauth\/authorize\?oauth_token=/);
  assert.equal(link.oauth_callback_confirmed, "true");
  const form = { oauth_token: link.oauth_token, brand: network.brand.user_id, decision: "allow" };
  const allowed = await network.page(link.url, form);
  const [pin] = allowed.match(/\b\d{7}\b/);
  const asking = new TwitterApi(
    {
      appKey: consumer_key,
      appSecret: consumer_secret,
      accessToken: link.oauth_token,
      accessSecret: link.oauth_token_secret,
    },
    { httpAgent: network.agent },
  );
  const { client: signedIn, userId } = await asking.login(pin);
  assert.equal(userId, network.brand.user_id);
  assert.equal((await signedIn.v2.me()).data.id, userId);
});
