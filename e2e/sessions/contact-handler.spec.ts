import { backdateSession, expectWritten, timesOf } from "@/e2e/support/backdate-session";
import { withDatabaseDown } from "@/e2e/support/faults";
import { expect, type Http, test } from "@/e2e/support/fixtures";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

const OURS = { "sec-fetch-site": "same-origin" };

/* Negative control: the guard noting contact by its own judgement, or activity of every contact. */
test("contact moves contact; activity only when the tab says that somebody was active", async ({ http }) => {
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
  ["nothing", "", 400],
  ["no JSON", "{active", 400],
  ["a list", "[true]", 400],
  ["no word", "{}", 400],
  ["something else", '{"active":"yes"}', 400],
  ["far too much", JSON.stringify({ active: true, filler: "a".repeat(10_000) }), 413],
] as const) {
  test(`contact that says ${what} is ${status}`, async ({ http }) => {
    const { client } = await quietSession(http);
    const headers = { ...OURS, "content-type": "application/json" };
    const answer = await client.post("/api/contact", { data, headers });
    expect(answer.status()).toBe(status);
    expect(await answer.json()).toMatchObject({ error: status === 413 ? "too_large" : "bad_request" });
    expect(answer.headers()["cache-control"]).toContain("no-store");
  });
}

/* Negative control: noting contact after the guard's verdict. */
test("without the database contact is 503, nobody is signed out, and it counts when the database is back", async ({
  http,
}) => {
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

/** Somebody who was last heard of ten minutes ago. */
async function quietSession(http: (cookie: { name: string; value: string }) => Promise<Http>) {
  const { cookie, sessionId } = await openSessionOf((await makeUser()).username);
  await backdateSession(sessionId, { login: 10, activity: 10, contact: 10 });
  return { client: await http(cookie), sessionId };
}
