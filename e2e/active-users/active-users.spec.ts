import { expect, test } from "@/e2e/support/fixtures";
import { rowOf, table } from "@/e2e/support/tables";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { prisma } from "@/lib/db/client";
import { ActiveUsers } from "@/lib/sessions/session-row";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

const MINUTE_MS = 60_000;

/**
 * Makes a unique name that stands on the first page of an alphabetical list, whatever users other tests
 * insert.
 */
const first = (name: string) => `AAA ${name} ${crypto.randomUUID().slice(0, 8)}`;

/* Open sessions of other tests are ended, because they would push an older session off the first page. */
test.beforeEach(async () => {
  await prisma.$executeRaw`
    UPDATE user_session SET logout_time = login_time, is_active = false, end_reason = 'REVOKED'
    WHERE logout_time IS NULL`;
});

test("the three tables show who is online, away, offline and never connected", async ({ signIn }) => {
  const [here, silent, gone, never] = await Promise.all(
    ["Here", "Silent", "Gone", "Never"].map((name) => makeUser({ name: first(name), role: "ARCHIVES" })),
  );
  if (!here || !silent || !gone || !never) throw new Error("four users must be inserted");
  const now = Date.now();
  await makeSession(here, { ipAddress: "198.51.100.1" });
  await makeSession(silent, { loginTime: new Date(now - 20 * MINUTE_MS), ipAddress: "198.51.100.2" });
  const logoutTime = new Date(now);
  const loginTime = new Date(now - 61 * MINUTE_MS - 1000);
  await makeSession(gone, { loginTime, logoutTime, endReason: "LOST_CONTACT", ipAddress: "198.51.100.3" });

  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  const figures = page.getByRole("region", { name: "Chiffres du moment" });
  await expect(figures).toContainText(/En ligne \d+ · Absents? \d+ · \d+ sessions/);
  const users = table(page, "Tous les utilisateurs");
  await expect(rowOf(users, here.name)).toContainText(/Archives.*En ligne/);
  await expect(rowOf(users, here.name)).toContainText("Toujours connecté");
  await expect(rowOf(users, here.name)).toContainText("198.51.100.1");
  await expect(rowOf(users, silent.name)).toContainText("Absent");
  await expect(rowOf(users, gone.name)).toContainText("Hors ligne");
  await expect(rowOf(users, gone.name)).toContainText(new RegExp(`≈.*${inHaiti(logoutTime)}`));
  await expect(rowOf(users, never.name)).toContainText("Jamais connecté");

  const open = table(page, "Actuellement connectés");
  await expect(rowOf(open, silent.name)).toContainText(/20m \d+s/);
  await expect(rowOf(open, gone.name)).toHaveCount(0);
  const recent = table(page, "Récemment déconnectés");
  await expect(rowOf(recent, gone.name)).toContainText("1h 1m 1s");
  await expect(rowOf(recent, gone.name)).toContainText("Connexion perdue");
  await expect(rowOf(recent, gone.name)).toContainText("≈");
});

test("a row shows the newest open session, and the newest login of all sessions", async ({ signIn }) => {
  const person = await makeUser({ name: first("Several") });
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
  await makeSession(person, { loginTime: ago(50), ipAddress: "198.51.100.50" });
  await makeSession(person, { loginTime: ago(40), ipAddress: "198.51.100.40" });
  const newest = await makeSession(person, {
    loginTime: ago(30),
    logoutTime: ago(29),
    ipAddress: "198.51.100.30",
  });
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  const row = table(page, "Tous les utilisateurs").getByRole("row", { name: new RegExp(person.name) });
  await expect(row).toContainText("198.51.100.40");
  await expect(row).toContainText("Toujours connecté");
  await expect(row).toContainText(inHaiti(newest.loginTime));
});

test("each name links to that user's sessions, newest first", async ({ signIn }) => {
  const person = await makeUser({ name: first("History") });
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
  await makeSession(person, { loginTime: ago(90), logoutTime: ago(80), ipAddress: "198.51.100.90" });
  await makeSession(person, { loginTime: ago(10), ipAddress: "198.51.100.10" });
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  await table(page, "Tous les utilisateurs")
    .getByRole("link", { name: new RegExp(person.name) })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(person.name);
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText("198.51.100.10");
  await expect(rows.nth(2)).toContainText("198.51.100.90");
});

test("the JSON matches its schema and contains no secrets", async ({ http }) => {
  const person = await makeUser({ name: first("Json") });
  const session = await makeSession(person, { ipAddress: "::ffff:198.51.100.8" });
  const client = await http((await openSessionOf("Fedanoir")).cookie);
  const answer = await client.get("/api/admin/active-users");
  expect(answer.headers()["cache-control"]).toContain("no-store");
  const body = ActiveUsers.parse(await answer.json());
  expect(body.open.rows.find((row) => row.sessionId === session.id)).toMatchObject({
    userId: person.id,
    username: person.username,
    loginTime: toLocalIso(session.loginTime, "America/Port-au-Prince"),
    logoutTime: null,
    status: "online",
  });
  const { online, away, offline, never, users } = body.counts;
  expect(online + away + offline + never).toBe(users);
  expect(JSON.stringify(body)).not.toMatch(/password|argon2|sessionKey/i);
});

test.describe("the page number", () => {
  for (const query of ["page=0", "page=-1", "page=x", "openPage=1.5", "page=99999999999999999999"]) {
    test(`${query} is refused by the JSON with 400 and does not break the page`, async ({ http }) => {
      const client = await http((await openSessionOf("Fedanoir")).cookie);
      const answer = await client.get(`/api/admin/active-users?${query}`);
      expect(answer.status()).toBe(400);
      expect(await answer.json()).toMatchObject({ error: "bad_request" });
      expect((await client.get(`/admin/active-users?${query}`)).status()).toBeLessThan(500);
    });
  }

  test("beyond the last page returns the last page", async ({ http }) => {
    const client = await http((await openSessionOf("Fedanoir")).cookie);
    const answer = await client.get("/api/admin/active-users?page=9999&openPage=9999");
    expect(answer.status()).toBe(200);
    const { users, open } = ActiveUsers.parse(await answer.json());
    expect(users).toMatchObject({ page: Math.ceil(users.total / users.pageSize) });
    expect(users.rows.length).toBeGreaterThan(0);
    expect(open.rows.length).toBeGreaterThan(0);
  });
});

/** Formats a time of Haiti as `11/11/2025 14:32:15`, without the product's own formatter. */
function inHaiti(at: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "America/Port-au-Prince",
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return parts.replace(",", "");
}
