import type { Request } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

test("signing out ends the session and confirms it, and Back shows no data", async ({ signIn }) => {
  const person = await makeUser({ role: "ADMIN", name: "Nadège Sortie" });
  const page = await signIn(person.username);
  await page.goto("/admin/active-users");
  await expect(page.getByText(person.name).filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByRole("status").first()).toHaveText("Vous êtes déconnecté.");
  const sessions = await prisma.userSession.findMany({
    where: { userId: person.id },
    select: { isActive: true, endReason: true },
  });
  expect(sessions).toEqual([{ isActive: false, endReason: "SIGNED_OUT" }]);

  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText(person.name)).toHaveCount(0);
});

test("a refresh that the ended session rejects does not replace the redirect of the sign-out", async ({
  signIn,
}) => {
  const person = await makeUser({ role: "ADMIN" });
  const page = await signIn(person.username);
  await page.goto("/admin/active-users");
  await expect(page.getByText(person.name).filter({ visible: true }).first()).toBeVisible();
  // Focus makes the page refresh its data, here again and again from the sign-out on.
  await page.evaluate(() => {
    const refresh = () => setInterval(() => window.dispatchEvent(new Event("focus")), 50);
    document.addEventListener("submit", refresh);
  });
  await page.route("**/api/sign-out", async (route) => {
    const rejected = page.waitForResponse((answer) => answer.status() === 401);
    const response = await route.fetch({ maxRedirects: 0 }); // the session has ended, its page is still open
    await rejected;
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByRole("status").first()).toHaveText("Vous êtes déconnecté.");
});

test("on a slow line, a sign-out before the page's scripts run keeps its redirect too", async ({
  signIn,
}) => {
  const person = await makeUser({ role: "ADMIN" });
  const page = await signIn(person.username);
  let releaseScripts = () => {};
  const released = new Promise<void>((resolve) => {
    releaseScripts = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  const isStream = (request: Request) => request.url().endsWith("/live");
  await page.route("**/api/sign-out", async (route) => {
    const opened = page.waitForResponse((answer) => isStream(answer.request()));
    const closed = Promise.race([
      page.waitForEvent("requestfailed", isStream),
      page.waitForEvent("requestfinished", isStream),
    ]);
    releaseScripts();
    await opened;
    const response = await route.fetch({ maxRedirects: 0 });
    await closed; // the stream has reported the end of the session
    await route.fulfill({ response });
  });
  await page.goto("/admin/active-users", { waitUntil: "domcontentloaded" });
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByRole("status").first()).toHaveText("Vous êtes déconnecté.");
});

test("signing out works without JavaScript", async ({ signIn }) => {
  const page = await signIn("secretaire002", { javaScriptEnabled: false });
  await page.goto("/me");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/login/);
});

/* Negative control: a guard that decodes the cookie without reading the row accepts the replay. */
test("after signing out, the old cookie is refused everywhere, also as a bearer token", async ({
  http,
  origin,
}) => {
  const { username } = await makeUser({ role: "ADMIN" });
  const { cookie } = await openSessionOf(username);
  const client = await http(cookie);
  expect((await client.get("/admin/active-users")).status()).toBe(200); // valid until here

  const out = await client.post("/api/sign-out", {
    headers: { origin: origin, "sec-fetch-site": "same-origin" },
  });
  expect(out.status()).toBe(303);
  expect(out.headers().location).toBe("/login");
  expect(out.headers()["clear-site-data"]).toBe('"cache"');
  expect(out.headers()["set-cookie"]).toMatch(
    new RegExp(`${cookie.name}=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)`, "i"),
  );

  for (const path of ["/", "/me", "/admin/active-users"]) {
    const answer = await client.get(path);
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location, path).toMatch(/\/login/);
  }
  expect((await client.get("/api/admin/active-users")).status()).toBe(401);
  const session = await client.get("/api/auth/session");
  expect(session.status()).toBe(401);
  expect(await session.text()).not.toContain(username);
  const bearer = await http();
  const headers = { authorization: `Bearer ${cookie.value}` };
  expect((await bearer.get("/api/admin/active-users", { headers })).status()).toBe(401);
  expect((await bearer.get("/me", { headers })).status()).toBe(307);
});

test("signing out twice changes nothing: the first ending is kept", async ({ http, origin }) => {
  const { username } = await makeUser();
  const { cookie, sessionId } = await openSessionOf(username);
  const client = await http(cookie);
  const headers = { origin: origin, "sec-fetch-site": "same-origin" };
  await client.post("/api/sign-out", { headers });
  const first = await ending(sessionId);
  expect((await client.post("/api/sign-out", { headers })).status()).toBe(303);
  expect(await ending(sessionId)).toEqual(first);
  expect(await prisma.activityEvent.count({ where: { sessionId, type: "session.ended" } })).toBe(1);
});

const ELSEWHERE: [source: string, headers: Record<string, string>][] = [
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another site in an older browser", { origin: "https://evil.example" }],
  ["an unknown source", {}],
];

for (const [source, headers] of ELSEWHERE) {
  test(`a request from ${source} does not sign out`, async ({ http }) => {
    const { username } = await makeUser();
    const { cookie, sessionId } = await openSessionOf(username);
    const client = await http(cookie);
    expect((await client.post("/api/sign-out", { headers })).status()).toBe(403);
    expect((await client.get("/api/sign-out")).status()).toBe(405);
    expect((await ending(sessionId)).logoutTime).toBeNull();
  });
}

async function ending(sessionId: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id: sessionId },
    select: { logoutTime: true, endReason: true, isActive: true },
  });
}
