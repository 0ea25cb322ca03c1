import type { APIResponse } from "@playwright/test";
import { submitCredentials } from "./credentials";
import { expect, test } from "./fixtures";

/* What people try. A clear answer each time, never a 500, nothing lost. */

const KIB = 1024;

for (const [what, password] of Object.entries({
  "a wrong one": "not the right password",
  "an empty one": "",
  "one of 129 characters": "a".repeat(129),
  "one of 3 KiB": "a".repeat(3 * KIB),
  "one of NULs": "\u0000\u0000\u0000\u0000",
  SQL: "' OR '1'='1' --",
})) {
  test(`${what} is refused like every other`, async ({ http }) => {
    const answer = await submitCredentials(await http(), { username: "secretaire001", password });
    expectRefusal(answer);
  });
}

for (const size of [5 * KIB, 64 * KIB, 2 * KIB * KIB]) {
  test(`a form of ${size / KIB} KiB is too large, and says so`, async ({ http }) => {
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
  test(`the name ${JSON.stringify(username.slice(0, 20))} is nobody's`, async ({ http }) => {
    const answer = await submitCredentials(await http(), { username, password: "whatever it may be" });
    expectRefusal(answer);
  });
}

test("a form without its token, or with another's, signs nobody in", async ({ http }) => {
  for (const csrfToken of [undefined, "0".repeat(64), "%00"]) {
    const client = await http();
    const form = {
      username: "Hantz123",
      password: process.env.SEED_PASSWORD ?? "",
      ...(csrfToken && { csrfToken }),
    };
    const answer = await client.post("/api/auth/callback/credentials", { form });
    expect(answer.status()).toBeLessThan(500);
    expect(answer.headers()["set-cookie"] ?? "").not.toContain("konekte.session");
  }
});

for (const [what, type, data] of [
  ["JSON that is none", "application/json", "{"],
  ["JSON of the wrong shape", "application/json", '{"username":{"a":1},"password":["x"],"csrfToken":7}'],
  ["null", "application/json", "null"],
  ["a file", "multipart/form-data; boundary=x", "--x\r\n\r\n--x--"],
  ["no type", "", "username=a"],
] as const) {
  test(`a body that is ${what} gets a clear answer`, async ({ http }) => {
    const client = await http();
    const headers: Record<string, string> = type ? { "content-type": type } : {};
    const answer = await client.post("/api/auth/callback/credentials", {
      data: Buffer.from(data),
      headers,
    });
    expect(answer.status()).toBeLessThan(500);
  });
}

function expectRefusal(answer: APIResponse): void {
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/login?error=CredentialsSignin");
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("konekte.session");
}
