import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/factories";
import { openSessionOf } from "@/lib/testing/open-session-of";
import { submitCredentials } from "./credentials";
import { withDatabaseDown } from "./faults";
import { expect, signInByForm, test } from "./fixtures";

/* Negative control: a guard that takes "no answer" for "no session" sends everyone to /login, or clears a cookie. */
test("without the database nobody is signed out: 503 with Retry-After, in words, cookies untouched", async ({
  http,
  origin,
}) => {
  const { username } = await makeUser({ role: "ADMIN" });
  const { cookie, sessionId } = await openSessionOf(username);
  const client = await http(cookie);

  await withDatabaseDown(async () => {
    for (const page of ["/", "/me", "/admin", "/admin/active-users", "/admin/active-users?page=2"]) {
      const answer = await client.get(page);
      expect(answer.status(), page).toBe(307);
      expect(answer.headers()["set-cookie"], page).toBeUndefined();
      const words = await client.get(answer.headers().location ?? "");
      expect(words.status(), page).toBe(503);
      expect(Number(words.headers()["retry-after"]), page).toBeGreaterThan(0);
      expect(await words.text(), page).toContain("Rien n'est perdu");
      expect(words.headers()["set-cookie"], page).toBeUndefined();
    }
    for (const handler of ["/api/admin/active-users", "/api/admin/dashboard", "/api/auth/session"]) {
      const answer = await client.get(handler);
      expect(answer.status(), handler).toBe(503);
      expect(Number(answer.headers()["retry-after"]), handler).toBeGreaterThan(0);
      expect(await answer.json(), handler).toEqual({ error: "unavailable" });
      expect(answer.headers()["set-cookie"], handler).toBeUndefined();
    }
    const out = await client.post("/api/sign-out", { headers: { origin } });
    expect(out.status()).toBe(503);
    expect(out.headers()["set-cookie"]).toBeUndefined();
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

test("a person on the page reads what happened, and is back where they were by themselves", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir");
  await withDatabaseDown(async () => {
    await page.goto("/admin/active-users?page=1");
    await expect(page.getByRole("heading", { name: "La base de données ne répond pas" })).toBeVisible();
  });
  await expect(page).toHaveURL(/\/admin\/active-users\?page=1$/, { timeout: 15_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Utilisateurs connectés");
});

test("signing in meanwhile says so, and works again afterwards", async ({ anonymous: page }) => {
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
