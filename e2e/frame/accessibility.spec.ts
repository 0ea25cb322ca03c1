import type { Page } from "@playwright/test";
import { check, checkAt } from "@/e2e/support/axe";
import { endEverySession } from "@/e2e/support/backdate-session";
import { expect, test } from "@/e2e/support/fixtures";
import en from "@/lib/i18n/messages/en.json" with { type: "json" };
import fr from "@/lib/i18n/messages/fr.json" with { type: "json" };
import ht from "@/lib/i18n/messages/ht.json" with { type: "json" };
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endInDatabase, openSessionOf } from "@/lib/testing/records/open-session-of";

test.describe.configure({ timeout: 90_000 }); // axe checks every element, which is slow on a busy machine

/* Open sessions of other tests are ended, because axe would check each of their rows on every page. */
test.beforeEach(endEverySession);

const HOUR_MS = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);

const FAULTS = ["?error=CredentialsSignin", "?error=Unavailable", "?error=x", "?error=Stale"];
const VIEWS = [
  "openPage=9000&q=aaa&role=SECRETAIRE&sort=-lastLogin&pageSize=1",
  "openPage=9000&q=nobody-at-all",
  "openPage=9000&page=9000",
];
/**
 * Both themes and all languages are covered. Views that differ from another one only in their texts are
 * checked once, or once in each theme, and never in English.
 */
const LOOKS = [
  { language: "fr", theme: "light", messages: fr, faults: ["?error=Busy", ...FAULTS] },
  { language: "ht", theme: "dark", messages: ht, faults: ["?error=Busy"] },
  { language: "en", theme: "light", messages: en, faults: [] },
] as const;

for (const { language, theme, messages, faults } of LOOKS) {
  test.describe(`in ${language} with the ${theme} theme`, () => {
    const applyLook = async (page: Page, origin: string) => {
      await page.context().addCookies([
        { name: "konekte.language", value: language, url: origin },
        { name: "konekte.theme", value: theme, url: origin },
      ]);
      return page;
    };

    test("axe reports nothing on the sign-in page", async ({ anonymous, origin }) => {
      const page = await applyLook(anonymous, origin);
      for (const query of ["", ...faults]) {
        await checkAt(page, `/login${query}`);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      }
    });

    test("axe reports nothing on the reason why a session has ended", async ({ anonymous, origin }) => {
      const { username } = await makeUser();
      const { cookie, sessionId } = await openSessionOf(username);
      const page = await applyLook(anonymous, origin);
      await page.context().addCookies([{ ...cookie, url: origin }]);
      await endInDatabase(sessionId);
      await checkAt(page, "/me");
      await expect(page).toHaveURL(/\/login/);
    });

    test("axe reports nothing on the connected users", async ({ signIn, origin }) => {
      await makePersonWithPast();
      const page = await applyLook(await signIn("Fedanoir"), origin);
      for (const query of ["pageSize=5", ...(language === "en" ? [] : VIEWS)])
        await checkAt(page, `/admin/active-users?${query}`);
    });

    test("axe reports nothing on a user's page", async ({ signIn, origin }) => {
      const person = await makePersonWithPast();
      await checkAt(await applyLook(await signIn("Fedanoir"), origin), `/admin/users/${person.id}`);
    });

    test("axe reports nothing on the history and a session beside it", async ({ signIn, origin }) => {
      const person = await makePersonWithPast();
      const page = await applyLook(await signIn("Fedanoir"), origin);
      await checkAt(page, `/admin/sessions?user=${person.id}&address=nonsense`);
      await page.locator("tbody").getByRole("link").nth(1).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await check(page, "a session beside the history");
    });

    test("axe reports nothing on the dashboard", async ({ signIn, origin }) => {
      await makePersonWithPast();
      await checkAt(await applyLook(await signIn("Fedanoir"), origin), "/admin");
    });

    if (language === "en") return;
    test("axe reports nothing on the connection times", async ({ signIn, origin }) => {
      await makePersonWithPast();
      const page = await applyLook(await signIn("Fedanoir"), origin);
      await checkAt(page, "/admin/reports/connection-time?from=2025-01-01");
    });

    test("axe reports nothing on the timeline and its table", async ({ signIn, origin }) => {
      await makePersonWithPast();
      const page = await applyLook(await signIn("Fedanoir"), origin);
      for (const query of ["", "?view=table"]) await checkAt(page, `/admin/reports/timeline${query}`);
    });

    test("axe reports nothing on pages that cannot be refreshed", async ({ signIn, origin }) => {
      const page = await applyLook(await signIn("Fedanoir"), origin);
      await page.route("**/api/admin/**", (route) => route.abort());
      for (const path of ["/admin/active-users?openPage=9000&pageSize=5", "/admin"]) {
        await page.goto(path);
        await page.getByRole("button", { name: messages.freshness.refresh }).click();
        await expect(page.getByRole("button", { name: messages.freshness.failure.retry })).toBeVisible();
        await check(page, path);
      }
    });

    // Own sessions, a page number beyond the last, 403 twice, 404, 503.
    test("axe reports nothing on the pages of a user who is no administrator", async ({ signIn, origin }) => {
      const page = await applyLook(await signIn("Hantz123"), origin);
      for (const path of [
        "/me",
        "/me?page=9000",
        "/admin",
        "/admin/active-users",
        "/nowhere",
        "/unavailable?from=/me",
      ])
        await checkAt(page, path);
    });
  });
}

async function makePersonWithPast() {
  const person = await makeUser({ name: "AAA Accessible" });
  await makeSession(person, { ipAddress: "2001:db8:1111:2222:3333:4444:5555:6666" });
  await makeSession(person, {
    loginTime: ago(4 * HOUR_MS),
    logoutTime: ago(HOUR_MS),
    endReason: "LOST_CONTACT",
  });
  await makeSession(person, {
    loginTime: ago(9 * HOUR_MS),
    logoutTime: ago(8 * HOUR_MS),
    ipAddress: null,
    userAgent: null,
  });
  return person;
}
