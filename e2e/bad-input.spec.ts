import { randomBytes } from "node:crypto";
import type { APIResponse } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { sealSessionCookie } from "@/lib/auth/session-cookie";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/factories";
import { openSessionOf } from "@/lib/testing/open-session-of";
import { readCsrfToken, submitCredentials } from "./credentials";
import { expect, type Http, test } from "./fixtures";
import { rawRequest, requestHead } from "./raw-request";

/* What people try. A clear answer each time, never a 500, nothing lost. */

const KIB = 1024;

test.describe("passwords", () => {
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
});

test.describe("headers", () => {
  for (const size of [8, 16, 64]) {
    test(`${size} KiB of headers get an answer or 431`, async ({ origin }) => {
      for (const name of ["x-filler", "cookie", "user-agent", "x-forwarded-for", "accept-language"]) {
        const head = requestHead("GET", "/login", { [name]: "a".repeat(size * KIB) });
        const { status } = await rawRequest(origin, head);
        expect([200, 431], name).toContain(status);
      }
    });
  }

  test("a cookie of 15 KiB is not ours", async ({ http }) => {
    const client = await http({ name: "konekte.session", value: "a".repeat(15_000) });
    expect((await client.get("/api/admin/active-users")).status()).toBe(401);
    expect((await client.get("/me")).status()).toBe(307);
  });

  test("a NUL in the user agent is refused by the server, and signs nobody in", async ({ origin }) => {
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

  test("forwarded headers of somebody who is no proxy change no stored address", async ({ http }) => {
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

  test("x-konekte headers of a client count for nothing", async ({ http }) => {
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
});

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
    test(`${JSON.stringify(target)} lands on our own first page`, async ({ http, origin }) => {
      const person = await makeUser({ passwordHash: await seedHash() });
      const answer = await submitCredentials(await http(), {
        username: person.username,
        callbackUrl: target,
      });
      expect(answer.headers()["set-cookie"]).toContain("konekte.session");
      expect(new URL(answer.headers().location ?? "", origin).href).toBe(`${origin}/`);
    });
  }

  test("a place of ours is kept", async ({ http, origin }) => {
    const person = await makeUser({ passwordHash: await seedHash() });
    for (const callbackUrl of ["/me?page=2", `${origin}/me?page=2`]) {
      const answer = await submitCredentials(await http(), { username: person.username, callbackUrl });
      expect(new URL(answer.headers().location ?? "", origin).href).toBe(`${origin}/me?page=2`);
    }
  });
});

test.describe("cookies", () => {
  test("tampered, foreign and stale ones open nothing", async ({ http }) => {
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
      "of no session": invented.value,
      junk: "%",
      empty: "",
      unsigned: `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(`{"uid":"${userId}"}`).toString("base64url")}.`,
    };
    for (const [what, value] of Object.entries(values))
      await expectNobody(await http({ name: cookie.name, value }), what);
  });

  test("a session of somebody else's is not mine: key and person must belong together", async ({ http }) => {
    const admin = await makeUser({ role: "ADMIN" });
    const staff = await openSessionOf((await makeUser()).username);
    const [row] = await prisma.userSession.findMany({
      where: { id: staff.sessionId },
      select: { sessionKey: true },
    });
    // Even with our own secret: the hash that the database holds is not the key.
    const forged = await sealSessionCookie({ sessionKey: row?.sessionKey ?? "", userId: admin.id });
    await expectNobody(await http(forged), "the stored hash as key");
  });

  /** next-auth joins `name.0`, `name.1`, …: so must nobody get in, or be thrown out, by numbering them. */
  test("numbered cookies open nothing that the whole one would not", async ({ origin, playwright }) => {
    const { username } = await makeUser({ role: "ADMIN" });
    const { cookie, sessionId } = await openSessionOf(username);
    await prisma.$executeRaw`
      UPDATE user_session SET logout_time = clock_timestamp(), is_active = false, end_reason = 'REVOKED'
      WHERE id = ${sessionId}::uuid`;
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

  test("next-auth's update() changes nothing", async ({ http, origin }) => {
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
    test(`Authorization: ${JSON.stringify(authorization)} is nobody`, async ({ http }) => {
      const client = await http();
      for (const path of [
        "/api/admin/active-users",
        "/api/auth/session",
        "/api/auth/csrf",
        "/me",
        "/login",
      ]) {
        const answer = await client.get(path, { headers: { authorization } });
        expect(answer.status(), path).toBeLessThan(500);
      }
      expect((await client.get("/api/admin/active-users", { headers: { authorization } })).status()).toBe(
        401,
      );
    });
  }
});

test.describe("addresses", () => {
  for (const path of [
    "/admin/users/1",
    "/admin/users/%00",
    "/admin/users/..%2f..%2fetc",
    `/admin/users/${"0".repeat(5000)}`,
    "/admin/users/00000000-0000-7000-8000-000000000000",
    "/nowhere",
    "/%",
    "/%ff",
    "/api/nowhere",
    "/api/auth/nowhere",
  ]) {
    test(`${path.slice(0, 40)} is not found, in words`, async ({ http }) => {
      const client = await http((await openSessionOf("Fedanoir")).cookie);
      expect([400, 404]).toContain((await client.get(path)).status());
    });
  }

  test("next-auth's log and its own pages are closed", async ({ http }) => {
    const client = await http();
    const log = await client.post("/api/auth/_log", { form: { code: "X", message: "y" } });
    expect(log.status()).toBe(404);
    for (const path of ["/api/auth/signout", "/api/auth/providers"]) {
      expect((await client.get(path)).status(), path).toBe(404);
    }
    expect((await client.get("/api/auth/signin")).headers().location).toBe("/login");
  });
});

function expectRefusal(answer: APIResponse): void {
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toBe("/login?error=CredentialsSignin");
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("konekte.session");
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

async function onlySessionOf(userId: string) {
  const [session, ...more] = await prisma.userSession.findMany({
    where: { userId },
    select: { ipAddress: true, userAgent: true },
  });
  if (!session || more.length > 0) throw new Error("one session was expected");
  return session;
}

/** The stored hash of a seeded account: the same password opens it, without a hash to compute. */
async function seedHash(): Promise<string> {
  const { passwordHash } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: "fedanoir" },
    select: { passwordHash: true },
  });
  return passwordHash;
}
