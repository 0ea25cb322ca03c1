import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import type { Page } from "@playwright/test";
import { readCsrfToken, submitCredentials } from "@/e2e/support/credentials";
import { expect, seedPassword, test } from "@/e2e/support/fixtures";
import { rawRequest, requestHead } from "@/e2e/support/raw-request";

/* Malformed and hostile requests. Each gets a clear answer, never a 500, and no data is lost. */

test("files that are asked for many times on one connection leave no descriptor open", async ({
  http,
  origin,
}) => {
  test.skip(process.platform !== "linux", "needs /proc");
  const client = await http();
  const file = /\/_next\/static\/[^"]+\.js/.exec(await (await client.get("/login")).text())?.[0] ?? "";
  const before = countOpenFiles();
  for (let connection = 0; connection < 10; connection++) {
    const socket = connect(Number(new URL(origin).port), "localhost");
    socket.on("error", () => {}); // a reset; "close" follows
    socket.write(`GET ${file} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(800));
    await Promise.race([once(socket, "data"), once(socket, "close")]);
    socket.destroy();
  }
  // Connections of other clients and of the database come and go.
  await expect.poll(countOpenFiles).toBeLessThan(before + 20);
  expect((await client.get(file)).status()).toBe(200);
});

for (const [method, path, status] of [
  ["POST", "/login", 405],
  ["POST", "/admin", 405],
  ["POST", "/nowhere", 405],
  ["PUT", "/api/nowhere", 405],
  ["GET", "/login", 400],
  ["GET", "/api/health", 400],
  ["POST", "/api/../login", 400],
  ["POST", "/api/%2e%2e/login", 400],
  ["POST", "/_next/data/x/login.json", 404],
  ["POST", "/_next/static/x.js", 405],
  ["POST", "/api/nowhere", 404],
  ["POST", "/api/auth/callback/credentials", 413],
  ["POST", "/api/activation", 413],
  ["POST", "/api/admin/users/import/plan", 401],
] as const) {
  test(`${method} ${path} is answered ${status} before its body arrives`, async ({ origin }) => {
    const headers = { "content-length": "9000000", "sec-fetch-site": "same-origin" };
    const answer = await rawRequest(origin, requestHead(method, path, headers));
    expect(answer.status).toBe(status);
    expect(answer.head.toLowerCase()).toContain("x-content-type-options: nosniff");
  });
}

/*
 * Four is how many requests of a session are answered at the same time. Negative control: a form that has
 * passed the gate and waits for a turn of its session.
 */
test("requests that never end keep nobody from signing in, in the same browser or another", async ({
  signIn,
  http,
  origin,
}) => {
  const page = await signIn("directeur001");
  const { request } = page;
  const csrfToken = await readCsrfToken(request);
  const release = await hangForms(page, origin, "/api/me/password", 4);
  try {
    // A request of the session waits from the moment when all four have a turn.
    const waiting = () => request.get("/api/auth/session", { timeout: 2_000 }).catch(() => null);
    await expect.poll(waiting).toBeNull();
    const form = { username: "directeur001", password: seedPassword(), csrfToken, callbackUrl: "/" };
    const again = { form, headers: { "sec-fetch-site": "same-origin" }, maxRedirects: 0 };
    const inSame = await request.post("/api/auth/callback/credentials", again);
    const inOther = await submitCredentials(await http(), { username: "directeur002" });
    for (const answer of [inSame, inOther]) expect(answer.headers().location).toMatch(/\/$/);
  } finally {
    release();
  }
});

/* Negative control: a body that is read after the request has a turn. */
test("forms of the language whose bodies do not come keep no turns of their session", async ({
  signIn,
  origin,
}) => {
  const page = await signIn("directeur001");
  const release = await hangForms(page, origin, "/api/preferences", 8);
  try {
    for (let n = 0; n < 4; n++)
      expect((await page.request.get("/me", { timeout: 10_000 })).status()).toBe(200);
  } finally {
    release();
  }
});

/** Sends forms of a session whose bodies do not come. Returns a function that closes their connections. */
async function hangForms(page: Page, origin: string, path: string, count: number): Promise<() => void> {
  const cookies = await page.context().cookies();
  const headers = {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    "content-length": "50",
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
  };
  const port = Number(new URL(origin).port);
  const sockets = Array.from({ length: count }, () => connect(port, "localhost"));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  for (const socket of sockets) {
    socket.on("error", () => {});
    socket.write(requestHead("POST", path, headers));
  }
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

function countOpenFiles(): number {
  return readdirSync(`/proc/${process.env[`E2E_PID_${process.env.TEST_PARALLEL_INDEX}`]}/fd`).length;
}
