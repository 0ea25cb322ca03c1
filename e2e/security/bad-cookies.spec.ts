import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { readCsrfToken } from "@/e2e/support/credentials";
import { expect, type Http, test } from "@/e2e/support/fixtures";
import { sealSessionCookie } from "@/lib/auth/session/session-cookie";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/* Malformed and hostile requests. Each gets a clear answer, never a 500, and no data is lost. */

test("tampered, foreign and stale session cookies give no access", async ({ http }) => {
  const { username } = await makeUser({ role: "ADMIN" });
  const { cookie, userId } = await openSessionOf(username);
  const [head = "", ...parts] = cookie.value.split(".");
  const foreign = await encode({
    token: { sid: "x".repeat(43), uid: userId },
    secret: randomBytes(32).toString("hex"),
  });
  const invented = await sealSessionCookie({ sessionKey: randomBytes(32).toString("base64url"), userId });
  const values = {
    tampered: [head, ...parts.slice(0, -1), "AAAAAAAAAAAAAAAAAAAAAA"].join("."),
    truncated: cookie.value.slice(0, -5),
    foreign,
    "without a session": invented.value,
    junk: "%",
    empty: "",
    unsigned: `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(`{"uid":"${userId}"}`).toString("base64url")}.`,
  };
  for (const [what, value] of Object.entries(values))
    await expectNobody(await http({ name: cookie.name, value }), what);
});

test("a cookie with the stored hash as its key and another user's id gives no access", async ({ http }) => {
  const admin = await makeUser({ role: "ADMIN" });
  const staff = await openSessionOf((await makeUser()).username);
  const [row] = await prisma.userSession.findMany({
    where: { id: staff.sessionId },
    select: { sessionKey: true },
  });
  // The cookie is sealed with the product's own secret, but the stored hash is not the key.
  const forged = await sealSessionCookie({ sessionKey: row?.sessionKey ?? "", userId: admin.id });
  await expectNobody(await http(forged), "the stored hash as key");
});

/*
 * next-auth joins the cookies `name.0`, `name.1`, …; the product never sets them, so they must give no
 * access.
 */
test("numbered cookies give no access", async ({ origin, playwright }) => {
  const { username } = await makeUser({ role: "ADMIN" });
  const { cookie } = await openSessionOf(username); // the joined parts are the cookie of an open session
  const half = Math.floor(cookie.value.length / 2);
  const numbered = `${cookie.name}.0=${cookie.value.slice(0, half)}; ${cookie.name}.1=${cookie.value.slice(half)}`;
  const client = await playwright.request.newContext({
    baseURL: origin,
    maxRedirects: 0,
    extraHTTPHeaders: { cookie: numbered },
  });
  await expectNobody(client, "numbered");
  await client.dispose();
});

test("next-auth's update() changes neither role nor user", async ({ http, origin }) => {
  const { username } = await makeUser({ role: "ARCHIVES" });
  const { cookie } = await openSessionOf(username);
  const client = await http(cookie);
  const csrfToken = await readCsrfToken(client);
  const answer = await client.post("/api/auth/session", {
    data: { csrfToken, data: { role: "ADMIN", uid: "0", sid: "0", name: "Somebody" } },
    headers: { origin: origin, "sec-fetch-site": "same-origin" },
  });
  expect(answer.status()).toBeLessThan(500);
  const renewed = /konekte\.session=([^;]+)/.exec(answer.headers()["set-cookie"] ?? "")?.[1];
  for (const value of [cookie.value, renewed ?? cookie.value]) {
    const after = await http({ name: cookie.name, value });
    expect((await after.get("/api/admin/active-users")).status()).toBe(403);
    expect((await after.get("/me")).status()).toBe(200);
  }
});

for (const authorization of ["Bearer %", "Bearer", "Bearer ", "Bearer null", "Basic Og==", "\u00ff"]) {
  test(`Authorization: ${JSON.stringify(authorization)} gives no access`, async ({ http }) => {
    const client = await http();
    for (const path of ["/api/admin/active-users", "/api/auth/session", "/api/auth/csrf", "/me", "/login"]) {
      const answer = await client.get(path, { headers: { authorization } });
      expect(answer.status(), path).toBeLessThan(500);
    }
    expect((await client.get("/api/admin/active-users", { headers: { authorization } })).status()).toBe(401);
  });
}

async function expectNobody(client: Http, what: string): Promise<void> {
  expect((await client.get("/api/admin/active-users")).status(), what).toBe(401);
  const page = await client.get("/admin/active-users");
  expect(page.status(), what).toBe(307);
  expect(page.headers().location, what).toMatch(/\/login/);
  const session = await client.get("/api/auth/session");
  expect(session.status(), what).toBeLessThan(500);
  expect(await session.text(), what).not.toContain("user");
}
