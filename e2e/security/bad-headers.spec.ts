import { randomBytes } from "node:crypto";
import { submitCredentials } from "@/e2e/support/credentials";
import { expect, test } from "@/e2e/support/fixtures";
import { rawRequest, requestHead } from "@/e2e/support/raw-request";
import { onlySessionOf, seedHash } from "@/e2e/support/read-users";
import { isRouterState, ROUTER_STATE_HEADER } from "@/lib/server/router-state";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/* Malformed and hostile requests. Each gets a clear answer, never a 500, and no data is lost. */

const KIB = 1024;

for (const size of [8, 16, 64]) {
  test(`a header of ${size} KiB is answered 200 or 431`, async ({ origin }) => {
    for (const name of ["x-filler", "cookie", "user-agent", "x-forwarded-for", "accept-language"]) {
      const head = requestHead("GET", "/login", { [name]: "a".repeat(size * KIB) });
      const { status } = await rawRequest(origin, head);
      expect([200, 431], name).toContain(status);
    }
  });
}

test("a session cookie of 15 KiB gives no access", async ({ http }) => {
  const client = await http({ name: "konekte.session", value: "a".repeat(15_000) });
  expect((await client.get("/api/admin/active-users")).status()).toBe(401);
  expect((await client.get("/me")).status()).toBe(307);
});

test("a NUL in the user agent is refused with 400", async ({ origin }) => {
  const { status } = await rawRequest(
    origin,
    requestHead("GET", "/login", { "user-agent": "Mozilla\u0000/5.0" }),
  );
  expect(status).toBe(400);
});

test("markup and control characters in the user agent are shown as text", async ({ http, signIn }) => {
  const person = await makeUser({
    name: `AAA Markup ${randomBytes(4).toString("hex")}`,
    passwordHash: await seedHash(),
  });
  const agent = `<script>document.title="owned"</script><img src=x onerror=alert(1)> \u0085\u009f ${"é".repeat(600)}`;
  const answer = await submitCredentials(await http(), {
    username: person.username,
    headers: { "user-agent": Buffer.from(agent, "utf8").toString("latin1") },
  });
  expect(answer.headers()["set-cookie"]).toContain("konekte.session");
  const stored = await onlySessionOf(person.id);
  expect(Array.from(stored.userAgent ?? "").length).toBeLessThanOrEqual(512);
  const page = await signIn("Fedanoir");
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()));
  for (const path of ["/admin/active-users", `/admin/users/${person.id}`]) {
    await page.goto(path);
    await expect(page.getByText("<script>", { exact: false }).first()).toBeVisible();
    expect(await page.title()).not.toBe("owned");
  }
  expect(dialogs).toEqual([]);
});

test("forwarded headers of a client that is no trusted proxy change no stored address", async ({ http }) => {
  const person = await makeUser({ passwordHash: await seedHash() });
  const spoofed = {
    "x-forwarded-for": "203.0.113.66",
    "x-real-ip": "203.0.113.66",
    forwarded: "for=203.0.113.66",
    "true-client-ip": "203.0.113.66",
    "x-konekte-address": "203.0.113.66",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  };
  const answer = await submitCredentials(await http(), { username: person.username, headers: spoofed });
  expect(answer.headers().location).not.toContain("evil.example");
  expect((await onlySessionOf(person.id)).ipAddress).toMatch(/^(127\.0\.0\.1|::1)/);
});

test("x-konekte headers of a client are ignored", async ({ http }) => {
  const client = await http();
  const headers = {
    "x-konekte-path": '/"><script>',
    "x-konekte-csrf": '"><script>alert(1)</script>',
    "x-nonce": "stolen",
  };
  for (const path of ["/login", "/unavailable", "/nowhere"]) {
    const body = await (await client.get(path, { headers, maxRedirects: 5 })).text();
    expect(body, path).not.toContain("<script>alert(1)");
    expect(body, path).not.toContain("stolen");
  }
});

for (const value of ["%", "%ff", "null", "[]", '["",[]]', '["",{"__proto__":["x"]}]']) {
  test(`the router state ${value} is ignored`, async ({ http }) => {
    const { cookie } = await openSessionOf("Fedanoir");
    const client = await http(cookie);
    const headers = { rsc: "1", "next-router-state-tree": value.startsWith("%") ? value : encodeURI(value) };
    for (const path of ["/me", "/admin", "/nowhere"]) {
      const first = await client.get(path, { headers });
      const { location = path } = first.headers(); // Next adds a digest of the headers to the address
      const answer = await client.get(location, { headers });
      expect([200, 404], path).toContain(answer.status());
    }
  });
}

test("the router state that a page sends is one that the server keeps", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  const states: string[] = [];
  page.on("request", (request) => states.push(request.headers()[ROUTER_STATE_HEADER] ?? ""));
  await page.goto("/admin/active-users");
  await page.locator("a[href^='/admin/users/']").first().click();
  await page.waitForURL(/\/admin\/users\//);
  await page.locator("a[href='/admin/sessions']").first().click();
  await page.waitForURL(/\/admin\/sessions/);
  const sent = states.filter(Boolean);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.filter((state) => !isRouterState(state))).toEqual([]);
});

test("two Host lines, and a host in the target, are refused with 400", async ({ origin }) => {
  const twice = "GET /login HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
  expect((await rawRequest(origin, twice)).status).toBe(400);
  const absolute = requestHead("GET", "http://evil.example/login", {});
  expect((await rawRequest(origin, absolute)).status).toBe(400);
});
