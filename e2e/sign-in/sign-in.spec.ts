import { expect, seedPassword, signInByForm, test } from "@/e2e/support/fixtures";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";

const WRONG = "Nom d'utilisateur ou mot de passe incorrect";
const STALE = "La page était ouverte depuis trop longtemps";
const PASSWORD = "correct horse battery";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an administrator lands on the dashboard", async ({ page }) => {
      await signInByForm(page, "Anderson002");
      await expect(page).toHaveURL(/\/admin$/);
      await expect(page.getByRole("heading", { level: 1, name: "Tableau de bord" })).toBeVisible();
    });

    test("staff land on their own connections", async ({ page }) => {
      await signInByForm(page, "Wilbert001");
      await expect(page).toHaveURL(/\/me$/);
      await expect(page.getByRole("heading", { level: 1, name: "Mes connexions" })).toBeVisible();
    });

    test("a wrong password is refused with a message, without the username in the address", async ({
      page,
    }) => {
      await signInByForm(page, "Peterson002", "not the right password");
      await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
      expect(page.url()).not.toContain("Peterson002");
      await page.goto("/me");
      await expect(page).toHaveURL(/\/login/);
    });

    test("after signing in the user reaches the page that was requested", async ({ page }) => {
      await page.goto("/me?page=1");
      await expect(page).toHaveURL(/\/login\?callbackUrl=/);
      await signInByForm(page, "admin_test");
      await expect(page).toHaveURL(/\/me\?page=1$/);
    });

    for (const destination of ["/me?form=password&error=wrong", "/me?csrf=true"]) {
      test(`a user who requested ${destination} reaches it with one sign-in`, async ({ page }) => {
        const { username } = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
        await page.goto(destination);
        await expect(page).toHaveURL(/\/login\?callbackUrl=/);
        await signInByForm(page, username, PASSWORD);
        await expect(page).toHaveURL(destination);
        await expect(page.getByRole("heading", { level: 1, name: "Mes connexions" })).toBeVisible();
        expect(await prisma.userSession.count({ where: { user: { username } } })).toBe(1);
      });
    }

    test("the callbackUrl of another site is ignored", async ({ page }) => {
      await page.goto(`/login?callbackUrl=${encodeURIComponent("https://evil.example/me")}`);
      await signInByForm(page, "archives_test");
      await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/me$/);
    });
  });
}

/* Negative control: a form that gives up on a stale token, or one that retries for ever. */
test("a form with a stale token gets a new one by itself and signs in", async ({ page, context }) => {
  await page.goto("/login");
  await context.clearCookies({ name: "konekte.csrf" });
  await signInByForm(page, "Wilbert001");
  await expect(page).toHaveURL(/\/me$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a form with a stale token says so, and the next attempt signs in", async ({ page, context }) => {
    await page.goto("/login?callbackUrl=%2Fme%3Fpage%3D1");
    await context.clearCookies({ name: "konekte.csrf" });
    await signInByForm(page, "Wilbert001");
    await expect(page.getByRole("alert").filter({ hasText: STALE })).toBeVisible();
    await signInByForm(page, "Wilbert001");
    await expect(page).toHaveURL(/\/me\?page=1$/);
  });
});

test("signing in stores the user, the address, the browser and the time at once", async ({ page }) => {
  const before = await databaseNow();
  await signInByForm(page, "Hantz123");
  await expect(page).toHaveURL(/\/me$/);
  const session = await prisma.userSession.findFirstOrThrow({
    where: { user: { username: "Hantz123" } },
    orderBy: [{ loginTime: "desc" }, { id: "desc" }],
    select: { id: true, loginTime: true, logoutTime: true, isActive: true, ipAddress: true, userAgent: true },
  });
  expect(session).toMatchObject({
    logoutTime: null,
    isActive: true,
    ipAddress: expect.stringMatching(/^(127\.0\.0\.1|::1)/),
  });
  expect(session.loginTime.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(session.userAgent).toBe(await page.evaluate(() => navigator.userAgent));
  const events = await prisma.activityEvent.findMany({
    where: { sessionId: session.id },
    select: { type: true, at: true },
  });
  expect(events).toEqual([{ type: "session.opened", at: session.loginTime }]);
});

test("the session cookie is HttpOnly and SameSite=Lax; the database holds a hash of its key", async ({
  page,
  context,
}) => {
  await signInByForm(page, "secretaire_test");
  await expect(page).toHaveURL(/\/me$/);
  const cookies = await context.cookies();
  const session = cookies.find((cookie) => cookie.name.endsWith("konekte.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const [open] = await prisma.userSession.findMany({
    where: { user: { username: "secretaire_test" }, logoutTime: null },
    select: { sessionKey: true },
  });
  expect(open?.sessionKey).toMatch(/^[0-9a-f]{64}$/);
  expect(session?.value).not.toContain(open?.sessionKey);
});

test("signing in replaces a session cookie that was set before", async ({ page, context, origin }) => {
  const preset = { name: "konekte.session", value: "preset-by-somebody-else", url: origin };
  await context.addCookies([preset]);
  await signInByForm(page, "directeur_test", seedPassword());
  await expect(page).toHaveURL(/\/me$/);
  const after = (await context.cookies()).find((cookie) => cookie.name === preset.name);
  expect(after?.value).not.toBe(preset.value);
});

async function databaseNow(): Promise<Date> {
  const [row] = await prisma.$queryRaw<
    [{ now: Date }]
  >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  return row.now;
}
