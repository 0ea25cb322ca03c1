import { backdateSession, expectWritten, timesOf } from "@/e2e/support/backdate-session";
import { withDatabaseDown } from "@/e2e/support/faults";
import { expect, type Http, test } from "@/e2e/support/fixtures";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

const OURS = { "sec-fetch-site": "same-origin" };

/* Negative control: a guard that records contact by a rule of its own, or activity for every contact. */
test("a report updates the contact time, and the activity time only if it is active", async ({ http }) => {
  const { client, sessionId } = await quietSession(http);
  const past = await timesOf(sessionId);
  expect((await client.post("/api/contact", { data: { active: false }, headers: OURS })).status()).toBe(204);
  await expectWritten(sessionId, "lastContactAt", past.lastContactAt);
  expect((await timesOf(sessionId)).lastActivityAt).toEqual(past.lastActivityAt);

  const data = { active: true, userId: "somebody else", at: "2099-01-01" };
  expect((await client.post("/api/contact", { data, headers: OURS })).status()).toBe(204);
  await expectWritten(sessionId, "lastActivityAt", past.lastActivityAt);
  expect((await timesOf(sessionId)).lastActivityAt.getTime()).toBeLessThan(Date.now() + 60_000);
});

for (const [what, data, status] of [
  ["without a body", "", 400],
  ["that is not JSON", "{active", 400],
  ["that is a list", "[true]", 400],
  ["without `active`", "{}", 400],
  ["with an `active` that is no boolean", '{"active":"yes"}', 400],
  ["of 10 kB", JSON.stringify({ active: true, filler: "a".repeat(10_000) }), 413],
] as const) {
  test(`a report ${what} is answered ${status}`, async ({ http }) => {
    const { client } = await quietSession(http);
    const headers = { ...OURS, "content-type": "application/json" };
    const answer = await client.post("/api/contact", { data, headers });
    expect(answer.status()).toBe(status);
    expect(await answer.json()).toMatchObject({ error: status === 413 ? "too_large" : "bad_request" });
    expect(answer.headers()["cache-control"]).toContain("no-store");
  });
}

/* Negative control: a handler that records contact only after the guard has answered. */
test("without the database a report is answered 503 and is written once it is back", async ({ http }) => {
  const { client, sessionId } = await quietSession(http);
  const past = await timesOf(sessionId);
  await withDatabaseDown(async () => {
    const answer = await client.post("/api/contact", { data: { active: true }, headers: OURS });
    expect(answer.status()).toBe(503);
    expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  });
  await expectWritten(sessionId, "lastActivityAt", past.lastActivityAt);
});

/** Opens a session whose sign-in, last contact and last activity were ten minutes ago. */
async function quietSession(http: (cookie: { name: string; value: string }) => Promise<Http>) {
  const { cookie, sessionId } = await openSessionOf((await makeUser()).username);
  await backdateSession(sessionId, { login: 10, activity: 10, contact: 10 });
  return { client: await http(cookie), sessionId };
}
