import { submitCredentials } from "@/e2e/support/credentials";
import { withDatabaseDown } from "@/e2e/support/faults";
import { expect, signInByForm, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { openEventSource } from "@/lib/simulator/event-source";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/*
 * Negative control: a guard that treats "no answer" as "no session" and redirects to /login or clears a
 * cookie.
 */
test("without the database nobody is signed out: 503 with Retry-After, and no cookie is set", async ({
  http,
}) => {
  const { username } = await makeUser({ role: "ADMIN" });
  const { cookie, sessionId } = await openSessionOf(username);
  const client = await http(cookie);

  await withDatabaseDown(async () => {
    for (const page of ["/", "/me", "/admin", "/admin/active-users", "/admin/active-users?page=2"]) {
      const answer = await client.get(page);
      expect(answer.status(), page).toBe(307);
      expect(answer.headers()["set-cookie"], page).toBeUndefined();
      const unavailable = await client.get(answer.headers().location ?? "");
      expect(unavailable.status(), page).toBe(503);
      expect(Number(unavailable.headers()["retry-after"]), page).toBeGreaterThan(0);
      expect(await unavailable.text(), page).toContain("Rien n'est perdu");
      expect(unavailable.headers()["set-cookie"], page).toBeUndefined();
    }
    for (const handler of ["/api/admin/active-users", "/api/admin/dashboard", "/api/auth/session"]) {
      const answer = await client.get(handler);
      expect(answer.status(), handler).toBe(503);
      expect(Number(answer.headers()["retry-after"]), handler).toBeGreaterThan(0);
      expect(await answer.json(), handler).toEqual({ error: "unavailable" });
      expect(answer.headers()["set-cookie"], handler).toBeUndefined();
    }
    const attempt = await submitCredentials(await http(), { username: "Fedanoir" });
    expect(attempt.headers().location).toBe("/login?error=Unavailable");
  });

  await expect.poll(async () => (await client.get("/me")).status()).toBe(200);
  const session = await prisma.userSession.findUniqueOrThrow({
    where: { id: sessionId },
    select: { isActive: true },
  });
  expect(session.isActive).toBe(true);
});

/* Negative control: a sign-out that is answered 503, or that is stored nowhere. */
test("signing out works without the database and is written later with its own time", async ({
  http,
  origin,
}) => {
  const { username } = await makeUser();
  const { cookie, sessionId } = await openSessionOf(username);
  const client = await http(cookie);
  const stream = await openEventSource(`${origin}/api/live`, cookie);
  let answeredAt = 0;
  await withDatabaseDown(async () => {
    const out = await client.post("/api/sign-out", { headers: { origin } });
    answeredAt = Date.now();
    expect(out.status()).toBe(303);
    expect(out.headers().location).toBe("/login");
    expect(out.headers()["set-cookie"]).toContain(`${cookie.name}=;`);
    await stream.ended;
    expect(stream.events).toEqual(["ended 1"]);
    const again = await client.get("/api/auth/session");
    expect(again.status(), "the old cookie while the database is down").toBe(401);
  });
  expect((await client.get("/api/auth/session")).status()).toBe(401);
  const read = () =>
    prisma.userSession.findUniqueOrThrow({
      where: { id: sessionId },
      select: { endReason: true, logoutTime: true },
    });
  await expect.poll(async () => (await read()).endReason).toBe("SIGNED_OUT");
  expect((await read()).logoutTime?.getTime()).toBeLessThanOrEqual(answeredAt);
  expect(await prisma.activityEvent.count({ where: { sessionId, type: "session.ended" } })).toBe(1);
});

test("the page explains an outage and returns by itself when the database is back", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await withDatabaseDown(async () => {
    await page.goto("/admin/active-users?page=1");
    await expect(page.getByRole("heading", { name: "La base de données ne répond pas" })).toBeVisible();
  });
  await expect(page).toHaveURL(/\/admin\/active-users\?page=1$/, { timeout: 15_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Utilisateurs connectés");
});

test("signing in during an outage shows a message, and works afterwards", async ({ anonymous: page }) => {
  await page.goto("/login");
  await withDatabaseDown(async () => {
    await signInByForm(page, "Hantz123");
    await expect(
      page.getByRole("alert").filter({ hasText: "La base de données ne répond pas" }),
    ).toBeVisible();
  });
  await signInByForm(page, "Hantz123");
  await expect(page).toHaveURL(/\/me$/);
});
