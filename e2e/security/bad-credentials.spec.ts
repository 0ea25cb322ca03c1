import type { APIResponse } from "@playwright/test";
import { readCsrfToken, submitCredentials } from "@/e2e/support/credentials";
import { expect, seedPassword, test } from "@/e2e/support/fixtures";

/* Malformed and hostile requests. Each gets a clear answer, never a 500, and no data is lost. */

const KIB = 1024;
const PATH = "/api/auth/callback/credentials";
const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };

for (const [what, password] of Object.entries({
  "a wrong password": "not the right password",
  "an empty password": "",
  "a password of 129 characters": "a".repeat(129),
  "a password of 3 KiB": "a".repeat(3 * KIB),
  "a password of NULs": "\u0000\u0000\u0000\u0000",
  "SQL as a password": "' OR '1'='1' --",
})) {
  test(`${what} is refused like any wrong password`, async ({ http }) => {
    const answer = await submitCredentials(await http(), { username: "secretaire001", password });
    expectRefusal(answer);
  });
}

for (const size of [5 * KIB, 64 * KIB, 2 * KIB * KIB]) {
  test(`a form of ${size / KIB} KiB is refused with 413`, async ({ http }) => {
    const form = { username: "secretaire001", password: "a".repeat(size) };
    const answer = await submitCredentials(await http(), form);
    expect(answer.status()).toBe(413);
    expect((await (await http()).get("/login")).status()).toBe(200);
  });
}

for (const username of [
  "x".repeat(3000),
  "\u0000",
  "nobody\u202e",
  '{"$ne":null}',
  "аdmin001",
  "../../etc",
]) {
  test(`the unknown username ${JSON.stringify(username.slice(0, 20))} is refused`, async ({ http }) => {
    const answer = await submitCredentials(await http(), { username, password: "whatever it may be" });
    expectRefusal(answer);
  });
}

test("a form without its csrf token, or with a wrong one, is refused as stale", async ({ http }) => {
  for (const csrfToken of [undefined, "0".repeat(64), "%00"]) {
    const client = await http();
    await readCsrfToken(client); // sets the csrf cookie
    const form = { username: "Hantz123", password: seedPassword(), ...(csrfToken && { csrfToken }) };
    const answer = await client.post(PATH, { form, headers: SAME_ORIGIN });
    expectNobody(answer, "Stale");
    const script = await client.post(PATH, { form: { ...form, json: "true" }, headers: SAME_ORIGIN });
    expect(script.status()).toBe(401);
    expect(await script.json()).toEqual({ error: "Stale" });
    expect(script.headers()["set-cookie"] ?? "").not.toContain("konekte.session");
  }
});

for (const [what, type, data, status] of [
  ["invalid JSON", "application/json", "{", 400],
  ["JSON of the wrong shape", "application/json", '{"username":{"a":1},"password":["x"],"csrfToken":7}', 400],
  ["the JSON value null", "application/json", "null", 400],
  ["a multipart body", "multipart/form-data; boundary=x", "--x\r\n\r\n--x--", 400],
  ["JSON with the content type of a form", "application/x-www-form-urlencoded; x=application/json", "{", 303],
  ["a body without a content type", "", "username=a", 400],
] as const) {
  test(`${what} is answered ${status}`, async ({ http }) => {
    const client = await http();
    const answer = await client.post(PATH, {
      data: Buffer.from(data),
      headers: { ...SAME_ORIGIN, ...(type && { "content-type": type }) },
    });
    expect(answer.status()).toBe(status);
  });
}

test("a script receives JSON, with 401 for a refusal and 200 for a sign-in", async ({ http }) => {
  const client = await http();
  const csrfToken = await readCsrfToken(client);
  const form = { username: "secretaire001", password: "a wrong one", csrfToken, json: "true" };
  const refused = await client.post(PATH, { form, headers: SAME_ORIGIN });
  expect(refused.status()).toBe(401);
  expect(await refused.json()).toEqual({ error: "CredentialsSignin" });
  const right = { ...form, password: seedPassword(), callbackUrl: "/me?form=password&error=wrong" };
  const accepted = await client.post(PATH, { form: right, headers: SAME_ORIGIN });
  expect(accepted.status()).toBe(200);
  expect(await accepted.json()).toEqual({ to: "/me?form=password&error=wrong" });
  expect(accepted.headers()["set-cookie"]).toContain("konekte.session");
});

function expectRefusal(answer: APIResponse): void {
  expectNobody(answer, "CredentialsSignin");
}

function expectNobody(answer: APIResponse, failure: string): void {
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe(`/login?error=${failure}`);
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("konekte.session");
}
