import { submitCredentials } from "@/e2e/support/credentials";
import { expect, test } from "@/e2e/support/fixtures";
import { rawRequest, requestHead } from "@/e2e/support/raw-request";
import { seedHash } from "@/e2e/support/read-users";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/* Malformed and hostile requests. Each gets a clear answer, never a 500, and no data is lost. */

test.describe("callbackUrl", () => {
  for (const target of [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/me",
    "https:evil.example",
    "javascript:alert(1)",
    "/%0d%0aset-cookie:a=b",
    "/\r\nset-cookie: a=b",
    "/\t/evil.example",
    "/.//evil.example",
    "http://localhost:1/me",
    "http://localhost.evil.example/",
    "data:text/html,x",
    "",
  ]) {
    test(`${JSON.stringify(target)} is replaced by the product's first page`, async ({ http, origin }) => {
      const person = await makeUser({ passwordHash: await seedHash() });
      const answer = await submitCredentials(await http(), {
        username: person.username,
        callbackUrl: target,
      });
      expect(answer.headers()["set-cookie"]).toContain("konekte.session");
      expect(new URL(answer.headers().location ?? "", origin).href).toBe(`${origin}/`);
    });
  }

  test("of the product's own page is kept", async ({ http, origin }) => {
    const person = await makeUser({ passwordHash: await seedHash() });
    for (const callbackUrl of ["/me?page=2", `${origin}/me?page=2`]) {
      const answer = await submitCredentials(await http(), { username: person.username, callbackUrl });
      expect(new URL(answer.headers().location ?? "", origin).href).toBe(`${origin}/me?page=2`);
    }
  });
});

for (const path of [
  "/admin/users/1",
  "/admin/users/%00",
  "/admin/users/..%2f..%2fetc",
  `/admin/users/${"0".repeat(5000)}`,
  "/admin/users/00000000-0000-7000-8000-000000000000",
  "/nowhere",
  "/%",
  "/%ff",
  "/_global-error",
  "/_not-found",
  "/_error",
  "/_next/data/x/login.json",
  "/%5fnext/image",
  "/api/nowhere",
  "/api/auth/nowhere",
]) {
  test(`${path.slice(0, 40)} is answered 400 or 404`, async ({ http }) => {
    const client = await http((await openSessionOf("Fedanoir")).cookie);
    expect([400, 404]).toContain((await client.get(path)).status());
  });
}

/* Negative control: a gate by the whole address, and a handler that Next finds without the fragment. */
test("a form of sign-in with a fragment in its address reaches neither gate nor handler", async ({
  origin,
}) => {
  const body = "username=any&password=x&json=true";
  const head = requestHead("POST", "/api/auth/callback/credentials#x", {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(body.length),
    "sec-fetch-site": "same-origin",
  });
  expect((await rawRequest(origin, head, body)).status).toBe(400);
});

test("next-auth's log endpoint and its own pages are closed", async ({ http }) => {
  const client = await http();
  const log = await client.post("/api/auth/_log", {
    form: { code: "X", message: "y" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(log.status()).toBe(404);
  for (const path of ["/api/auth/signout", "/api/auth/providers"]) {
    expect((await client.get(path)).status(), path).toBe(404);
  }
  expect((await client.get("/api/auth/signin")).headers().location).toBe("/login");
});

test("the route of resized images is closed", async ({ origin }) => {
  for (const url of ["/icon.svg", "/%0A%7B%22level%22:30%7D%1b[2J", "http://localhost/"]) {
    const path = `/_next/image?url=${url}&w=64&q=75`;
    const answer = await rawRequest(origin, requestHead("GET", path, {}));
    expect(answer.status, url).toBe(404);
    expect(answer.body).toContain('{"error":"not_found"}');
  }
});

for (const method of ["TRACE", "OPTIONS", "PROPFIND", "DELETE", "CONNECT"]) {
  test(`${method} is answered 405 by pages, handlers and files`, async ({ origin }) => {
    for (const path of ["/login", "/me", "/nowhere", "/api/nowhere", "/api/contact", "/icon.svg"]) {
      const answer = await rawRequest(origin, requestHead(method, path, {}));
      expect(answer.status, path).toBe(405);
      expect(answer.head.toLowerCase(), path).toContain("x-content-type-options: nosniff");
    }
  });
}
